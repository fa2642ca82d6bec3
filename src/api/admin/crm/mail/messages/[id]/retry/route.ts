import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readMessage } from "../../../../../../../workflows/mail/queries/read-message"
import { releaseMessage } from "../../../../../../../workflows/mail/release-message"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../../orders/asker"
import { nothingBody } from "../../validators"

/** Tries a letter once more that has failed or could not be written. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const { actor, cause } = askerOf(request)
  const { id } = request.params
  await releaseMessage(request.scope, "retry", { id, actor, cause })
  response.json(await readMessage(request.scope, id))
}
