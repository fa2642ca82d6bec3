import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type { Mover, OrderStatus } from "../../modules/crm_order/order-status"
import { allowedOrderStatuses } from "../../modules/crm_order/state-machine"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import type { OrderScope } from "../../modules/crm_order/types"
import { tellCustomer } from "../mail/tell-customer"

/** A move as the stream will tell it. */
export type OrderMoveInput = {
  id: string
  to: OrderStatus
  mover: Mover
  actor: EventActor
  /** In the mover's own words; may be personal, so it goes to the erasable part of the event. */
  reason: string | null
  /** The id of the request or job behind the move. */
  cause: string | null
  /** The same transaction queues a letter that tells more of the move than its own: that one stays away. */
  is_told_alongside?: boolean
  /** The letter about it waits at least until then, so that the move can be undone meanwhile. */
  letters_not_before?: Date
}

export type MoveOrderInput = OrderMoveInput & {
  /** The status the mover had on the screen; absent means "whatever it is now". */
  expected?: OrderStatus
  scope: OrderScope
}

export type MovedOrder = { id: string; from: OrderStatus; to: OrderStatus; event_id: string }

/**
 * Gives one order another status: guarded change, the stream's events, what the move settles and the
 * letter that tells the customer commit together. `alongside` takes part in the same transaction.
 *
 * @throws Problem 404, 409 `illegal_transition` with `allowed`
 */
export const moveOrder = async (
  container: MedusaContainer,
  input: MoveOrderInput,
  alongside?: (transaction: Transaction) => Promise<void>
): Promise<MovedOrder> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  // Read outside the transaction on purpose: what is true now is what the mover decided upon, and
  // whoever changes it in between wins.
  const from = await orders.readState(input.id, input.scope)
  if (input.expected && input.expected !== from.status) {
    throw new Problem(
      409,
      "illegal_transition",
      `Meanwhile the order has become ${from.status.replaceAll("_", " ")}.`,
      { extra: { allowed: allowedOrderStatuses(from, input.mover) } }
    )
  }
  return unitOfWork(container, async (transaction) => {
    const moved = await moveFrom(container, transaction, from, input)
    await alongside?.(transaction)
    return moved
  })
}

/**
 * The same as a part of a larger transaction, from the status that the order has in it: for whoever
 * holds the order (`lockState`) and moves it because of what else the transaction writes.
 *
 * @throws Problem 404, 409 `illegal_transition` with `allowed`
 */
export const moveOrderWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  input: OrderMoveInput
): Promise<MovedOrder> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const from = await orders.lockState(transaction, input.id)
  return moveFrom(container, transaction, from, input)
}

/** A move of many orders at once. */
export type OrdersMoveInput = Omit<
  OrderMoveInput,
  "id" | "reason" | "is_told_alongside" | "letters_not_before"
>

/**
 * Gives many orders another status in a larger transaction, of which the customers are told by it. The
 * orders must be held (`lockStates`), and the move be one that changes nothing but the status.
 *
 * @throws Problem 409 `illegal_transition` with `allowed`, when one of them may not go there
 */
export const moveOrdersWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  from: readonly OrderStateRow[],
  { to, mover, actor, cause }: OrdersMoveInput
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  // What such an order has on the list may be settled by the move.
  for (const order of from.filter(({ open_attention }) => open_attention > 0)) {
    const move = { id: order.id, to, mover, actor, cause, reason: null, is_told_alongside: true }
    await moveFrom(container, transaction, order, move)
  }
  const plain = from.filter(({ open_attention }) => open_attention === 0)
  await orders.moveStatuses(transaction, { from: plain, to, mover })
  await orders.appendEvents(
    transaction,
    plain.map(({ id, status }) => ({
      crm_order_id: id,
      kind: "order.status_changed" as const,
      actor,
      cause,
      data: { from: status, to },
    }))
  )
}

const moveFrom = async (
  container: MedusaContainer,
  transaction: Transaction,
  from: OrderStateRow,
  input: OrderMoveInput
): Promise<MovedOrder> => {
  const { id, to, mover, actor, cause, reason, is_told_alongside = false } = input
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { call_center } = await orders.moveStatus(transaction, { id, from, to, mover })
  const events: NewOrderEvent[] = [
    {
      crm_order_id: id,
      kind: "order.status_changed",
      actor,
      cause,
      data: { from: from.status, to },
      personal: reason ? { note: reason } : undefined,
    },
  ]
  if (call_center) {
    events.push({
      crm_order_id: id,
      kind: "order.call_center_status_changed",
      actor: { type: "system", id: null },
      cause: "order.status_changed",
      data: call_center,
    })
  }
  // The manager has decided: what the call centre asked for is settled.
  const settled = await attention.resolveFor(
    transaction,
    { type: "order", id },
    actor.id,
    "call_center_outcome"
  )
  for (const kind of settled) {
    events.push({
      crm_order_id: id,
      kind: "attention.resolved",
      actor,
      cause: "order.status_changed",
      data: { kind },
    })
  }
  await orders.changeOpenAttention(transaction, id, -settled.length)
  const [eventId] = await orders.appendEvents(transaction, events)
  await tellCustomer(container, transaction, {
    order: from,
    to,
    mover,
    actor,
    event_id: eventId,
    keeps_promise: call_center !== null && to !== "call_center",
    is_told_alongside,
    not_before: input.letters_not_before,
  })
  return { id, from: from.status, to, event_id: eventId }
}
