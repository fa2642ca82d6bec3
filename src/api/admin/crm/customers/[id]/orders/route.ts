import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listCustomerOrders } from "../../../../../../workflows/customer/queries/read-customer"
import { readQuery } from "../../../../../read-input"
import { customerOrdersQuery } from "../../validators"

/** A page of a customer's orders, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const page = readQuery(customerOrdersQuery, request)
  response.json(await listCustomerOrders(request.scope, request.params.id, page))
}
