import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import type { EventActor } from "../../modules/crm_order/order-events"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptRow, Closing } from "../../modules/payment_cascade/types"
import type { Answer, PaymentView } from "../../providers/payment/processor"
import { askProcessor } from "./ask-processor"
import { beginClosing } from "./begin-closing"
import { checkRefund } from "./check-refund"
import { openAccount, type OpenedAccount } from "./open-account"
import { recordPaymentView, type PaymentViewToRecord } from "./record-payment-view"

export type Check = {
  by: NonNullable<PaymentViewToRecord["by"]>
  actor?: EventActor
  /** The job or request behind it. */
  cause: string | null
}

/**
 * Asks the processor what has become of an attempt and records the answer, whatever state the attempt
 * is in: a declined one may have been paid after all, an approved one charged back.
 *
 * @throws Problem 404; 409 `nothing_to_ask` for money that was paid past every processor
 */
export const checkAttempt = async (
  container: MedusaContainer,
  attemptId: string,
  { by, actor, cause }: Check
): Promise<AttemptRow> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const attempt = await attempts.read(attemptId)
  if (attempt.way === "outside") {
    throw new Problem(
      409,
      "nothing_to_ask",
      "This was paid past every processor: there is nobody to ask about it."
    )
  }
  if (attempt.kind === "refund") {
    return checkRefund(container, attemptId, { cause })
  }
  if (attempt.state === "created") {
    return attempt
  }
  const opened = await openAccount(container, attempt.account_id)
  const { closes, view, exchanges } = await ask(container, opened, attempt, by)
  return recordPaymentView(container, {
    attempt_id: attemptId,
    view,
    exchanges,
    source: "query",
    closes,
    by,
    actor,
    cause,
  })
}

const ask = async (
  container: MedusaContainer,
  { access, processor }: OpenedAccount,
  attempt: AttemptRow,
  by: Check["by"]
): Promise<Answer<PaymentView> & { closes: boolean }> => {
  const payment = { reference: attempt.id, payment_id: attempt.payment_id }
  const asked = await askProcessor(() => processor.query(access, payment))
  const { close } = processor
  if (!close || !isStranded(attempt, asked.view, by)) {
    return { ...asked, closes: false }
  }
  await beginClosing(container, attempt, STRANDED)
  const closed = await askProcessor(() => close(access, payment))
  return {
    view: closed.view,
    exchanges: [...asked.exchanges, ...closed.exchanges],
    closes: true,
  }
}

const STRANDED: Closing = { why: "stranded", actor: { type: "system", id: null } }

/** The code of a question that was not answered: nothing can be concluded from it. */
const NO_ANSWER = "no_answer"

/**
 * A charge that was announced and then never answered, and now waits for nobody: it is closed for
 * good, so that the next account can be asked. Had it been paid in between, closing tells so. While
 * its call may still be under way only a recovery may do that: it knows that the caller is gone.
 */
const isStranded = (attempt: AttemptRow, view: PaymentView, by: Check["by"]): boolean =>
  (attempt.state === "unknown" || (attempt.state === "sending" && by === "recovery")) &&
  attempt.way === "direct" &&
  attempt.method === "credit_card" &&
  attempt.payment_id !== null &&
  view.found &&
  (view.state === "pending" || (view.state === "unknown" && view.code !== NO_ANSWER)) &&
  view.redirect_url === null
