import type { CrmOrderRow } from "../../modules/crm_order/types"
import {
  manualWays,
  refuseCharge,
  type PaymentSituation,
  type Refusal,
} from "../../modules/payment_cascade/payment-actions"
import type { AttemptRow } from "../../modules/payment_cascade/types"
import { redirectUrlOf } from "../payment/queries/read-payment-progress"

/** The two letters that ask a customer to pay. */
export type PaymentLetter = "payment_link" | "payment_reminder"

/** Everything that decides whether a customer is asked to pay. */
export type AskingToPay = {
  letter: PaymentLetter
  payment: PaymentSituation
  order: Pick<CrmOrderRow, "archived_at">
  /** Whether the shop sends this letter. */
  is_sent: boolean
  /** Whether the customer wants no reminders of this shop. */
  is_unsubscribed: boolean
  now: Date
}

/** A second letter within this time is a second click. */
export const REMINDED_JUST_NOW_MS = 60_000

const refuse = (code: string, sentence: string): Refusal => ({ code, sentence })

/** The customer has paid as far as he is concerned: the bank, the chain or the processor has to answer. */
const isUnderWay = ({ kind, state, redirect_url }: AttemptRow): boolean =>
  kind === "charge" && (state === "unknown" || (state === "pending" && redirect_url === null))

/** Why a customer is not asked to pay now; null when he may be. Pure: buttons and refusals say the same. */
export const refuseAskingToPay = ({
  letter,
  payment,
  order,
  is_sent,
  is_unsubscribed,
  now,
}: AskingToPay): Refusal | null => {
  if (order.archived_at) {
    return refuse("archived", "The order is archived: its customer is not written to.")
  }
  const refusal = refuseCharge(payment)
  if (refusal) {
    return refusal
  }
  if (payment.attempts.some(isUnderWay)) {
    return refuse(
      "payment_under_way",
      "A payment has been made and its outcome is not known yet: there is nothing for the customer to do."
    )
  }
  if (!redirectUrlOf(payment.attempts, now) && !manualWays(payment).includes("link")) {
    return refuse("no_links", "No account has payment links.")
  }
  if (!is_sent) {
    return refuse("switched_off", "This shop does not send this letter.")
  }
  return letter === "payment_reminder" && is_unsubscribed
    ? refuse("unsubscribed", "The customer wants no reminders of this shop.")
    : null
}
