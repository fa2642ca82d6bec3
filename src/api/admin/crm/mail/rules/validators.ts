import { z } from "@medusajs/framework/zod"
import { MAIL_KIND_NAMES } from "../../../../../modules/mail/kinds"
import { isMailAddress } from "../../../../../modules/mail/render/mail-address"
import { keepable } from "../../words"

const LONGEST_HOLD_SECONDS = 24 * 60 * 60
const LONGEST_REMINDER_HOURS = 30 * 24

export const holdAllBody = z.strictObject({ hold_all: z.boolean() })

export const switchesBody = z.strictObject({
  switches: z
    .array(
      z.strictObject({
        /** Null: for all shops that say nothing themselves. */
        shop_id: keepable.max(100).nullable(),
        kind: z.enum(MAIL_KIND_NAMES),
        /** Null takes back what the shop itself has said. */
        send: z.boolean().nullable(),
        hold_seconds: z.number().int().min(0).max(LONGEST_HOLD_SECONDS),
      })
    )
    .min(1)
    .max(1_000),
})

/** A line of a letter's head: whatever ends a line would begin another one. */
const headLine = keepable
  .trim()
  .max(100, "This is longer than 100 characters.")
  .refine(
    (text) => !/\p{Cc}|\p{Zl}|\p{Zp}/u.test(text),
    "This holds a character that a name cannot have."
  )
  .transform((text) => text || null)
  .nullable()

const address = keepable
  .trim()
  .refine((text) => text === "" || isMailAddress(text), "This is not an e-mail address.")
  .transform((text) => text || null)
  .nullable()

export const mailShopBody = z.strictObject({
  from_name: headLine,
  from_address: address,
  reply_to: address,
  account_id: keepable.max(100).nullable(),
  payment_reminder_hours: z.number().int().min(1).max(LONGEST_REMINDER_HOURS).nullable(),
})
