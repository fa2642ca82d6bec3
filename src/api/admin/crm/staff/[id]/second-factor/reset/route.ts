import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../../../../modules/staff"
import type StaffModuleService from "../../../../../../../modules/staff/service"
import { resetSecondFactor } from "../../../../../../../workflows/staff/second-factor"
import { readBody } from "../../../../../../read-input"
import { nothingBody } from "../../../../mail/messages/validators"
import { presentStaff } from "../../../present"

/** Takes the second factor of somebody who has lost it. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  await resetSecondFactor(request.scope, request.params.id)
  const [member] = await presentStaff(request.scope, [await staff.getMember(request.params.id)])
  response.json({ staff_member: member })
}
