import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readRules } from "../../../../../workflows/mail/queries/read-rules"

/** What is sent, how long it is held, how shops sign. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readRules(request.scope))
}
