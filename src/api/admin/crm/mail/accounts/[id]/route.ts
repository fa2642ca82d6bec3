import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readMailAccount } from "../../../../../../workflows/mail/queries/list-accounts"
import { changeMailAccount } from "../../../../../../workflows/mail/save-account"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { changeMailAccountBody } from "../validators"

/** Changes the given fields of an account; a password that is not given stays as it is. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { password, ...change } = readBody(changeMailAccountBody, request)
  await changeMailAccount(request.scope, id, change, password, staffOf(request))
  response.json({ account: await readMailAccount(request.scope, id) })
}
