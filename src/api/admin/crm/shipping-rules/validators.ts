import { z } from "@medusajs/framework/zod"
import { keepable, words } from "../words"

const id = keepable.min(1).max(100)
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(1_000).optional()

export const shippingRulesBody = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        supplier_id: id,
        priority: z.number().int().min(0).max(1_000),
        when: z
          .strictObject({
            countries: list(z.string().regex(/^[A-Z]{2}$/, "A country has two capital letters.")),
            skus: list(keepable.min(1).max(300)),
            shop_ids: list(id),
          })
          .default({}),
      })
    )
    .max(1_000),
  note: words.default(""),
  /** The version that was changed: 0 when there was none. */
  expected_version: z.number().int().min(0),
})

export const versionParams = z.coerce.number().int().min(1).max(2_000_000_000)
