import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../../../../modules/staff"
import type StaffModuleService from "../../../../../../../modules/staff/service"
import { readBody } from "../../../../../../read-input"
import { nothingBody } from "../../../../mail/messages/validators"

/** Signs this person out everywhere, sessions and tokens alike. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  await staff.endSessions(request.params.id)
  response.json({ sessions: [] })
}
