import { z } from "@medusajs/framework/zod"
import { keepable, optionalWords } from "../words"

const id = keepable.min(1).max(100)

/** A number that is typed or pasted on the card. */
export const trackingNumberBody = z.strictObject({
  number: keepable.min(1).max(200),
  carrier: keepable.max(100).nullish(),
  shipment_id: id.nullish(),
  override: z.boolean().default(false),
  send: z.boolean().default(false),
})

export const noBody = z.strictObject({})

export const reasonBody = z.strictObject({ reason: optionalWords })

export const noteBody = z.strictObject({ note: optionalWords })

/** Eight megabytes of a file, as JSON can carry them. */
const LONGEST_CONTENT = 11_200_000

/** Many numbers: a file (base64), or text that was pasted. */
export const trackingImportBody = z
  .strictObject({
    name: keepable.trim().max(200).default(""),
    content: z.base64().max(LONGEST_CONTENT, "The file is larger than 8 MB.").optional(),
    text: keepable.max(LONGEST_CONTENT).optional(),
    preview: z.boolean().default(false),
    override: z.boolean().default(false),
    send: z.boolean().default(true),
  })
  .refine(({ content, text }) => (content === undefined) !== (text === undefined), {
    path: ["content"],
    message: "Either a file or a text.",
  })
