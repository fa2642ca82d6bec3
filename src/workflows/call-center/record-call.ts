import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { CallRow } from "../../modules/crm_order/calls/call-queue"
import {
  callAfter,
  FARTHEST_CALL_DAYS,
  type CallKind,
  type CallResult,
} from "../../modules/crm_order/calls/call-rules"
import type { EventActor } from "../../modules/crm_order/order-events"
import type { CallCenterStatus, Mover } from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderScope } from "../../modules/crm_order/types"
import { moveCallCenterWithin } from "../order/move-call-center"
import { staffNames } from "../order/queries/names"

export type RecordCallInput = {
  order_id: string
  /** What was called about; without it what a manager handed over goes first. */
  kind: CallKind | null
  result: CallResult
  /** When the next call is made; by the table of results when absent. */
  next_call_at: Date | null
  /** What came of it, when that is known already. */
  status: CallCenterStatus | null
  note: string | null
  mover: Mover
  actor: EventActor
  scope: OrderScope
  cause: string | null
}

const DAY_MS = 24 * 60 * 60 * 1000

const timeFault = (sentence: string): Problem =>
  new Problem(422, "call_time", sentence, {
    fields: [{ path: "next_call_at", message: sentence }],
  })

const checkTime = (wanted: Date | null, now: Date): void => {
  if (wanted && wanted <= now) {
    throw timeFault("The next call lies in the past: choose a time to come.")
  }
  if (wanted && wanted.getTime() > now.getTime() + FARTHEST_CALL_DAYS * DAY_MS) {
    throw timeFault("A call can be planned for a year ahead at most.")
  }
}

/** Two who call the same customer at once: the second is told who does. */
const refuseForeignCall = async (
  container: MedusaContainer,
  { claimed_by, claimed_until }: CallRow,
  { mover, actor }: RecordCallInput,
  now: Date
): Promise<void> => {
  const isHeld = claimed_by !== null && claimed_until !== null && claimed_until > now
  if (mover === "operator" && isHeld && claimed_by !== actor.id) {
    const names = await staffNames(container, [claimed_by])
    throw new Problem(
      409,
      "call_held",
      `${names.get(claimed_by) ?? "Somebody else"} has taken this call. Take another one.`
    )
  }
}

/**
 * Keeps a call that was made: its result, the next one, and what came of it if that is known. The call
 * is free again, and counted.
 *
 * @returns the id of the event that tells it
 * @throws Problem 404; 409 `no_call`, `call_held`, `illegal_transition`; 422 `call_time`
 */
export const recordCall = (
  container: MedusaContainer,
  input: RecordCallInput
): Promise<{ event_id: string }> => {
  const { order_id, kind, result, next_call_at, status, note, mover, actor, cause } = input
  return unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await orders.readState(order_id, input.scope, transaction)
    const order = await orders.lockState(transaction, order_id)
    const call = await orders.calls.lockOpen(transaction, order_id, kind)
    const now = new Date()
    await refuseForeignCall(container, call, input, now)
    checkTime(next_call_at, now)
    const next = callAfter(result, call, next_call_at, now)
    if (!next) {
      throw timeFault("Say when the customer wants to be called back.")
    }
    const [eventId] = await orders.appendEvents(transaction, [
      {
        crm_order_id: order_id,
        kind: "call.made",
        actor,
        cause,
        data: {
          about: call.kind,
          result,
          number: call.attempts + 1,
          next_call_at: status ? null : next.due_at,
        },
        personal: note ? { note } : undefined,
      },
    ])
    if (status && status !== order.call_center_status) {
      await moveCallCenterWithin(container, transaction, order, {
        to: status,
        mover,
        actor,
        note,
        cause,
      })
    }
    // After the move, which plans a call of its own for who waits for an answer.
    await orders.calls.recordAttempt(transaction, call, result, next)
    return { event_id: eventId }
  })
}
