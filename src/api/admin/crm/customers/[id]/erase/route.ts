import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { eraseCustomer } from "../../../../../../workflows/customer/erase-customer"
import { readCustomer } from "../../../../../../workflows/customer/queries/read-customer"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../../orders/asker"
import { eraseCustomerBody } from "../../validators"

/** Erases a customer's personal data for good; orders, books and figures stay. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { confirm } = readBody(eraseCustomerBody, request)
  const { actor, cause } = askerOf(request)
  await eraseCustomer(request.scope, { id, confirm, actor, cause })
  response.json({ customer: await readCustomer(request.scope, id) })
}
