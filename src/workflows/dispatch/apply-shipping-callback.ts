import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { reasonOf } from "../../lib/error-words"
import { hideSecrets } from "../../lib/hide-secrets"
import { logger } from "../../lib/logger"
import { problemOf } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type {
  FinalCallbackState,
  ShippingCallbackRow,
} from "../../modules/dispatch/shipping-callbacks"
import { CALLBACK_RETRY_SECONDS } from "../../modules/payment_cascade/callback-rules"
import { scaledDate } from "../../modules/payment_cascade/schedules"
import type { TrackingService } from "../../providers/tracking/tracking-service"
import { raiseOnOrder } from "../attention/order-attention"
import { openSupplier } from "./open-supplier"
import { recordParcelAnswer } from "./record-answer"
import { recordTracking } from "./record-tracking"
import { trackingServiceOf } from "./tracking-access"

export const APPLY_SHIPPING_CALLBACK_TASK = "apply-shipping-callback"

/** What became of one try. The order is the one it is about, when that is known. */
type Result = {
  kind: "applied" | "ignored" | "for_a_person" | "not_known_yet" | "failed_now"
  reason: string | null
  crm_order_id: string | null
}

/** What a callback is after such a result: for good, or once it has been tried often enough. */
const STATES: Record<Result["kind"], { state: FinalCallbackState; try_again: boolean }> = {
  applied: { state: "applied", try_again: false },
  ignored: { state: "ignored", try_again: false },
  for_a_person: { state: "failed", try_again: false },
  // A number that stays unknown all the time is somebody else's with the same service.
  not_known_yet: { state: "ignored", try_again: true },
  failed_now: { state: "failed", try_again: true },
}

const SYSTEM = { type: "system", id: null } as const

const result = (
  kind: Result["kind"],
  reason: string | null,
  crm_order_id: string | null = null
): Result => ({ kind, reason, crm_order_id })

const applyTracking = async (
  container: MedusaContainer,
  callback: ShippingCallbackRow,
  service: TrackingService
): Promise<Result> => {
  const reading = service.readCallback(Buffer.from(callback.body, "utf8"))
  if (!reading) {
    return result("for_a_person", "It cannot be read as a message of this service.")
  }
  if (!reading.tracked) {
    return result("ignored", "It is about no parcel.")
  }
  const recorded = await recordTracking(container, {
    ...reading.tracked,
    source: "callback",
    cause: callback.id,
  })
  return recorded.known
    ? result("applied", null, recorded.crm_order_id)
    : result("not_known_yet", "Its number belongs to no order.")
}

/** A supplier tells about several parcels at once: each on its own, so that one does not hold up others. */
const applyAnswers = async (
  container: MedusaContainer,
  callback: ShippingCallbackRow
): Promise<Result> => {
  const { access, supplier } = await openSupplier(container, callback.provider)
  const body = Buffer.from(callback.body, "utf8")
  // Its signature was right when it came in; what was kept of it is believed by that.
  const reading = supplier.readCallback?.(access, { headers: callback.headers, body })
  if (!reading) {
    return result("for_a_person", "It cannot be read as a message of this supplier any more.")
  }
  let orderId: string | null = null
  const refusals: string[] = []
  for (const answer of reading.answers) {
    try {
      const parcel = await recordParcelAnswer(container, {
        number: answer.number,
        answer,
        source: "callback",
        supplier_id: callback.provider,
        cause: callback.id,
      })
      orderId = parcel.crm_order_id
    } catch (error) {
      const problem = problemOf(error)
      if (!problem) {
        throw error
      }
      refusals.push(`${answer.number}: ${problem.message}`)
    }
  }
  if (reading.answers.length === 0) {
    return result("ignored", "It is about no parcel.")
  }
  return refusals.length === 0
    ? result("applied", null, orderId)
    : result("for_a_person", refusals.slice(0, 5).join(" "), orderId)
}

const tryToApply = (container: MedusaContainer, callback: ShippingCallbackRow): Promise<Result> => {
  const service = trackingServiceOf(callback.provider)
  return service ? applyTracking(container, callback, service) : applyAnswers(container, callback)
}

const recordResult = (
  container: MedusaContainer,
  callback: ShippingCallbackRow,
  { kind, reason, crm_order_id }: Result
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const { callbacks }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    const { id, provider, event_type } = callback
    const { state, try_again } = STATES[kind]
    const isTriedAgain = try_again && callback.tries < CALLBACK_RETRY_SECONDS.length
    if (crm_order_id && !isTriedAgain) {
      await orders.lockOrder(transaction, crm_order_id)
    }
    if (!(await callbacks.hold(transaction, callback))) {
      return
    }
    if (isTriedAgain) {
      await callbacks.noteTry(transaction, id, reason)
      await enqueue(
        transaction,
        APPLY_SHIPPING_CALLBACK_TASK,
        { callback_id: id },
        {
          runAt: scaledDate(CALLBACK_RETRY_SECONDS[callback.tries]),
          key: `shipping-callback:${id}`,
        }
      )
      return
    }
    const data = { callback_id: id, provider, event_type, words: reason ?? "" }
    if (crm_order_id) {
      const about = { crm_order_id, actor: SYSTEM, cause: id }
      if (state === "failed") {
        const entry = { kind: "shipping_callback_failed" as const, data }
        await raiseOnOrder(container, transaction, about, [entry])
      }
      await orders.appendEvents(transaction, [
        {
          ...about,
          kind: "tracking.callback_applied",
          data: { callback_id: id, provider, result: state },
        },
      ])
    } else if (state === "failed") {
      await attention.raise(transaction, {
        kind: "shipping_callback_failed",
        subject: { type: "shipping_callback", id },
        data,
      })
    }
    await callbacks.finish(transaction, id, { state, reason, crm_order_id })
  })

/**
 * Applies one callback about parcels. Bears being run twice: a finished one is left as it is, and what
 * a try has found out is dropped when the callback was put back meanwhile. What
 * cannot be done now is tried again by the table of payments' callbacks; after that a person is told.
 *
 * @throws Problem 404
 */
export const applyShippingCallback = async (
  container: MedusaContainer,
  id: string
): Promise<void> => {
  const { callbacks }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const callback = await callbacks.read(id)
  if (callback.state !== "received" || !callback.verified) {
    return
  }
  const outcome = await tryToApply(container, callback).catch((error: unknown): Result => {
    const reason = error instanceof Error ? hideSecrets(reasonOf(error)) : "Something went wrong."
    logger.error(`Shipping callback ${id} could not be applied: ${reason}`)
    return result("failed_now", reason)
  })
  await recordResult(container, callback, outcome)
}
