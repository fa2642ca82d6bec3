import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { STAFF_MODULE } from "../../../../../../modules/staff"
import type StaffModuleService from "../../../../../../modules/staff/service"
import { readBody } from "../../../../../read-input"
import { nothingBody } from "../../../mail/messages/validators"
import { presentStaff } from "../../present"

/** Lifts what has locked this person out after too many wrong answers. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const member = await staff.getMember(request.params.id)
  const user = await request.scope.resolve(Modules.USER).retrieveUser(member.user_id)
  await staff.locks.lift(user.email)
  const [presented] = await presentStaff(request.scope, [member])
  response.json({ staff_member: presented })
}
