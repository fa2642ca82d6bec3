import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readMessage } from "../../../../../../../workflows/mail/queries/read-message"
import { releaseMessage } from "../../../../../../../workflows/mail/release-message"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../../orders/asker"
import { nothingBody } from "../../validators"

/** Ends the hold of a letter, or its pause between two tries. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const { actor, cause } = askerOf(request)
  const { id } = request.params
  await releaseMessage(request.scope, "send_now", { id, actor, cause })
  response.json(await readMessage(request.scope, id))
}
