import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeTags } from "../../../../../../workflows/order/change-tags"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { tagsBody } from "../../validators"

/** Gives the order tags and takes others away; answers with those that it has then. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { add, remove } = readBody(tagsBody, request)
  const { actor, scope, cause } = askerOf(request)
  const { id } = request.params
  const tags = await changeTags(request.scope, { id, add, remove, actor, scope, cause })
  response.json({ order: { id, tags } })
}
