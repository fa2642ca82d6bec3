import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCallDesk } from "../../../../workflows/call-center/queries/list-calls"
import { staffOf } from "../../../middlewares/require-staff-permission"

/** The call that the signed-in person has taken, how many wait, and when the next one can be made. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readCallDesk(request.scope, staffOf(request).user_id))
}
