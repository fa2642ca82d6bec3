import { z } from "@medusajs/framework/zod"
import { keepable, words } from "../words"

const id = keepable.min(1).max(100)
const sku = keepable.trim().max(300, "This is longer than 300 characters.")

export const catalogueQuery = z.strictObject({
  q: keepable.max(300).optional(),
  supplier_id: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

export const catalogueBody = z.strictObject({
  shop_id: id.nullable().default(null),
  sku: sku.min(1, "Say which SKU of the shop this is."),
  supplier_id: id,
  supplier_sku: sku.min(1, "Say what the supplier calls it."),
  cost: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,4})?$/, "A cost is a number with up to four decimal places.")
    .nullable()
    .default(null),
  cost_currency: z
    .string()
    .length(3)
    .transform((code) => code.toUpperCase())
    .nullable()
    .default(null),
  stock: z.number().int().min(0).max(100_000_000).nullable().default(null),
  active: z.boolean().default(true),
})

/** Eight megabytes of a file, as JSON can carry them. */
const LONGEST_CONTENT = 11_200_000

export const catalogueImportBody = z.strictObject({
  name: words.max(200).default(""),
  content: z.base64().max(LONGEST_CONTENT, "The file is larger than 8 MB."),
  supplier_id: id.nullish(),
  preview: z.boolean().default(false),
})
