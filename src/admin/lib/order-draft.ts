import type { Buyer, BuyerAddress, OrderChoices } from "../types/bulk"

/** A new order as the form holds it: what was typed. */
export type LineDraft = {
  sku: string
  name: string
  option: string
  quantity: string
  price: string
}

export type AddressDraft = Omit<BuyerAddress, "first_name" | "last_name">

export const WAYS_TO_PAY = ["card_link", "paypal", "crypto", "outside"] as const
export type WayToPay = (typeof WAYS_TO_PAY)[number]

export type OrderDraft = {
  shop_id: string
  currency: string
  language: string
  customer: { first_name: string; last_name: string; email: string; phone: string }
  billing: AddressDraft
  /** Null: to the billing address. */
  shipping: AddressDraft | null
  lines: LineDraft[]
  delivery_id: string
  delivery_price: string
  insurance: boolean
  way: WayToPay
  coin: string
  reason: string
}

export const EMPTY_ADDRESS: AddressDraft = {
  country: "",
  state: "",
  city: "",
  zip: "",
  address: "",
  address2: "",
}

export const EMPTY_LINE: LineDraft = { sku: "", name: "", option: "", quantity: "1", price: "" }

export const emptyDraft = ({ shops, deliveries }: OrderChoices): OrderDraft => ({
  shop_id: shops[0]?.id ?? "",
  currency: shops[0]?.currency ?? "",
  language: shops[0]?.language ?? "",
  customer: { first_name: "", last_name: "", email: "", phone: "" },
  billing: EMPTY_ADDRESS,
  shipping: null,
  lines: [EMPTY_LINE],
  delivery_id: String(deliveries[0]?.id ?? ""),
  delivery_price: "",
  insurance: false,
  way: "card_link",
  coin: "",
  reason: "",
})

const addressOf = (address: BuyerAddress | null): AddressDraft => {
  const { country, state, city, zip, address: street, address2 } = address ?? EMPTY_ADDRESS
  return { country, state, city, zip, address: street, address2 }
}

const isSame = (one: AddressDraft, other: AddressDraft): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** Fills a customer in as the last order has them; what is ordered stays as it is. */
export const withBuyer = (draft: OrderDraft, buyer: Buyer): OrderDraft => {
  const billing = addressOf(buyer.billing)
  const shipping = buyer.shipping ? addressOf(buyer.shipping) : billing
  const [first = "", ...rest] = buyer.name.split(" ")
  return {
    ...draft,
    customer: {
      first_name: buyer.first_name || first,
      last_name: buyer.last_name || rest.join(" "),
      email: buyer.email,
      phone: buyer.phone,
    },
    language: buyer.language,
    billing,
    shipping: isSame(billing, shipping) ? null : shipping,
  }
}

/** The methods of the create-order call by how the page asks. What was paid outside counts as a card's. */
const METHODS: Record<WayToPay, string> = {
  card_link: "credit_card",
  paypal: "paypal",
  crypto: "crypto",
  outside: "credit_card",
}

/** A comma is how half of Europe writes a decimal point. */
const decimal = (text: string): string => text.trim().replace(",", ".")

/** What the server is told. */
export const callOf = (draft: OrderDraft, key: string) => ({
  shop_id: draft.shop_id,
  key,
  customer: draft.customer,
  billing: draft.billing,
  shipping: draft.shipping,
  products: draft.lines.map(({ quantity, price, ...line }) => ({
    ...line,
    quantity: decimal(quantity),
    price: decimal(price),
  })),
  options: {
    currency: draft.currency,
    locale: draft.language,
    delivery_id: draft.delivery_id,
    delivery_price: decimal(draft.delivery_price),
    insurance: draft.insurance,
  },
  payment: {
    method: METHODS[draft.way],
    ...(draft.way === "crypto" && draft.coin ? { pay_currency: draft.coin } : {}),
    paid_outside: draft.way === "outside" ? { reason: draft.reason.trim() } : null,
  },
})

export type OrderCall = ReturnType<typeof callOf>

const KEY_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Names this one order: sent twice, by a double click or a lost answer, it is made once. */
export const drawKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(10))]
    .map((byte) => KEY_LETTERS[byte % KEY_LETTERS.length])
    .join("")
