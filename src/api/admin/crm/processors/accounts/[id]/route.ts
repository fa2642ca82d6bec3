import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readAccount } from "../../../../../../workflows/payment/queries/list-processors"
import { changeAccount } from "../../../../../../workflows/payment/save-account"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { siteUrlOf } from "../../../site-url"
import { changeAccountBody } from "../../validators"

/** Changes the given fields of an account; secrets that are not given stay as they are. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { secrets = {}, ...change } = readBody(changeAccountBody, request)
  await changeAccount(request.scope, id, change, secrets, staffOf(request))
  response.json({ account: await readAccount(request.scope, siteUrlOf(request), id) })
}
