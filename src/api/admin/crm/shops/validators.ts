import { domainToASCII } from "node:url"
import { z } from "@medusajs/framework/zod"
import { isAddressOrRange } from "../../../../modules/shop/allowed-addresses"

const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"))
const languageNames = new Intl.DisplayNames("en", { type: "language", fallback: "none" })

const domain = z
  .string()
  .trim()
  .transform((text) => domainToASCII(text.toLowerCase()))
  .refine((text) => HOST_NAME.test(text), "A domain like shop.example, without https:// and paths.")

const distinct = <Item>(items: Item[]): Item[] => [...new Set(items)]

const fields = {
  name: z.string().trim().min(1, "A name is needed.").max(200),
  domains: z.array(domain).min(1, "At least one domain.").max(50).transform(distinct),
  default_currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => CURRENCIES.has(code), "A currency code like EUR."),
  default_language: z
    .string()
    .trim()
    .toLowerCase()
    .refine(
      (code) => /^[a-z]{2}$/.test(code) && languageNames.of(code) !== undefined,
      "A language code like en."
    ),
  totals_required: z.boolean(),
  allowed_addresses: z
    .array(
      z
        .string()
        .trim()
        .refine(isAddressOrRange, "An address like 192.0.2.1 or a range like 192.0.2.0/24.")
    )
    .max(200)
    .transform(distinct),
}

export const createShopBody = z.strictObject({
  ...fields,
  totals_required: fields.totals_required.default(false),
  allowed_addresses: fields.allowed_addresses.default([]),
})

export const updateShopBody = z
  .strictObject({ ...fields, active: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, "Nothing to change.")

export const shopRequestsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  only: z.literal("refused").optional(),
})
