import { formatAmount, parseAmount, storedAmount } from "../../lib/money"
import type { CrmOrderRow } from "../../modules/crm_order/types"
import { cleanLine, cleanWords } from "../../modules/mail/render/clean-text"
import { letterAmount, letterDate } from "../../modules/mail/render/letter-amounts"
import type { LetterContext, LetterItem } from "../../modules/mail/render/letter-context"
import { ownLink, type AllowedLinks } from "../../modules/mail/render/letter-links"
import { answersTo, type Sender } from "../../modules/mail/sender"
import { letterWords } from "../../modules/mail/wording"
import type { ParcelTracking } from "./read-tracking"

/** An address as Medusa's order keeps it. */
export type OrderAddress = {
  first_name: string | null
  last_name: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  country_code: string | null
}

export type OrderLine = {
  title: string
  unit_price: number
  detail: { quantity: number }
  metadata: Record<string, string | null> | null
}

/** What is known of an order when a letter about it is written. */
export type LetterFacts = {
  order: CrmOrderRow
  lines: readonly OrderLine[]
  billing: OrderAddress | null
  shipping: OrderAddress | null
  shop: { name: string; domain: string }
  sender: Sender
  tracking: readonly ParcelTracking[]
  links: {
    /** Null: nothing waits to be paid. */
    pay: string | null
    track: (number: string) => string
    /** Null: a letter that nobody can unsubscribe from. */
    unsubscribe: string | null
  }
}

const nameOf = (address: OrderAddress | null): string =>
  [address?.first_name, address?.last_name].filter(Boolean).join(" ")

const regions = new Map<string, Intl.DisplayNames>()

const regionsIn = (language: string): Intl.DisplayNames => {
  const known = regions.get(language) ?? new Intl.DisplayNames(language, { type: "region" })
  regions.set(language, known)
  return known
}

/** The country's name in the language; its code where the language has none for it. */
const countryName = (code: string | null, language: string): string | null =>
  code && /^[a-z]{2}$/i.test(code) ? (regionsIn(language).of(code.toUpperCase()) ?? code) : code

const addressLines = (address: OrderAddress | null, language: string): string[] =>
  address
    ? [
        address.address_1,
        address.address_2,
        [address.postal_code, address.city].filter(Boolean).join(" "),
        address.province,
        countryName(address.country_code, language),
      ]
        .map((line) => cleanWords(line ?? ""))
        .filter(Boolean)
    : []

const CARD_NAMES: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  maestro: "Maestro",
}

const cardOf = ({ card_brand, card_last4, payment_method }: CrmOrderRow): string | null =>
  payment_method === "credit_card" && card_last4
    ? cleanLine(`${CARD_NAMES[card_brand ?? ""] ?? ""} ····${card_last4}`)
    : null

/** More lines than any letter shows: the rest would only make it unreadable. */
const MOST_ITEMS = 100

const itemOf =
  (facts: LetterFacts, language: string, allowed: AllowedLinks) =>
  (line: OrderLine): LetterItem => {
    const { currency } = facts.order
    const price = parseAmount(String(line.unit_price), currency) ?? 0n
    const { quantity } = line.detail
    const { option, option_value, url } = line.metadata ?? {}
    const money = (units: bigint): string =>
      letterAmount(formatAmount(units, currency), currency, language)
    return {
      name: cleanWords(line.title),
      option: cleanWords([option, option_value].filter(Boolean).join(", ")) || null,
      quantity,
      price: money(price),
      total: money(price * BigInt(quantity)),
      // A shop may send any address: what is not its own is left out rather than keeping the letter back.
      url: url ? ownLink(url, allowed) : null,
    }
  }

const isPositive = (amount: string): boolean => Number(amount) > 0

/** Everything that a wording may name, of one order, in the words of one language. Pure. */
export const letterContext = (
  facts: LetterFacts,
  language: string,
  allowed: AllowedLinks
): LetterContext => {
  const { order, shop, sender, links } = facts
  const { totals, refill_reminder } = order.details
  const words = letterWords(language)
  const money = (amount: string): string =>
    letterAmount(storedAmount(amount, order.currency), order.currency, language)
  const items = facts.lines.slice(0, MOST_ITEMS).map(itemOf(facts, language, allowed))
  const url = `https://${shop.domain}`
  const name = nameOf(facts.billing) || order.customer_name
  return {
    order: {
      number: order.id,
      shop_order_id: cleanWords(order.shop_order_id),
      date: letterDate(order.created_at, language),
      status: words.statuses[order.status],
      total: money(order.total),
      subtotal: money(totals.products),
      discount: isPositive(totals.discount) ? money(totals.discount) : null,
      delivery: money(totals.shipping),
      insurance: isPositive(totals.insurance) ? money(totals.insurance) : null,
      currency: order.currency,
      items,
    },
    customer: {
      first_name: cleanWords(facts.billing?.first_name || name, 60),
      name: cleanWords(name),
      email: cleanLine(order.email, 254),
    },
    shop: {
      name: cleanWords(shop.name),
      domain: shop.domain,
      url,
      email: answersTo(sender),
    },
    shipping: {
      name: cleanWords(nameOf(facts.shipping)),
      lines: addressLines(facts.shipping, language),
    },
    payment: {
      url: links.pay,
      method: words.methods[order.payment_method],
      card: cardOf(order),
    },
    refund: { amount: isPositive(order.refunded) ? money(order.refunded) : null },
    tracking: facts.tracking.map(({ number, carrier }) => ({
      number: cleanWords(number, 60),
      carrier: carrier && cleanWords(carrier, 60),
      url: links.track(number),
    })),
    refill: { products: items, period_days: refill_reminder?.period_days ?? null, url },
    unsubscribe_url: links.unsubscribe,
  }
}
