import { z } from "@medusajs/framework/zod"
import { keepable, words } from "../../words"

const text = keepable.max(2000, "This is longer than 2,000 characters.")

/** Fields of the create-order call, whose own rules check them: here only that they are no deeper. */
const fields = z.record(keepable.max(60), z.union([text, z.number(), z.boolean(), z.null()]))

export const createOrderBody = z.strictObject({
  shop_id: keepable.min(1, "Choose a shop.").max(100),
  /** Drawn by the page: sent twice it is one order. */
  key: z.string().regex(/^[0-9A-Z]{8,32}$/, "A key is 8 to 32 capital letters and digits."),
  customer: z.strictObject({
    first_name: text.default(""),
    last_name: text.default(""),
    email: text.default(""),
    phone: text.default(""),
  }),
  billing: fields,
  shipping: fields.nullish().transform((sent) => sent ?? null),
  products: z.array(fields).min(1, "Add a product.").max(200),
  options: z
    .strictObject({
      currency: text.nullish(),
      locale: text.nullish(),
      delivery_id: z.union([text, z.number()]).nullish(),
      delivery_price: z.union([text, z.number()]).nullish(),
      insurance: z.boolean().nullish(),
    })
    .default({}),
  payment: z.strictObject({
    method: z.enum(["credit_card", "paypal", "crypto", "echeck"]),
    pay_currency: text.optional(),
    paid_outside: z
      .strictObject({ reason: words.min(1, "Say how it was paid.") })
      .nullish()
      .transform((sent) => sent ?? null),
  }),
  dry_run: z.boolean().default(false),
})

export const customerQuery = z.strictObject({
  q: keepable.trim().min(2, "Type at least two letters.").max(200),
})
