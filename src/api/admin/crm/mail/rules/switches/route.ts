import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readRules } from "../../../../../../workflows/mail/queries/read-rules"
import { saveSwitches } from "../../../../../../workflows/mail/save-rules"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { switchesBody } from "../validators"

/** Decides which letters go out and how long they are held. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { switches } = readBody(switchesBody, request)
  await saveSwitches(request.scope, switches, staffOf(request).user_id)
  response.json(await readRules(request.scope))
}
