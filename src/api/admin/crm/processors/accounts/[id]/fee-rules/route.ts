import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addFeeRule } from "../../../../../../../workflows/payment/add-fee-rule"
import { readAccount } from "../../../../../../../workflows/payment/queries/list-processors"
import { staffOf } from "../../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../../read-input"
import { siteUrlOf } from "../../../../site-url"
import { feeRuleBody } from "../../../validators"

/** Says what an account costs from a moment on, now unless it is named. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { valid_from = new Date(), ...rule } = readBody(feeRuleBody, request)
  const { user_id } = staffOf(request)
  await addFeeRule(request.scope, { ...rule, account_id: id, valid_from }, user_id)
  response.status(201).json({ account: await readAccount(request.scope, siteUrlOf(request), id) })
}
