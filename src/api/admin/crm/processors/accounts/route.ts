import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readAccount } from "../../../../../workflows/payment/queries/list-processors"
import { createAccount } from "../../../../../workflows/payment/save-account"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../read-input"
import { siteUrlOf } from "../../site-url"
import { createAccountBody } from "../validators"

/** Makes an account at a processor. Its secrets are sealed and can be read nowhere afterwards. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { secrets, ...account } = readBody(createAccountBody, request)
  const id = await createAccount(request.scope, account, secrets, staffOf(request))
  response.status(201).json({ account: await readAccount(request.scope, siteUrlOf(request), id) })
}
