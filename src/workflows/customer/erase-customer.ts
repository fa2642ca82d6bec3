import type { MedusaContainer } from "@medusajs/framework/types"
import { erasedAddressOf } from "../../lib/erased-address"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { eraseEntries } from "../../modules/attention/erase-entries"
import { eraseCards } from "../../modules/card_vault/erase-cards"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import {
  eraseCustomerRow,
  eraseOrders,
  readPersonalWords,
} from "../../modules/crm_order/erase-orders"
import type { EventActor } from "../../modules/crm_order/order-events"
import type { OrderStatus } from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { eraseParcels } from "../../modules/dispatch/erase-parcels"
import { OPEN_STATES as OPEN_PARCELS } from "../../modules/dispatch/shipment-states"
import { eraseMail } from "../../modules/mail/erase-mail"
import { erasePayments } from "../../modules/payment_cascade/erase-payments"
import { OPEN_STATES as OPEN_PAYMENTS } from "../../modules/payment_cascade/types"
import { eraseRequests } from "../../modules/shop/erase-requests"
import { eraseMedusaRows } from "./erase-medusa-rows"
import { refuseErasure, type ErasureSituation } from "./erasure-rules"
import { customerErased } from "./save-customer"

export type EraseInput = {
  id: string
  /** Typed by whoever asks for it: the customer's address. */
  confirm: string
  actor: EventActor
  cause: string | null
}

const readSituation = async (
  transaction: Transaction,
  orderIds: readonly string[]
): Promise<ErasureSituation> => {
  const ids = [...orderIds]
  const orders: {
    id: string
    display_id: number
    status: OrderStatus
    archived_at: Date | null
  }[] = await transaction("crm_order")
    .select("id", "display_id", "status", "archived_at")
    .whereIn("id", ids)
  const numbers = new Map(orders.map(({ id, display_id }) => [id, display_id]))
  const numbersOf = async (
    table: string,
    column: string,
    states: readonly string[]
  ): Promise<number[]> => {
    const rows: { crm_order_id: string }[] = await transaction(table)
      .distinct("crm_order_id")
      .whereIn("crm_order_id", ids)
      .whereIn(column, [...states])
    return rows.flatMap(({ crm_order_id }) => numbers.get(crm_order_id) ?? [])
  }
  return {
    orders: orders.map(({ display_id, status, archived_at }) => ({
      ...{ display_id, status, archived: archived_at !== null },
    })),
    paying: await numbersOf("payment_attempt", "state", OPEN_PAYMENTS),
    travelling: await numbersOf("shipment", "state", [...OPEN_PARCELS, "shipped"]),
    writing: await numbersOf("mail_message", "state", ["sending"]),
  }
}

/**
 * Erases a customer's personal data for good, wherever they are kept, in one transaction. Orders, books
 * and figures stay; what recognises him again (blocks, stopped addresses, cards' fingerprints) stays as
 * keyed hashes.
 *
 * @throws Problem 404; 409 `customer_erased`, `payment_under_way`, `parcel_under_way`,
 * `letter_under_way`, `order_under_way`; 422 when the confirmation is another address
 */
export const eraseCustomer = async (
  container: MedusaContainer,
  { id, confirm, actor, cause }: EraseInput
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await unitOfWork(container, async (transaction) => {
    const known = await orders.customers.read(id, transaction)
    const orderIds = await orders.customers.listOrderIds(transaction, known.email)
    await orders.lockStates(transaction, orderIds)
    await orders.blocks.holdAlone(transaction)
    await orders.customers.lock(transaction, id)
    const { email, erased_at } = await orders.customers.read(id, transaction)
    if (erased_at) {
      throw customerErased()
    }
    if (confirm.trim().toLowerCase() !== email) {
      throw new Problem(422, "not_confirmed", "Type the customer's e-mail address to confirm.", {
        fields: [{ path: "confirm", message: `This is not ${email}.` }],
      })
    }
    const refusal = refuseErasure(await readSituation(transaction, orderIds))
    if (refusal) {
      throw new Problem(409, refusal.code, refusal.sentence)
    }
    const words = await readPersonalWords(transaction, id, orderIds)
    const nobody = erasedAddressOf(id)
    await eraseMedusaRows(transaction, { orderIds, address: email, email: nobody })
    await eraseCards(transaction, orderIds)
    await erasePayments(transaction, orderIds, words)
    await eraseParcels(transaction, orderIds)
    await eraseMail(transaction, { orderIds, address: email })
    await eraseEntries(transaction, orderIds, words)
    await eraseRequests(transaction, orderIds, words)
    await orders.blocks.erase(transaction, id)
    await eraseCustomerRow(transaction, id, nobody)
    await eraseOrders(transaction, { orderIds, email: nobody, words })
    await orders.appendEvents(
      transaction,
      orderIds.map((orderId) => ({
        ...{ crm_order_id: orderId, kind: "order.personal_data_erased" as const, actor, cause },
        data: {},
      }))
    )
  })
}
