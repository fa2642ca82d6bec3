import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { reasonOf } from "../../lib/error-words"
import { hideSecrets } from "../../lib/hide-secrets"
import { logger } from "../../lib/logger"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { CALLBACK_RETRY_SECONDS } from "../../modules/payment_cascade/callback-rules"
import type { CallbackRow, FinalState, NamedAttempt } from "../../modules/payment_cascade/callbacks"
import { scaledDate } from "../../modules/payment_cascade/schedules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type {
  AccountAccess,
  CallbackReading,
  PaymentView,
  Processor,
} from "../../providers/payment/processor"
import { processorOf } from "../../providers/payment/registry"
import { raiseOnOrder } from "../attention/order-attention"
import { callbackAccounts } from "./callback-accounts"
import { openAccount } from "./open-account"
import { recordPaymentView } from "./record-payment-view"

export const APPLY_CALLBACK_TASK = "apply-callback"

/** What became of one try. `attempt` is whose payment it is about, when that is known. */
type Result = { reason: string | null; attempt?: NamedAttempt | null } & (
  | { kind: "applied" }
  | { kind: "ignored" }
  | { kind: "for_a_person" }
  | { kind: "not_known_yet" }
  | { kind: "failed_now" }
)

/** What a callback is after such a result: for good, or once it has been tried often enough. */
const STATES: Record<Result["kind"], { state: FinalState; try_again: boolean }> = {
  applied: { state: "applied", try_again: false },
  ignored: { state: "ignored", try_again: false },
  for_a_person: { state: "failed", try_again: false },
  // Whose payment stays unknown all the time belongs to somebody else on the same account.
  not_known_yet: { state: "ignored", try_again: true },
  failed_now: { state: "failed", try_again: true },
}

const FOREIGN = "It is about no payment of ours."
const NAMES_NO_PAYMENT =
  "It does not say which payment it is about. Look at the processor, and record it on its order by hand."
const NOT_KNOWN = "Its payment is not known here."
const NO_ANSWER = "The processor did not say what has become of the payment."

const SYSTEM = { type: "system", id: null } as const

const readingOf = (processor: Processor, callback: CallbackRow): CallbackReading | null => {
  try {
    return processor.readCallback(Buffer.from(callback.body, "utf8"))
  } catch {
    return null
  }
}

/** The processor's picture of the payment, with what only the callback tells laid over it. */
const withTold = (view: PaymentView, { tells }: CallbackReading): PaymentView => ({
  ...view,
  disputes: [...view.disputes, ...(tells.disputes ?? [])],
  returned: tells.returned ?? view.returned,
})

const accessOf = async (
  container: MedusaContainer,
  { name }: Processor,
  accountId: string
): Promise<AccountAccess> => {
  const accesses = await callbackAccounts(container, name)
  return (
    accesses.find(({ id }) => id === accountId) ?? (await openAccount(container, accountId)).access
  )
}

/**
 * Asks the processor about the payment that the callback names, and records the answer: what the
 * callback itself says counts only where no question can be asked about it. So it does not matter in
 * which order callbacks come in, or how often.
 */
const tryToApply = async (container: MedusaContainer, callback: CallbackRow): Promise<Result> => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const processor = processorOf(callback.processor)
  const reading = readingOf(processor, callback)
  if (!reading) {
    return { kind: "for_a_person", reason: "It cannot be read as an event of this processor." }
  }
  if (reading.ignore) {
    return { kind: "ignored", reason: reading.ignore }
  }
  if (reading.reference === null && reading.payment_id === null) {
    return { kind: "for_a_person", reason: NAMES_NO_PAYMENT }
  }
  const attempt = await payments.callbacks.findAttempt(processor.name, callback.account_id, reading)
  if (!attempt) {
    // Our reference is stored before anything is sent, so an unknown one is not ours. The processor's
    // id is stored with its answer: a callback may be faster.
    return reading.reference
      ? { kind: "ignored", reason: FOREIGN }
      : { kind: "not_known_yet", reason: NOT_KNOWN }
  }
  const charge =
    attempt.kind === "refund" && attempt.parent_id
      ? await payments.attempts.read(attempt.parent_id)
      : attempt
  const access = await accessOf(container, processor, charge.account_id)
  const { view, exchanges } = await processor.query(access, {
    reference: charge.id,
    payment_id: charge.payment_id ?? reading.payment_id,
  })
  await recordPaymentView(container, {
    attempt_id: charge.id,
    view: withTold(view, reading),
    exchanges,
    source: "callback",
    cause: callback.id,
  })
  const isAnswered = view.found && view.state !== "unknown"
  return isAnswered
    ? { kind: "applied", reason: null, attempt }
    : { kind: "failed_now", reason: NO_ANSWER, attempt }
}

