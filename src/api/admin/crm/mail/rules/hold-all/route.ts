import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readRules } from "../../../../../../workflows/mail/queries/read-rules"
import { saveHoldAll } from "../../../../../../workflows/mail/save-rules"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { holdAllBody } from "../validators"

/** Holds all mail, or lets it go again. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { hold_all } = readBody(holdAllBody, request)
  await saveHoldAll(request.scope, hold_all, staffOf(request).user_id)
  response.json(await readRules(request.scope))
}
