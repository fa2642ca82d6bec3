import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { blockCustomer } from "../../../../../../workflows/customer/block-customer"
import { readCustomer } from "../../../../../../workflows/customer/queries/read-customer"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { blockCustomerBody } from "../../validators"

/** Blocks a customer: nothing of his is charged any more. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const body = readBody(blockCustomerBody, request)
  const { blocked } = await blockCustomer(request.scope, id, body, staffOf(request))
  response.json({ blocked, customer: await readCustomer(request.scope, id) })
}
