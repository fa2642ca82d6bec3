import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import { moneyMoveOf, moveFactsOf } from "../../modules/crm_order/move-requirements"
import type { MoneyMove, OrderStatus } from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { allowedOrderStatuses, refuseOrderMove } from "../../modules/crm_order/state-machine"
import {
  approveByHandWithin,
  chargebackByHandWithin,
  reversalByHandWithin,
} from "../payment/record-by-hand"
import { startRefundWithin } from "../payment/start-refund"
import { moveOrder, type MoveOrderInput } from "./move-order"

export type MoveByHandInput = MoveOrderInput & {
  /** Of a refund: the money was given back past every processor. */
  elsewhere?: boolean
  /** Of an approval without a payment: what was kept of it on the way. */
  fee_percent?: string | null
}

/** What a move by hand has come to. A refund at a processor moves the order when it is approved. */
export type MovedByHand = { id: string; from: OrderStatus; to: OrderStatus; event_id: string }

/** A move as the transaction that makes it sees it. */
export type MoveWithin = {
  /** The order as it was. */
  from: OrderStateRow
  to: OrderStatus
  money: MoneyMove | null
}

type MoneyMover = (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  input: MoveByHandInput
) => Promise<{ event_id: string } | void>

const MONEY_MOVERS: Record<MoneyMove, MoneyMover> = {
  approve_by_hand: async (container, transaction, order, { fee_percent, ...input }) => {
    const feePercent = fee_percent ?? null
    await approveByHandWithin(container, transaction, order, { ...input, feePercent })
  },
  refund: (container, transaction, order, input) => {
    const { elsewhere, reason, actor, cause, letters_not_before } = input
    return startRefundWithin(container, transaction, order, {
      attempt_id: null,
      amount: null,
      elsewhere: elsewhere ?? false,
      ...{ reason, actor, cause, letters_not_before },
    })
  },
  chargeback: (container, transaction, order, input) =>
    chargebackByHandWithin(container, transaction, order, { ...input, amount: null }),
  reversal: reversalByHandWithin,
}

const illegal = (sentence: string, order: OrderStateRow, { mover }: MoveByHandInput): Problem =>
  new Problem(409, "illegal_transition", sentence, {
    extra: { allowed: allowedOrderStatuses(order, mover) },
  })

const meanwhile = (order: OrderStateRow, input: MoveByHandInput): Problem =>
  illegal(`Meanwhile the order has become ${order.status.replaceAll("_", " ")}.`, order, input)

/**
 * Gives an order the status that a person has chosen, and does to its money what the status says: an
 * approval without a payment is recorded as paid outside, a refund is asked of the processor, a
 * chargeback and its reversal are booked. One transaction; `alongside` takes part in it.
 *
 * @throws Problem 404, 409 `illegal_transition` with `allowed`, or what refuses the money's part
 */
export const moveByHand = async (
  container: MedusaContainer,
  input: MoveByHandInput,
  alongside?: (transaction: Transaction, moved: MoveWithin) => Promise<void>
): Promise<MovedByHand> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { id, to, mover } = input
  // What is true now is what the person decided upon, and whoever changes it in between wins.
  const seen = await orders.readState(id, input.scope)
  if (input.expected && input.expected !== seen.status) {
    throw meanwhile(seen, input)
  }
  const refusal = refuseOrderMove(seen, to, mover)
  if (refusal) {
    throw illegal(refusal, seen, input)
  }
  const kind = moneyMoveOf({ from: seen.status, to }, moveFactsOf(seen))
  if (!kind) {
    return moveOrder(container, input, (transaction) =>
      alongside ? alongside(transaction, { from: seen, to, money: null }) : Promise.resolve()
    )
  }
  const done = await unitOfWork(container, async (transaction) => {
    const order = await orders.lockState(transaction, id)
    if (order.status !== seen.status) {
      throw meanwhile(order, input)
    }
    const told = await MONEY_MOVERS[kind](container, transaction, order, input)
    const { status } = await orders.readState(id, "all", transaction)
    await alongside?.(transaction, { from: order, to: status, money: kind })
    return { status, event_id: status === seen.status ? told?.event_id : undefined }
  })
  const event = done.event_id ?? (await orders.findLastEvent(id, "order.status_changed"))?.id
  return { id, from: seen.status, to: done.status, event_id: event ?? "" }
}
