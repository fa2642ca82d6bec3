import { useTranslation } from "react-i18next"

import type { Attempt, PlanReason } from "../types/payments"

const OPEN = ["created", "sending", "unknown", "pending"]

export const isOpen = ({ state }: Attempt): boolean => OPEN.includes(state)

/** Where the customer can pay by themselves; what else waits, waits for a bank or a processor. */
const waitsFor = (attempt: Attempt): string => {
  if (attempt.kind === "refund") {
    return "refund"
  }
  if (attempt.way === "link") {
    return "link"
  }
  return attempt.redirect_url ? "customer" : "processor"
}

/** What happened to an attempt, in the reader's language and without a processor's codes. */
export const usePaymentWords = () => {
  const { t } = useTranslation("payments")

  const category = (name: string): string => t(`category.${name}`, { defaultValue: name })

  const declined = (attempt: Attempt): string => {
    const why = attempt.category
      ? t(`declined.${attempt.category}`, {
          defaultValue: attempt.words ?? category(attempt.category),
        })
      : (attempt.words ?? t("outcome.declined"))
    return attempt.kind === "refund" ? t("outcome.refundDeclined", { why }) : why
  }

  const outcome = (attempt: Attempt): string => {
    switch (attempt.state) {
      case "pending":
        return t(`outcome.pending.${waitsFor(attempt)}`)
      case "approved":
        if (attempt.kind === "refund") {
          return t(attempt.way === "outside" ? "outcome.refundedOutside" : "outcome.refunded")
        }
        return t(attempt.way === "outside" ? "outcome.outside" : "outcome.approved")
      case "declined":
        return declined(attempt)
      default:
        return t(`outcome.${attempt.state}`)
    }
  }

  /** The keys of a reason's data are the server's; an unknown reason is told in its own words. */
  const reason = ({ reason: key, data, sentence }: PlanReason): string => {
    const named = Object.fromEntries(
      Object.entries(data ?? {}).map(([name, value]) => [name, value ?? ""])
    )
    return t(`reason.${key}`, { ...named, defaultValue: sentence })
  }

  /** The one account that is ours to name: what is paid or given back past every processor. */
  const account = ({ id, name }: { id: string; name: string | null }): string =>
    id === "pacc_outside" ? t("outside") : (name ?? id)

  return { account, category, outcome, reason }
}
