import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCustomer } from "../../../../../workflows/customer/queries/read-customer"
import { changeCustomer } from "../../../../../workflows/customer/save-customer"
import { readBody } from "../../../../read-input"
import { changeCustomerBody } from "../validators"

/** A customer with orders, letters, notes, and by what he is or could be blocked. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ customer: await readCustomer(request.scope, request.params.id) })
}

/** Changes name, telephone number or note. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  await changeCustomer(request.scope, id, readBody(changeCustomerBody, request))
  response.json({ customer: await readCustomer(request.scope, id) })
}
