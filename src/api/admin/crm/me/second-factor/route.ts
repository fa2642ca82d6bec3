import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { readSecondFactor, startSecondFactor } from "../../../../../workflows/staff/second-factor"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../read-input"
import { nothingBody } from "../../mail/messages/validators"

/** Whether the signed-in person has a second factor, and has to have one. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { auth_identity_id, second_factor } = staffOf(request)
  const state = await readSecondFactor(request.scope, auth_identity_id)
  response.json({ second_factor: { ...second_factor, ...state } })
}

/** Begins to set up an authenticator. The secret is answered once. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const { auth_identity_id, user_id } = staffOf(request)
  const { email } = await request.scope.resolve(Modules.USER).retrieveUser(user_id)
  response.status(201).json(await startSecondFactor(request.scope, auth_identity_id, email))
}
