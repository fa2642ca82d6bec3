import { z } from "@medusajs/framework/zod"
import { containsCardNumber } from "../../../lib/card-numbers"

/** PostgreSQL keeps neither NUL nor half a Unicode character. */
// eslint-disable-next-line no-control-regex -- it is what this looks for
const unkeepable = /\u0000|\p{Surrogate}/u

/** Text that can be stored, or compared with what is stored. */
export const keepable = z
  .string()
  .refine((text) => !unkeepable.test(text), "This holds a character that cannot be kept.")

/** What a person writes: a note, a reason. A card number is for the vault alone. */
export const words = keepable
  .trim()
  .max(5000, "This is longer than 5,000 characters.")
  .refine(
    (text) => !containsCardNumber(text),
    "This seems to hold a card number. Leave it out: card numbers are not kept in texts."
  )

/** The same where nothing need be written; an empty text is nothing. */
export const optionalWords = words.transform((text) => text || null).nullish()
