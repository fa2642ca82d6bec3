import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCaughtMail } from "../../../../../../workflows/mail/queries/caught-mail"

/** One letter that the demo's mail catcher has kept: both parts and every header. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ message: await readCaughtMail(request.params.id) })
}
