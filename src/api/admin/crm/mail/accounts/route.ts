import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  listMailAccounts,
  readMailAccount,
} from "../../../../../workflows/mail/queries/list-accounts"
import { createMailAccount } from "../../../../../workflows/mail/save-account"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../read-input"
import { createMailAccountBody } from "./validators"

/** Every mail server that letters go out through, with what waits for it and what it has done today. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ accounts: await listMailAccounts(request.scope) })
}

/** Makes an account at a mail server. Its password is sealed and can be read nowhere afterwards. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { password, ...account } = readBody(createMailAccountBody, request)
  const id = await createMailAccount(request.scope, account, password, staffOf(request))
  response.status(201).json({ account: await readMailAccount(request.scope, id) })
}
