import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../../../modules/staff"
import type StaffModuleService from "../../../../../../modules/staff/service"
import { sessionIdOf } from "../../session-id"

/** Where this person is signed in. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const { user_id } = await staff.getMember(request.params.id)
  response.json({ sessions: await staff.sessions.list(user_id, sessionIdOf(request)) })
}
