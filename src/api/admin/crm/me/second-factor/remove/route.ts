import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Problem } from "../../../../../../lib/problem"
import { removeSecondFactor } from "../../../../../../workflows/staff/second-factor"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { secondFactorBody } from "../../../staff/validators"

/** Gives the second factor up, by a code of it; not where the role has to have one. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const answer = readBody(secondFactorBody, request)
  const { auth_identity_id, second_factor } = staffOf(request)
  if (second_factor.demanded) {
    throw new Problem(409, "second_factor_demanded", "Your role has to have a second factor.")
  }
  await removeSecondFactor(request.scope, auth_identity_id, answer)
  response.json({ second_factor: { ...second_factor, enabled: false } })
}
