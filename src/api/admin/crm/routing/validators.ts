import { z } from "@medusajs/framework/zod"
import { isCurrency, parseDecimal } from "../../../../lib/money"
import { PAYMENT_METHODS } from "../../../../modules/crm_order/types"
import { keepable, optionalWords } from "../words"

const USD_PLACES = 2

const usd = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .refine((text) => (parseDecimal(text, USD_PLACES) ?? -1n) >= 0n, "An amount like 50.00.")

const upperCase = keepable.trim().toUpperCase()
const country = upperCase.refine((code) => /^[A-Z]{2}$/.test(code), "A country code like DE.")
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(300).optional()

const entry = z.strictObject({
  account_id: keepable.max(100),
  priority: z.number().int().min(1).max(1_000),
  weight: z.number().min(0).max(1_000).default(1),
  when: z
    .strictObject({
      currencies: list(upperCase),
      countries: list(country),
      shop_ids: list(keepable.max(100)),
      brands: list(keepable.trim().toLowerCase().max(50)),
      min_usd: usd.optional(),
      max_usd: usd.optional(),
    })
    .default({}),
})

const entries = z.array(entry).max(100)

const rules = z.strictObject({
  credit_card: entries,
  paypal: entries,
  crypto: entries,
  echeck: entries,
})

export const routingBody = z.strictObject({
  rules,
  note: optionalWords,
  expected_version: z.number().int().min(0),
})

export const versionParams = z.coerce.number().int().min(1).max(1_000_000_000)

export const previewBody = z.strictObject({
  context: z.strictObject({
    method: z.enum(PAYMENT_METHODS),
    currency: upperCase.refine(isCurrency, "A currency code like EUR."),
    country,
    shop_id: keepable.max(100),
    brand: keepable
      .trim()
      .toLowerCase()
      .max(50)
      .nullish()
      .transform((text) => text || null),
    amount_usd: usd,
    has_cvv: z.boolean().default(true),
    order_id: keepable.max(100).default("preview"),
  }),
  /** Rules that are being edited; absent: those in force. */
  rules: rules.optional(),
})
