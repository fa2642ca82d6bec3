import type { MailKind } from "../kinds"

/** What a letter holds beside its words; the same in every language. */
type LetterShape = {
  tracking: boolean
  /** The variable that the button leads to. */
  button: "payment.url" | "shop.url" | "refill.url" | null
  list: "order" | "products" | null
  /** The button is about the list, and stands below it. */
  list_first: boolean
  address: boolean
}

const shape = (changes: Partial<LetterShape>): LetterShape => ({
  tracking: false,
  button: null,
  list: null,
  list_first: false,
  address: false,
  ...changes,
})

export const LETTER_SHAPES: Readonly<Record<MailKind, LetterShape>> = {
  pending: shape({ button: "payment.url", list: "order", address: true }),
  approved: shape({ list: "order", address: true }),
  declined: shape({ button: "payment.url", list: "order" }),
  cancelled: shape({ list: "order" }),
  packed: shape({ list: "products", address: true }),
  shipped: shape({ tracking: true, list: "products", address: true }),
  reshipped: shape({ tracking: true, list: "products", address: true }),
  delivered: shape({ list: "products" }),
  refunded: shape({ list: "order" }),
  chargeback: shape({ list: "order" }),
  closed: shape({ button: "shop.url", list: "products" }),
  payment_link: shape({ button: "payment.url", list: "order" }),
  payment_reminder: shape({ button: "payment.url", list: "order" }),
  refill_reminder: shape({ button: "refill.url", list: "products", list_first: true }),
}
