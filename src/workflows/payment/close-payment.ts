import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem } from "../../lib/problem"
import type { EventActor } from "../../modules/crm_order/order-events"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptRow } from "../../modules/payment_cascade/types"
import { askProcessor } from "./ask-processor"
import { beginClosing } from "./begin-closing"
import { openAccount } from "./open-account"
import { recordPaymentView } from "./record-payment-view"

export type ClosePaymentInput = {
  order_id: string
  attempt_id: string
  actor: EventActor
  cause: string | null
}

/**
 * Makes sure at the processor that a payment which waits for the customer cannot be paid any more. The
 * customer may have been faster: then the attempt is approved, and the order with it.
 *
 * @returns the attempt as it is now
 * @throws Problem 404; 409 `not_open` when it waits for nobody, `cannot_close` when the processor
 * does not do it or has not answered
 */
export const closePayment = async (
  container: MedusaContainer,
  { order_id, attempt_id, actor, cause }: ClosePaymentInput
): Promise<AttemptRow> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const attempt = await attempts.read(attempt_id)
  if (attempt.crm_order_id !== order_id || attempt.kind !== "charge") {
    throw notFound("payment")
  }
  const refuseNotOpen = ({ state }: AttemptRow): void => {
    if (state !== "pending") {
      throw new Problem(409, "not_open", "This payment does not wait for the customer.")
    }
  }
  refuseNotOpen(attempt)
  const { access, processor } = await openAccount(container, attempt.account_id)
  const { close } = processor
  if (!close) {
    throw new Problem(409, "cannot_close", `${processor.title} cannot take this payment back.`)
  }
  refuseNotOpen(await beginClosing(container, attempt, { why: "unwanted", actor }))
  const { view, exchanges } = await askProcessor(() =>
    close(access, { reference: attempt.id, payment_id: attempt.payment_id })
  )
  const now = await recordPaymentView(container, {
    attempt_id,
    view,
    exchanges,
    source: "query",
    closes: true,
    by: "staff",
    actor,
    cause,
  })
  if (now.state === "pending") {
    throw new Problem(
      409,
      "cannot_close",
      "The processor has not closed this payment: the customer can still pay it. Try again."
    )
  }
  return now
}
