import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../../modules/staff"
import type StaffModuleService from "../../../../../modules/staff/service"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { sessionIdOf } from "../../staff/session-id"

/** Where the signed-in person is signed in. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  const { user_id } = staffOf(request)
  response.json({ sessions: await staff.sessions.list(user_id, sessionIdOf(request)) })
}
