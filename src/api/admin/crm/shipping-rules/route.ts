import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readShippingRules } from "../../../../workflows/dispatch/queries/read-shipping-rules"
import { saveShippingRules } from "../../../../workflows/dispatch/save-shipping-rules"
import { staffOf } from "../../../middlewares/require-staff-permission"
import { readBody } from "../../../read-input"
import { shippingRulesBody } from "./validators"

/** The rules who ships what, what they may name, and every version of them. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readShippingRules(request.scope))
}

/** Puts new rules in force; refused when somebody else has saved meanwhile. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { rules, note, expected_version } = readBody(shippingRulesBody, request)
  const by = staffOf(request).user_id
  await saveShippingRules(request.scope, rules, { by, note, expected_version })
  response.json(await readShippingRules(request.scope))
}
