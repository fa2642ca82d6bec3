import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { releaseAddress } from "../../../../../../workflows/mail/change-suppression"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { releaseBody } from "../validators"

/** Lets an address get mail again. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const body = readBody(releaseBody, request)
  await releaseAddress(request.scope, body, staffOf(request))
  response.json({ address: body.address })
}
