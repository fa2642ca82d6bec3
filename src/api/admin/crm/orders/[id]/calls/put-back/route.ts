import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { putCallBack } from "../../../../../../../workflows/call-center/put-call-back"
import { staffOf } from "../../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../../read-input"
import { nothingBody } from "../../../../mail/messages/validators"

/** Gives the taken call back unmade. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  await putCallBack(request.scope, request.params.id, staffOf(request).user_id)
  response.json({ order: { id: request.params.id } })
}
