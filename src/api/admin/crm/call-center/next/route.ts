import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { takeNextCall } from "../../../../../workflows/call-center/next-call"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../read-input"
import { nothingBody } from "../../mail/messages/validators"

/** Takes the next call for the signed-in person, or says when there will be one. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  response.json(await takeNextCall(request.scope, staffOf(request).user_id))
}
