import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBalance } from "../../../../workflows/ledger/queries/read-balance"
import { readQuery } from "../../../read-input"
import { balanceQuery } from "./validators"

/** What processors owe us at a moment: in all, by account and by shop. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readBalance(request.scope, readQuery(balanceQuery, request)))
}
