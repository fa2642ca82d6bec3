import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { testAccount } from "../../../../../../../workflows/mail/test-account"

/** Connects to the account's server and signs in, without sending anything: `{ ok, words }`. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await testAccount(request.scope, request.params.id))
}
