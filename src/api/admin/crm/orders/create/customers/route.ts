import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findBuyers } from "../../../../../../workflows/order/queries/find-buyers"
import { readQuery } from "../../../../../read-input"
import { customerQuery } from "../validators"

/** Customers by name, e-mail or phone, as their last order has them: to fill a new order in. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { q } = readQuery(customerQuery, request)
  response.json({ customers: await findBuyers(request.scope, q) })
}
