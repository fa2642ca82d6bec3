import { z } from "@medusajs/framework/zod"
import { keepable, words } from "../words"

const id = keepable.max(100)

/** A decimal amount in the payment's currency; its places are checked where the currency is known. */
const amount = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, "An amount is written like 34.95.")
  .nullish()
  .transform((text) => text ?? null)

export const refundBody = z.strictObject({
  amount,
  reason: words.min(1, "Say why, so that it can be understood later."),
  attempt_id: id.nullish().transform((text) => text ?? null),
  /** The money was given back past every processor: it is only recorded. */
  elsewhere: z.boolean().default(false),
})

export const chargebackBody = z.strictObject({
  amount,
  reason: words.min(1, "Say what the bank has written."),
})

export const chargebackReversalBody = z.strictObject({
  reason: words.min(1, "Say what the bank has written."),
})

export const nothingBody = z.strictObject({})

export const chargeBody = z.strictObject({
  way: z.enum(["stored", "mail_or_telephone", "echeck"]),
  account_id: id.nullish().transform((text) => text ?? null),
  close_open_links: z.boolean().default(false),
})

export const linkBody = z.strictObject({
  account_id: id.nullish().transform((text) => text ?? null),
  close_open_links: z.boolean().default(false),
  /** Whether the customer gets it by mail. */
  send: z.boolean().default(true),
})

export const checkNowBody = z.strictObject({
  attempt_id: id.nullish().transform((text) => text ?? null),
})
