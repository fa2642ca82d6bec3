import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { confirmSecondFactor } from "../../../../../../workflows/staff/second-factor"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { secondFactorBody } from "../../../staff/validators"

/** Switches the second factor on, by its first code. This sign-in counts as made with it. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { code } = readBody(secondFactorBody, request)
  const { auth_identity_id } = staffOf(request)
  const recovery_codes = await confirmSecondFactor(request.scope, auth_identity_id, code)
  const context: unknown = request.session?.auth_context
  if (typeof context === "object" && context !== null) {
    Object.assign(context, {
      mfa_enabled: true,
      mfa_challenge_completed_at: new Date().toISOString(),
    })
  }
  response.json({ recovery_codes })
}
