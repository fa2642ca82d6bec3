/** One line of an order as letters show it. Amounts are ready to be read in the letter's language. */
export type LetterItem = {
  name: string
  option: string | null
  quantity: number
  price: string | null
  total: string | null
  /** The product's page; null when it is not on the shop's own domains. */
  url: string | null
}

export type LetterTracking = { number: string; carrier: string | null; url: string | null }

/**
 * Everything that a wording may name. The shape is always whole: what an order does not have is null or
 * an empty list, so that a name which is not here can only be a slip of the pen. Texts are cleaned
 * (`clean-text.ts`) but not escaped: that is done where they are put in.
 */
export type LetterContext = {
  order: {
    number: string
    shop_order_id: string
    date: string
    status: string
    total: string
    subtotal: string
    discount: string | null
    delivery: string
    insurance: string | null
    currency: string
    items: LetterItem[]
  }
  customer: { first_name: string; name: string; email: string }
  shop: { name: string; domain: string; url: string; email: string | null }
  shipping: { name: string; lines: string[] }
  payment: { url: string | null; method: string; card: string | null }
  refund: { amount: string | null }
  tracking: LetterTracking[]
  refill: { products: LetterItem[]; period_days: number | null; url: string }
  unsubscribe_url: string | null
}
