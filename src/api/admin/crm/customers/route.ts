import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listCustomers } from "../../../../workflows/customer/queries/list-customers"
import { readCustomer } from "../../../../workflows/customer/queries/read-customer"
import { addCustomer } from "../../../../workflows/customer/save-customer"
import { readBody, readQuery } from "../../../read-input"
import { addCustomerBody, customerListQuery } from "./validators"

/** A page of the customers; `next` is where the page after it begins. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { order, limit, after, ...filter } = readQuery(customerListQuery, request)
  response.json(await listCustomers(request.scope, filter, { ...order, limit, after }))
}

/** Adds a customer who has not ordered yet. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const id = await addCustomer(request.scope, readBody(addCustomerBody, request))
  response.status(201).json({ customer: await readCustomer(request.scope, id) })
}
