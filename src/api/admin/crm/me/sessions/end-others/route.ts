import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../../../modules/staff"
import type StaffModuleService from "../../../../../../modules/staff/service"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { nothingBody } from "../../../mail/messages/validators"
import { sessionIdOf } from "../../../staff/session-id"

/** Signs the person out everywhere else. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const ended = await staff.sessions.endOthers(staffOf(request).user_id, sessionIdOf(request))
  response.json({ ended })
}
