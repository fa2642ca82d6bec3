import { ATTENTION_KINDS, type AttentionKind } from "./kinds"

/** The parts of the work by which the list can be narrowed down. */
export const ATTENTION_PARTS = [
  "payments",
  "callbacks",
  "mail",
  "dispatch",
  "intake",
  "call_center",
  "customers",
] as const
export type AttentionPart = (typeof ATTENTION_PARTS)[number]

/** Which part a kind belongs to, by how its name begins: the first row that fits. */
const BEGINNINGS: readonly (readonly [beginning: string, part: AttentionPart])[] = [
  ["callback", "callbacks"],
  ["shipping_callback", "callbacks"],
  ["payment_", "payments"],
  ["refund_", "payments"],
  ["chargeback_", "payments"],
  ["missing_fee_rate", "payments"],
  ["mail_", "mail"],
  ["refill_", "mail"],
  ["dispatch_", "dispatch"],
  ["supplier_", "dispatch"],
  ["tracking_", "dispatch"],
  ["parcel_", "dispatch"],
  ["intake_", "intake"],
  ["missing_exchange_rate", "intake"],
  ["call", "call_center"],
  ["customer_", "customers"],
]

/** The part of the work that a kind belongs to; null where no row names it. */
export const partOf = (kind: string): AttentionPart | null =>
  BEGINNINGS.find(([beginning]) => kind.startsWith(beginning))?.[1] ?? null

/** All kinds of a part. */
export const kindsOf = (part: AttentionPart): AttentionKind[] =>
  (Object.keys(ATTENTION_KINDS) as AttentionKind[]).filter((kind) => partOf(kind) === part)
