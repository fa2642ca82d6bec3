import { z } from "@medusajs/framework/zod"
import { MAIL_KIND_NAMES } from "../../../../../modules/mail/kinds"
import { isMailAddress } from "../../../../../modules/mail/render/mail-address"
import { keepable, optionalWords } from "../../words"

export const templateKind = z.enum(MAIL_KIND_NAMES)

const language = keepable
  .trim()
  .toLowerCase()
  .refine((code) => /^[a-z]{2,3}$/.test(code), "A language like en.")

/** Absent, empty and null are all shops. */
const shopId = keepable
  .max(100)
  .nullish()
  .transform((id) => id || null)

/** Rendering says more exactly what is too long; this is what is kept at all. */
const source = keepable.max(200_000, "This is longer than any letter.")

const wording = {
  subject: keepable.max(2_000, "This is longer than any subject."),
  body: source,
  text: source.nullish().transform((text) => text || null),
}

export const templateQuery = z.strictObject({ shop_id: shopId, language })

export const saveTemplateBody = z.strictObject({
  shop_id: shopId,
  language,
  ...wording,
  note: optionalWords,
  expected_version: z.number().int().min(0),
  save_broken: z.boolean().default(false),
})

export const restoreTemplateBody = z.strictObject({
  shop_id: shopId,
  language,
  version: z.union([z.number().int().min(1), z.literal("shipped")]),
  expected_version: z.number().int().min(0),
})

const draft = {
  kind: templateKind,
  shop_id: shopId,
  language,
  ...wording,
  order_id: keepable
    .max(100)
    .nullish()
    .transform((id) => id || null),
}

export const previewBody = z.strictObject(draft)

export const testBody = z.strictObject({
  ...draft,
  to: keepable
    .trim()
    .refine(isMailAddress, "One mail address like name@example.com.")
    .max(254, "This is longer than any address."),
})
