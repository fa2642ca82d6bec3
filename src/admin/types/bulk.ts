import type { BulkResult, OrderStatus } from "./orders"

/** Whether a letter goes out, is kept back by a switch, would not be sent, or was waiting and is stopped. */
export type LetterFate = "sent" | "switched_off" | "not_sent" | "stopped"

/** What a bulk move would do. */
export type MovePreview = {
  total: number
  total_is_estimate: boolean
  /** Of very many orders a part is tried and the rest reckoned from it. */
  is_exact: boolean
  looked_at: number
  moves: number
  from: { status: OrderStatus; count: number }[]
  asks_processor: number
  needs_reason: number
  letters: { kind: string; fate: LetterFate; count: number }[]
  ledger: {
    currencies: { currency: string; account: string; amount: string }[]
    usd: { account: string; amount: string }[]
  }
  refused: number
  refusals: {
    code: string
    from: OrderStatus | null
    sentence: string
    count: number
    examples: { id: string; display_id: number | null }[]
  }[]
  undo: { possible: boolean; seconds: number }
}

export type JobResult = BulkResult & { display_id: number | null; customer: string | null }

export type JobUndo = {
  allowed: boolean
  why: string | null
  because: string | null
  until: string | null
  /** The job that takes this one back. */
  job_id: string | null
}

export type FollowedJob = {
  id: string
  kind: "status" | "dispatch" | "undo"
  state: "queued" | "running" | "done"
  status: OrderStatus
  total: number
  done: number
  moved: number
  failed: number
  results: JobResult[]
  undo: JobUndo
}

/** A job as a line of the list of jobs. */
export type BulkJobLine = {
  id: string
  kind: FollowedJob["kind"]
  state: "running" | "done"
  status: OrderStatus
  reason: string | null
  total: number
  /** How many orders it has moved; null until it is done. */
  moved: number | null
  by: string | null
  created_at: string
  undone_by: string | null
  can_undo: boolean
}

/** A filter that is kept by a name; `filter` is what the list is asked with. */
export type OrderView = {
  id: string
  name: string
  filter: Record<string, unknown>
  is_shared: boolean
  is_own: boolean
  owner: string | null
  count: number
  count_is_estimate: boolean
}

export type OrderChoices = {
  shops: { id: string; name: string; currency: string; language: string }[]
  deliveries: { id: number; name: string; prices: Record<string, string> }[]
  insurance_prices: Record<string, string>
}

export type BuyerAddress = {
  first_name: string
  last_name: string
  country: string
  state: string
  city: string
  zip: string
  address: string
  address2: string
}

/** A customer as the last order has them. */
export type Buyer = {
  email: string
  phone: string
  shop_id: string
  currency: string
  language: string
  name: string
  first_name: string
  last_name: string
  last_order: { id: string; display_id: number }
  billing: BuyerAddress | null
  shipping: BuyerAddress | null
}

export type CreatedOrder = {
  id: string | null
  status: OrderStatus | null
  currency: string
  totals: {
    products: string
    shipping: string
    insurance: string
    discount: string
    total: string
  }
}