/** Puts a callback that could not be applied before a person: on its order where that is known. */
const tellPerson = async (
  container: MedusaContainer,
  transaction: Transaction,
  callback: CallbackRow,
  orderId: string | null,
  reason: string
): Promise<void> => {
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { id, processor, event_type } = callback
  const data = { callback_id: id, processor, event_type, words: reason }
  if (orderId) {
    const about = { crm_order_id: orderId, actor: SYSTEM, cause: id }
    await raiseOnOrder(container, transaction, about, [{ kind: "callback_failed", data }])
  } else {
    const subject = { type: "callback" as const, id }
    await attention.raise(transaction, { kind: "callback_failed", subject, data })
  }
}

const recordResult = (
  container: MedusaContainer,
  callback: CallbackRow,
  result: Result
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { attempt, reason } = result
    const { state, try_again } = STATES[result.kind]
    const subject = {
      attempt_id: attempt?.id ?? callback.attempt_id,
      crm_order_id: attempt?.crm_order_id ?? callback.crm_order_id,
    }
    const orderId = subject.crm_order_id
    const isTriedAgain = try_again && callback.tries < CALLBACK_RETRY_SECONDS.length
    if (orderId && !isTriedAgain) {
      // The order before anything of it, also before the attempt that the callback's row refers to.
      await orders.lockOrder(transaction, orderId)
    }
    if (!(await payments.callbacks.hold(transaction, callback))) {
      return
    }
    if (isTriedAgain) {
      await payments.callbacks.noteTry(transaction, callback.id, { ...subject, reason })
      await enqueue(
        transaction,
        APPLY_CALLBACK_TASK,
        { callback_id: callback.id },
        {
          runAt: scaledDate(CALLBACK_RETRY_SECONDS[callback.tries]),
          key: `callback:${callback.id}`,
        }
      )
      return
    }
    if (state === "failed") {
      await tellPerson(container, transaction, callback, orderId, reason ?? "")
    }
    if (orderId) {
      await orders.appendEvents(transaction, [
        {
          crm_order_id: orderId,
          kind: "payment.callback_applied",
          actor: SYSTEM,
          cause: callback.id,
          data: {
            callback_id: callback.id,
            processor: callback.processor,
            event_type: callback.event_type,
            result: state,
          },
        },
      ])
    }
    // After the event: its reference to the order takes the order's lock before the callback's
    // reference to the attempt takes the attempt's, as everywhere.
    await payments.callbacks.finish(transaction, callback.id, { ...subject, state, reason })
  })

/**
 * Applies one callback of the inbox. Bears being run twice: a finished one is left as it is, and what
 * a try has found out is dropped when the callback was put back meanwhile (`replayCallback`). What
 * cannot be done now is tried again by the table of `callback-rules.ts`; after that a person is told.
 *
 * @throws Problem 404
 */
export const applyCallback = async (container: MedusaContainer, id: string): Promise<void> => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const callback = await payments.callbacks.read(id)
  if (callback.state !== "received") {
    return
  }
  const result = await tryToApply(container, callback).catch((error: unknown): Result => {
    const reason = error instanceof Error ? hideSecrets(reasonOf(error)) : "Something went wrong."
    logger.error(`Callback ${id} could not be applied: ${reason}`)
    return { kind: "failed_now", reason }
  })
  await recordResult(container, callback, result)
}
