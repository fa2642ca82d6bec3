import { z } from "@medusajs/framework/zod"
import { MAIL_KIND_NAMES } from "../../../../../modules/mail/kinds"
import { MESSAGE_STATES } from "../../../../../modules/mail/types"
import { rangeEnd, rangeStart } from "../../moments"
import { oneOrMany } from "../../one-or-many"
import { keepable, optionalWords } from "../../words"

export const messagesQuery = z.strictObject({
  state: oneOrMany(z.enum(MESSAGE_STATES)).optional(),
  kind: oneOrMany(z.enum(MAIL_KIND_NAMES)).optional(),
  shop_id: oneOrMany(keepable.max(100)).optional(),
  q: keepable.max(200, "The search is longer than 200 characters.").optional(),
  from: rangeStart("from").optional(),
  to: rangeEnd("to").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

export const cancelMessageBody = z.strictObject({
  reason: optionalWords.transform((text) => text ?? null),
})

/** An action that says nothing but itself. */
export const nothingBody = z.strictObject({})
