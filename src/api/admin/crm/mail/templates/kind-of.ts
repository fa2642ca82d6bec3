import type { MedusaRequest } from "@medusajs/framework/http"
import { notFound } from "../../../../../lib/problem"
import type { MailKind } from "../../../../../modules/mail/kinds"
import { templateKind } from "./validators"

/** The kind of letter that the address names. @throws Problem 404 */
export const kindOf = (request: MedusaRequest): MailKind => {
  const kind = templateKind.safeParse(request.params.kind)
  if (!kind.success) {
    throw notFound("letter")
  }
  return kind.data
}
