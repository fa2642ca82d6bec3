import { z } from "@medusajs/framework/zod"
import { isCurrency, parseDecimal } from "../../../../lib/money"
import { PAYMENT_METHODS } from "../../../../modules/crm_order/types"
import { rangeStart } from "../moments"
import { keepable, words } from "../words"

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

/** Keys are sent there: nobody on the way may read them. */
const isSafeAddress = (text: string): boolean => {
  if (text === "") {
    return true
  }
  const address = URL.canParse(text) ? new URL(text) : undefined
  return (
    address !== undefined &&
    (address.protocol === "https:" ||
      (address.protocol === "http:" && LOCAL_HOSTS.includes(address.hostname)))
  )
}

const name = keepable.min(1).max(100)

const shape = {
  name: words.min(1, "A name is needed.").max(100, "This is longer than 100 characters."),
  methods: z
    .array(z.enum(PAYMENT_METHODS))
    .min(1, "At least one payment method.")
    .transform((methods) => [...new Set(methods)]),
  base_url: keepable
    .trim()
    .max(500)
    .refine(isSafeAddress, "An https address (http only on this machine), or nothing.")
    .transform((text) => text.replace(/\/+$/, "")),
  settings: z.record(name, words),
  secrets: z.record(name, keepable.trim().min(1, "This is empty.").max(10_000)),
  echeck_approved_when: z.enum(["accepted", "settled"]),
}

export const createAccountBody = z.strictObject({
  ...shape,
  processor: keepable.max(100),
  base_url: shape.base_url.default(""),
  settings: shape.settings.default({}),
  secrets: shape.secrets.default({}),
  echeck_approved_when: shape.echeck_approved_when.default("settled"),
})

export const changeAccountBody = z
  .strictObject({ ...shape, active: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, "Nothing to change.")

/** A decimal number as text or number, as exact text with at most so many places. */
const decimal = (places: number, most: bigint, sentence: string) =>
  z
    .union([z.string(), z.number()])
    .transform((value) => String(value).trim())
    .refine((text) => {
      const units = parseDecimal(text, places)
      return units !== undefined && units >= 0n && units <= most * 10n ** BigInt(places)
    }, sentence)

const amount = decimal(4, 1_000_000n, "An amount like 0.30, not negative.")

export const feeRuleBody = z.strictObject({
  percent: decimal(4, 100n, "A percentage between 0 and 100."),
  fixed: amount.default("0"),
  chargeback_fee: amount.default("0"),
  currency: z.string().trim().toUpperCase().refine(isCurrency, "A currency code like EUR."),
  refund_returns_fee: z.boolean().default(false),
  valid_from: rangeStart("valid_from").optional(),
})
