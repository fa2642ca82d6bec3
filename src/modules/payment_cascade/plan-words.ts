import type { PlanChoice } from "./types"

type Data = PlanChoice["data"]

/** Every reason for which an account is chosen, stands in line, or is left out. */
export const PLAN_REASONS = {
  first_in_list: () => "The first in the list that can take this payment.",
  drawn_by_weight: (data) => `Drawn by weight (${data.weight}) among equals of the list.`,
  chosen_by_staff: () => "Chosen by a person.",
  tried_again: () => "The same account once more, as its answer has advised.",
  all_circuits_open: () =>
    "Every account that could take it is failing: the first is tried all the same.",
  next_in_line: (data) => `Next in line, number ${data.position}.`,
  account_inactive: () => "The account is switched off.",
  method_not_taken: (data) => `It does not take ${String(data.method).replaceAll("_", " ")}.`,
  not_chosen: () => "A person has chosen another account.",
  currency_not_taken: (data) => `The list does not send ${data.currency} there.`,
  country_not_taken: (data) => `The list does not send orders of ${data.country} there.`,
  shop_not_taken: () => "The list does not send orders of this shop there.",
  brand_not_taken: (data) => `The list does not send ${data.brand ?? "cards of this brand"} there.`,
  amount_too_small: (data) => `The list sends amounts from ${data.min_usd} USD there.`,
  amount_too_large: (data) => `The list sends amounts up to ${data.max_usd} USD there.`,
  already_tried: (data) => `Tried already in this order (${data.code ?? "declined"}).`,
  needs_cvv: () => "It takes no card without a security code, and there is none any more.",
  no_stored_credential: () => "It cannot charge a stored card.",
  no_mail_or_telephone: () => "It takes no orders by mail or telephone.",
  no_payment_link: () => "It has no payment links.",
  circuit_open: (data) =>
    `It has failed several times in a row (${String(data.reason).replaceAll("_", " ")}) and rests.`,
  scheme_limit: (data) =>
    `The card was declined ${data.declines} times in ${data.days} days: its scheme forbids more.`,
} as const satisfies Record<string, (data: Data) => string>

export type PlanReason = keyof typeof PLAN_REASONS

const reasons: Record<string, (data: Data) => string> = PLAN_REASONS

/** A reason in English; the staff pages say it in the reader's language by its key and data. */
export const planSentence = ({ reason, data }: Pick<PlanChoice, "reason" | "data">): string =>
  reasons[reason]?.(data) ?? reason.replaceAll("_", " ")
