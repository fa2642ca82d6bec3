import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { unblockCustomer } from "../../../../../../workflows/customer/block-customer"
import { readCustomer } from "../../../../../../workflows/customer/queries/read-customer"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { unblockCustomerBody } from "../../validators"

/** Lifts what a customer is blocked by, all of it or the named entries. Charges nothing. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { block_ids, reason } = readBody(unblockCustomerBody, request)
  const lifted = { block_ids: block_ids ?? null, reason }
  await unblockCustomer(request.scope, id, lifted, staffOf(request))
  response.json({ customer: await readCustomer(request.scope, id) })
}
