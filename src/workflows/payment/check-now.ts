import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem } from "../../lib/problem"
import type { EventActor } from "../../modules/crm_order/order-events"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { isFinal, type AttemptRow } from "../../modules/payment_cascade/types"
import { checkAttempt } from "./check-attempt"

export type CheckNowInput = {
  order_id: string
  /** Null: the newest that is open, else the newest. */
  attempt_id: string | null
  actor: EventActor
  cause: string | null
}

/**
 * Asks the processor about a payment because a person wants to know.
 *
 * @throws Problem 404 also for another order's attempt; 409 `nothing_to_ask`
 */
export const checkNow = async (
  container: MedusaContainer,
  { order_id, attempt_id, actor, cause }: CheckNowInput
): Promise<AttemptRow> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const all = await attempts.listForOrder(order_id)
  const wanted =
    attempt_id === null
      ? (all.findLast((attempt) => !isFinal(attempt)) ??
        all.findLast(({ kind, way }) => kind === "charge" && way !== "outside"))
      : all.find(({ id }) => id === attempt_id)
  if (wanted) {
    return checkAttempt(container, wanted.id, { by: "staff", actor, cause })
  }
  throw attempt_id === null
    ? new Problem(409, "nothing_to_ask", "No processor has been asked for this order's money yet.")
    : notFound("attempt")
}
