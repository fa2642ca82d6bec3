import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { acceptOrderByHand } from "../../../../../workflows/intake/accept-by-hand"
import { readBody } from "../../../../read-input"
import { askerOf } from "../asker"
import { createOrderBody } from "./validators"

/** Takes in an order that staff have written; with `dry_run` only says what it would come to. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const body = readBody(createOrderBody, request)
  const { actor, cause } = askerOf(request)
  const { order, created } = await acceptOrderByHand(request.scope, { ...body, actor, cause })
  response.status(created ? 201 : 200).json({ order })
}
