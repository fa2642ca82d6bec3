import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../modules/staff"
import type StaffModuleService from "../../../../modules/staff/service"
import { createStaffMemberWorkflow } from "../../../../workflows/staff/workflows/create-staff-member"
import { readBody } from "../../../read-input"
import { splitName } from "./names"
import { presentStaff } from "./present"
import { createStaffMemberBody } from "./validators"

/** Everybody who works here, also those switched off. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  response.json({ staff: await presentStaff(request.scope, await staff.listMembers()) })
}

/** Adds a person who can sign in at once with the given password. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { name, ...input } = readBody(createStaffMemberBody, request)
  const { result } = await createStaffMemberWorkflow(request.scope).run({
    input: { ...input, ...(name ? splitName(name) : {}) },
  })
  const [member] = await presentStaff(request.scope, [result])
  response.status(201).json({ staff_member: member })
}
