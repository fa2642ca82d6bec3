import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueueMany } from "../../lib/enqueue"
import { newEntityId } from "../../lib/entity-id"
import { insertTogether } from "../../lib/insert-rows"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { IntakeKey, KnownOrder } from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { lettersOfIntake } from "../mail/letters-of-intake"
import { CHARGE_ORDER_TASK } from "../payment/charge-order"
import { firstEvents, newCrmOrder, senderOf, type PreparedOrder } from "./crm-order-rows"
import { findOrCreateCustomers } from "./customers"
import { payByHand } from "./pay-by-hand"
import { medusaOrderInserts, medusaOrderRows } from "./medusa-order-rows"

/** What became of one request. `order` is the stored one, also when it is somebody else's request's. */
export type IntakeOutcome =
  | { kind: "created"; order: KnownOrder; medusaOrderId: string; isCharged: boolean }
  | { kind: "same"; order: KnownOrder }
  | { kind: "order_exists"; order: KnownOrder }
  | { kind: "key_reused" }

/** How long a repeated request waits for the first one (decisions, section 4). */
const FIRST_REQUEST_WAIT_MS = 10_000

const pairOf = (shopId: string, value: string): string => `${shopId} ${value}`

/**
 * Writes a batch of orders in one transaction: Medusa's order and customer, the sealed card, our
 * record, the stream's first events, the letter that says so, the jobs that charge them. Requests for
 * an order that exists, or that comes earlier in the same batch, get that order instead.
 */
export const writeOrders = async (
  container: MedusaContainer,
  batch: PreparedOrder[]
): Promise<IntakeOutcome[]> => {
  const { policies }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const isCharged = (await policies.currentRouting()) !== null
  return unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const wanted = batch.map(({ shop, order }) => ({
      shop_id: shop.id,
      shop_order_id: order.shop_order_id,
    }))
    await orders.lockRequests(
      transaction,
      batch.map(({ shop, order, idempotencyKey }) => ({
        shop_id: shop.id,
        shop_order_id: order.shop_order_id,
        key: idempotencyKey,
      })),
      FIRST_REQUEST_WAIT_MS
    )
    const known = new Map(
      (await orders.findByShopOrders(transaction, wanted)).map((row) => [
        pairOf(row.shop_id, row.shop_order_id),
        row,
      ])
    )
    const usedKeys = new Map(
      (
        await orders.findIntakeKeys(
          transaction,
          batch.flatMap(({ shop, idempotencyKey }) =>
            idempotencyKey ? [{ shop_id: shop.id, key: idempotencyKey }] : []
          )
        )
      ).map((row) => [pairOf(row.shop_id, row.key), row])
    )

    const created: PreparedOrder[] = []
    const repeated: { prepared: PreparedOrder; order: KnownOrder; same: boolean }[] = []
    const newKeys: IntakeKey[] = []
    const remember = ({ shop, idempotencyKey, fingerprint }: PreparedOrder, id: string): void => {
      if (!idempotencyKey || usedKeys.has(pairOf(shop.id, idempotencyKey))) {
        return
      }
      const key: IntakeKey = {
        shop_id: shop.id,
        key: idempotencyKey,
        request_fingerprint: fingerprint,
        crm_order_id: id,
      }
      usedKeys.set(pairOf(shop.id, idempotencyKey), key)
      newKeys.push(key)
    }
    const outcomes = batch.map((prepared): IntakeOutcome => {
      const { shop, order, fingerprint, idempotencyKey } = prepared
      const usedKey = idempotencyKey ? usedKeys.get(pairOf(shop.id, idempotencyKey)) : undefined
      if (usedKey && usedKey.request_fingerprint !== fingerprint) {
        return { kind: "key_reused" }
      }
      const pair = pairOf(shop.id, order.shop_order_id)
      const earlier = known.get(pair)
      if (earlier) {
        const same = earlier.request_fingerprint === fingerprint
        repeated.push({ prepared, order: earlier, same })
        if (same) {
          remember(prepared, earlier.id)
        }
        return { kind: same ? "same" : "order_exists", order: earlier }
      }
      const stored: KnownOrder = {
        id: prepared.id,
        shop_id: shop.id,
        shop_order_id: order.shop_order_id,
        status: "pending",
        total: order.totals.total,
        currency: order.currency,
        request_fingerprint: fingerprint,
      }
      known.set(pair, stored)
      created.push(prepared)
      remember(prepared, prepared.id)
      return {
        kind: "created",
        order: stored,
        medusaOrderId: newEntityId("order"),
        isCharged,
      }
    })

    await writeNew(
      container,
      transaction,
      created,
      new Map(
        outcomes.flatMap((outcome) =>
          outcome.kind === "created" ? [[outcome.order.id, outcome.medusaOrderId] as const] : []
        )
      )
    )
    if (isCharged) {
      await enqueueMany(
        transaction,
        CHARGE_ORDER_TASK,
        created
          .filter(({ by_hand }) => !by_hand)
          .map(({ id, cause }) => ({ crm_order_id: id, cause }))
      )
    }
    for (const prepared of created) {
      await payByHand(container, transaction, prepared, { canCharge: isCharged })
    }
    await orders.insertIntakeKeys(transaction, newKeys)
    await orders.appendEvents(
      transaction,
      repeated.map(({ prepared, order, same }) => ({
        crm_order_id: order.id,
        kind: "order.duplicate_received",
        actor: senderOf(prepared),
        cause: prepared.cause,
        data: { same },
      }))
    )
    return outcomes
  })
}

const writeNew = async (
  container: MedusaContainer,
  transaction: Transaction,
  created: readonly PreparedOrder[],
  medusaOrderIds: ReadonlyMap<string, string>
): Promise<void> => {
  if (created.length === 0) {
    return
  }
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const customers = await findOrCreateCustomers(
    transaction,
    created.map(({ order }) => order)
  )
  const prepared = created.map((one) => ({
    ...one,
    medusaOrderId: medusaOrderIds.get(one.id) ?? "",
    customerId: customers.get(one.order.customer.email) ?? "",
  }))
  const displayIds = await drawDisplayIds(transaction, prepared.length)
  const rows = prepared.map((one, index) =>
    medusaOrderRows({
      order: one.order,
      crmOrderId: one.id,
      orderId: one.medusaOrderId,
      displayId: displayIds[index],
      customerId: one.customerId,
      salesChannelId: one.shop.sales_channel_id,
      now: one.now,
    })
  )
  const letters = await lettersOfIntake(container, transaction, prepared)
  await insertTogether(transaction, [
    ...medusaOrderInserts(rows),
    ...orders.newOrderInserts(
      prepared.map((one, index) =>
        newCrmOrder(one, one.medusaOrderId, one.customerId, displayIds[index])
      )
    ),
    ...vault.sealedInserts(prepared.flatMap(({ sealed }) => (sealed ? [sealed] : []))),
    ...letters.inserts,
    ...orders.eventInserts([...prepared.flatMap(firstEvents), ...letters.events]),
  ])
}

/** The next numbers of Medusa's own sequence: our record needs them before Medusa's row is there. */
const drawDisplayIds = async (transaction: Transaction, count: number): Promise<number[]> => {
  const result = await transaction.raw<{ rows: { id: string }[] }>(
    `select nextval(pg_get_serial_sequence('"order"', 'display_id')) as id
       from generate_series(1, ?::integer)`,
    [count]
  )
  return result.rows.map(({ id }) => Number(id))
}
