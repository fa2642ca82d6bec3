import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import {
  CALL_CENTER_OUTCOMES_FOR_MANAGERS,
  type CallCenterStatus,
  type Mover,
} from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"

export type CallCenterMoveInput = {
  to: CallCenterStatus
  mover: Mover
  actor: EventActor
  note: string | null
  cause: string | null
}

/**
 * Moves the call-centre status of an order as a part of a larger transaction. An outcome puts the order
 * on the managers' list with the operator's words; going on with the call takes it off again. The order
 * status stays.
 *
 * @returns the id of the event that tells it
 * @throws Problem 409 `illegal_transition` with `allowed`
 */
export const moveCallCenterWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  from: OrderStateRow,
  { to, mover, actor, note, cause }: CallCenterMoveInput
): Promise<string> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { id } = from
  const subject = { type: "order" as const, id }
  await orders.moveCallCenterStatus(transaction, { id, from, to, mover })
  const events: NewOrderEvent[] = [
    {
      crm_order_id: id,
      kind: "order.call_center_status_changed",
      actor,
      cause,
      data: { from: from.call_center_status, to },
      personal: note ? { note } : undefined,
    },
  ]
  const kind = "call_center_outcome"
  const about = { crm_order_id: id, actor, cause: "order.call_center_status_changed" }
  if (CALL_CENTER_OUTCOMES_FOR_MANAGERS.includes(to)) {
    const data = { status: to }
    const isNew = await attention.raise(transaction, { kind, subject, data, words: note })
    await orders.changeOpenAttention(transaction, id, isNew ? 1 : 0)
    events.push({ ...about, kind: "attention.raised", data: { kind, ...data } })
  } else {
    const settled = await attention.resolveFor(transaction, subject, actor.id, kind)
    await orders.changeOpenAttention(transaction, id, -settled.length)
    settled.forEach(() => events.push({ ...about, kind: "attention.resolved", data: { kind } }))
  }
  const [first] = await orders.appendEvents(transaction, events)
  return first
}
