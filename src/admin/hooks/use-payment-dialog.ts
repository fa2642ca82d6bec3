import { useCallback } from "react"
import { useSearchParams } from "react-router-dom"

import type { PaymentActionName } from "../types/payments"

const ACTIONS = [
  "manual_payment",
  "create_link",
  "refund",
  "refund_overpayment",
  "approve_by_hand",
  "chargeback",
  "chargeback_reversal",
] as const satisfies readonly PaymentActionName[]

/** What needs more than a press: asked for in a dialog of its own. */
export type PaymentDialogName = (typeof ACTIONS)[number]

const NAME = "do"

/** The address of an order's card with a dialog open on it. */
export const withDialog = (path: string, name: PaymentDialogName): string =>
  `${path}?${NAME}=${name}`

/**
 * Which dialog of the payment is open. The address of the page says it, so that an entry on another
 * page can lead straight to it.
 */
export const usePaymentDialog = () => {
  const [search, setSearch] = useSearchParams()
  const wanted = search.get(NAME)
  const open = ACTIONS.find((name) => name === wanted) ?? null

  const ask = useCallback(
    (name: PaymentDialogName | null) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before)
          if (name) {
            after.set(NAME, name)
          } else {
            after.delete(NAME)
          }
          return after
        },
        { replace: true }
      ),
    [setSearch]
  )
  return { open, ask }
}
