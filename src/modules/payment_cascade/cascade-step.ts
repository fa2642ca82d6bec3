import type { AttentionKind } from "../attention/kinds"
import type { OrderStatus } from "../crm_order/order-status"
import { isChosenByStaff } from "./plan"
import { SAME_LATER } from "./schedules"
import { NEVER_AGAIN_ADVICE } from "./scheme-limits"
import type { AttemptRow } from "./types"

/** Why a cascade is over without money. The keys are in the stream, the pages say them in words. */
export type EndReason =
  | "declined"
  | "ask_customer"
  | "no_more_processors"
  | "no_processor"
  | "cvv_expired"
  | "card_unreadable"
  | "customer_blocked"
  | "withdrawn"

/** What the end of a cascade means for the order: the data behind it. */
export const CASCADE_ENDS: Readonly<
  Record<EndReason, { to: OrderStatus | null; attention: AttentionKind | null }>
> = {
  declined: { to: "declined", attention: null },
  ask_customer: { to: "declined", attention: null },
  no_more_processors: { to: "declined", attention: null },
  no_processor: { to: null, attention: "payment_no_processor" },
  cvv_expired: { to: null, attention: "payment_cvv_expired" },
  card_unreadable: { to: null, attention: "payment_card_unreadable" },
  customer_blocked: { to: null, attention: "customer_blocked" },
  withdrawn: { to: null, attention: null },
}

/** Our own codes: attempts that ended before anything was sent, or that we have closed ourselves. */
const ENDS_BY_CODE: Readonly<Record<string, EndReason>> = {
  cvv_expired: "cvv_expired",
  card_unreadable: "card_unreadable",
  customer_blocked: "customer_blocked",
  withdrawn: "withdrawn",
  closed_by_us: "withdrawn",
}

/** What of a charge decides how the cascade goes on. */
export type CascadeCharge = Pick<
  AttemptRow,
  "id" | "number" | "state" | "account_id" | "code" | "next" | "advice_code" | "plan"
>

export type CascadeStep =
  | { step: "next_processor" }
  | { step: "same_later"; account_id: string; after_seconds: number }
  | { step: "end"; reason: EndReason }
  /** Something else of the order is still open, or it is paid: nothing follows from this decline. */
  | { step: "none" }

/**
 * What follows from a charge that was declined for good.
 *
 * @param charges all charges of the order as they are now, the declined one included
 */
export const stepAfterDecline = (
  declined: CascadeCharge,
  charges: readonly CascadeCharge[],
  { isWanted }: { isWanted: boolean }
): CascadeStep => {
  const others = charges.filter(({ id }) => id !== declined.id)
  const isOpen = others.some(({ state }) => state !== "approved" && state !== "declined")
  const hasNewer = others.some(({ number }) => number > declined.number)
  if (!isWanted || isOpen || hasNewer) {
    return { step: "none" }
  }
  const own = ENDS_BY_CODE[declined.code ?? ""]
  if (own) {
    return { step: "end", reason: own }
  }
  if (NEVER_AGAIN_ADVICE.includes(declined.advice_code ?? "")) {
    return { step: "end", reason: "declined" }
  }
  if (declined.next === "ask_customer") {
    return { step: "end", reason: "ask_customer" }
  }
  if (declined.next === "same_later") {
    const tries = charges.filter(({ account_id }) => account_id === declined.account_id).length
    const pause = SAME_LATER.after_seconds[Math.min(tries, SAME_LATER.after_seconds.length) - 1]
    if (tries < SAME_LATER.tries) {
      return { step: "same_later", account_id: declined.account_id, after_seconds: pause }
    }
  }
  const goesOn = declined.next === "next_processor" || declined.next === "same_later"
  return goesOn && !isChosenByStaff(declined.plan)
    ? { step: "next_processor" }
    : { step: "end", reason: "declined" }
}
