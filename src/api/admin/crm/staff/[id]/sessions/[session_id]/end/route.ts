import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../../../../../modules/staff"
import type StaffModuleService from "../../../../../../../../modules/staff/service"
import { readBody } from "../../../../../../../read-input"
import { nothingBody } from "../../../../../mail/messages/validators"
import { sessionIdOf } from "../../../../session-id"

/** Ends one sign-in of this person. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const { user_id } = await staff.getMember(request.params.id)
  await staff.sessions.end(user_id, request.params.session_id)
  response.json({ sessions: await staff.sessions.list(user_id, sessionIdOf(request)) })
}
