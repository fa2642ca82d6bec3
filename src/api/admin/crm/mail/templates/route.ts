import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listTemplates } from "../../../../../workflows/mail/queries/list-templates"

/** The kinds of letters, what was worded anew, and where letters wait for a wording to be mended. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listTemplates(request.scope))
}
