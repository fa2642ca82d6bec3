import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { commentAttempt } from "../../../../../../../../workflows/payment/comment-attempt"
import { readPresentedAttempt } from "../../../../../../../../workflows/payment/queries/present-attempts"
import { readBody } from "../../../../../../../read-input"
import { askerOf } from "../../../../asker"
import { commentBody } from "../../../../validators"

/** Writes what staff note on one attempt; an empty comment takes it away. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { comment } = readBody(commentBody, request)
  const { id: order_id, attempt_id } = request.params
  const { actor, cause } = askerOf(request)
  await commentAttempt(request.scope, { order_id, attempt_id, comment, actor, cause })
  response.json({ attempt: await readPresentedAttempt(request.scope, attempt_id) })
}
