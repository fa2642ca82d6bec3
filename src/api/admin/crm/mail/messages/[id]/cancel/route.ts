import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelMessage } from "../../../../../../../workflows/mail/cancel-message"
import { readMessage } from "../../../../../../../workflows/mail/queries/read-message"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../../orders/asker"
import { cancelMessageBody } from "../../validators"

/** Stops a letter that has not gone out. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { reason } = readBody(cancelMessageBody, request)
  const { actor, cause } = askerOf(request)
  const { id } = request.params
  await cancelMessage(request.scope, { id, reason, actor, cause })
  response.json(await readMessage(request.scope, id))
}
