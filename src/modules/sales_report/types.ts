/** What is counted and summed up, each by its own moment (docs/architecture.md, "The dashboard"). */
export const FIGURES = [
  /** Orders by what they count as, by their creation. Together they are everything that came in. */
  "paid",
  "pending",
  "declined",
  "other",
  /** Partial refunds of paid orders, by the creation of the order. */
  "given_back",
  /** Orders whose first approved charge was not the first attempt, by their creation. */
  "rescued",
  /** Money that went back, by its own moment. */
  "refund",
  "chargeback",
  /** What processors owe us: every line of that book, by its own moment. */
  "balance",
  /** Results of charges, by the moment of the charge. */
  "charge_approved",
  "charge_declined",
] as const
export type Figure = (typeof FIGURES)[number]

/** US dollars are whole units of 10^-32 (`exactUsd`): nothing is rounded before it is shown. */
export type Sum = { count: number; usd: bigint }

export type Sums = Record<Figure, Sum>

/** From a moment to another one, which is not in it. Both at a quarter of an hour. */
export type Span = { from: Date; to: Date }

/** A part of the figures: of what an order or a charge has as its key. */
export type Share = Sum & { figure: Figure; key: string }

export type Figures = {
  /** The sums of each of the spans, in their order. */
  sums: Sums[]
  /** The parts by key of the span that was asked for. */
  shares: Share[]
}

/** A difference between the figures and what they are figures of. */
export type Difference = {
  figure: string
  starts_at: string
  shop_id: string
  key: string
  kept: { count: string; usd: string }
  counted: { count: string; usd: string }
}
