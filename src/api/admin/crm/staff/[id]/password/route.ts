import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setStaffPasswordWorkflow } from "../../../../../../workflows/staff/workflows/set-staff-password"
import { readBody } from "../../../../../read-input"
import { presentStaff } from "../../present"
import { setPasswordBody } from "../../validators"

/** Gives a person a new password and ends all their sign-ins. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { password } = readBody(setPasswordBody, request)
  const { result } = await setStaffPasswordWorkflow(request.scope).run({
    input: { id: request.params.id, password },
  })
  const [member] = await presentStaff(request.scope, [result])
  response.json({ staff_member: member })
}
