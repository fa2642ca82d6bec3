import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { listCaughtMail } from "../../../../../workflows/mail/queries/caught-mail"
import { readQuery } from "../../../../read-input"
import { keepable } from "../../words"

const caughtQuery = z.strictObject({
  to: keepable.trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What the demo's mail catcher has kept, the newest first; 404 where there is none. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listCaughtMail(readQuery(caughtQuery, request)))
}
