import { z } from "@medusajs/framework/zod"
import { isAddress } from "../../../../../providers/notification/smtp/mailbox"
import { keepable, optionalWords, words } from "../../words"

const address = keepable
  .trim()
  .toLowerCase()
  .refine(isAddress, "An e-mail address like anna@example.com.")

export const suppressionsQuery = z.strictObject({
  q: keepable.trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

export const suppressBody = z.strictObject({ address, note: optionalWords })

export const releaseBody = z.strictObject({
  address,
  reason: words.min(1, "Say why: whoever looks later wants to know."),
})
