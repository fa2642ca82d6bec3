import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeStaffMemberWorkflow } from "../../../../../workflows/staff/workflows/change-staff-member"
import { readBody } from "../../../../read-input"
import { splitName } from "../names"
import { presentStaff } from "../present"
import { changeStaffMemberBody } from "../validators"

/** Changes role, activity or name. Switching somebody off signs them out everywhere. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { name, ...change } = readBody(changeStaffMemberBody, request)
  const { result } = await changeStaffMemberWorkflow(request.scope).run({
    input: {
      id: request.params.id,
      ...change,
      ...(name === undefined ? {} : { names: splitName(name) }),
    },
  })
  const [member] = await presentStaff(request.scope, [result])
  response.json({ staff_member: member })
}
