import type { OrderStatus } from "../../crm_order/order-status"
import type { PaymentMethod } from "../../crm_order/types"
import type { MailKind } from "../kinds"

/** Words that letters in one language share. `{shop}` and `{number}` are filled in by `fillWords`. */
export type LetterWords = {
  subtotal: string
  discount: string
  delivery: string
  insurance: string
  total: string
  tracking_number: string
  /** On the button that leads to the carrier. */
  track: string
  ship_to: string
  /** Why the customer gets the letter. */
  because: string
  order_number: string
  unsubscribe: string
  statuses: Readonly<Record<OrderStatus, string>>
  methods: Readonly<Record<PaymentMethod, string>>
}

/** What one letter says. All of it is Liquid: `{{ … }}` and `{% if … %}` may stand anywhere. */
export type LetterText = {
  subject: string
  heading: string
  /** One paragraph each. */
  lines: readonly string[]
  /** The words on the button, where the letter has one (`LETTER_SHAPES`). */
  button?: string
  /** Paragraphs after the tracking number or the button. */
  after?: readonly string[]
}

/** The whole wording of a language as it ships with the product. */
export type LanguageWording = {
  words: LetterWords
  greeting: string
  closing: readonly string[]
  letters: Readonly<Record<MailKind, LetterText>>
}

/** "Order {number}" with its number. */
export const fillWords = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
