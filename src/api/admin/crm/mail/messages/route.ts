import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listMessages } from "../../../../../workflows/mail/queries/list-messages"
import { readQuery } from "../../../../read-input"
import { messagesQuery } from "./validators"

/** Every letter to customers and what has become of it, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { limit, offset, ...filter } = readQuery(messagesQuery, request)
  response.json(await listMessages(request.scope, filter, { limit, offset }))
}
