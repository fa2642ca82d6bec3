import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import { insertRows, type Row } from "../../lib/insert-rows"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import type { SealedRows } from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { IntakeKey, KnownOrder } from "../../modules/crm_order/service"
import type { NewCrmOrder } from "../../modules/crm_order/types"
import type { ExchangeRate } from "../../modules/exchange_rate/service"
import { toUsd } from "../../modules/exchange_rate/to-usd"
import type { AuthenticatedShop } from "../../modules/shop/types"
import { findOrCreateCustomers } from "./customers"
import { MEDUSA_ORDER_TABLES, medusaOrderRows, type MedusaOrderRows } from "./medusa-order-rows"
import type { ShopOrder } from "./shop-order"

/** A validated order with everything that could be worked out before the transaction. */
export type PreparedOrder = {
  /** The public id it will have if it is new. */
  id: string
  order: ShopOrder
  shop: AuthenticatedShop
  fingerprint: string
  idempotencyKey: string | null
  rate: ExchangeRate
  sealed: SealedRows | null
  cause: string | null
  now: Date
}

/** What became of one request. `order` is the stored one, also when it is somebody else's request's. */
export type IntakeOutcome =
  | { kind: "created"; order: KnownOrder; medusaOrderId: string }
  | { kind: "same"; order: KnownOrder }
  | { kind: "order_exists"; order: KnownOrder }
  | { kind: "key_reused" }

/** How long a repeated request waits for the first one (decisions, section 4). */
const FIRST_REQUEST_WAIT_MS = 10_000

const pairOf = (shopId: string, value: string): string => `${shopId} ${value}`

/**
 * Writes a batch of orders in one transaction: Medusa's order and customer, the sealed card, our
 * record, the stream's first events. Requests for an order that exists, or that comes earlier in the
 * same batch, get that order instead.
 */
export const writeOrders = (
  container: MedusaContainer,
  batch: PreparedOrder[]
): Promise<IntakeOutcome[]> =>
  unitOfWork(container, async (transaction) => {
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
        medusaOrderId: generateEntityId(undefined, "order"),
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
    await orders.insertIntakeKeys(transaction, newKeys)
    await orders.appendEvents(
      transaction,
      repeated.map(({ prepared, order, same }) => ({
        crm_order_id: order.id,
        kind: "order.duplicate_received",
        actor: { type: "shop", id: prepared.shop.credential_id },
        cause: prepared.cause,
        data: { same },
      }))
    )
    return outcomes
  })

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
  const rows = prepared.map((one) =>
    medusaOrderRows({
      order: one.order,
      crmOrderId: one.id,
      orderId: one.medusaOrderId,
      customerId: one.customerId,
      salesChannelId: one.shop.sales_channel_id,
      now: one.now,
    })
  )
  const displayIds = await insertMedusaOrders(transaction, rows)
  await orders.insertOrders(
    transaction,
    prepared.map((one) =>
      crmOrder(one, one.medusaOrderId, one.customerId, displayIds.get(one.medusaOrderId) ?? 0)
    )
  )
  await vault.insertSealed(
    transaction,
    prepared.flatMap(({ sealed }) => (sealed ? [sealed] : []))
  )
  await orders.appendEvents(transaction, prepared.flatMap(firstEvents))
}

/** @returns the display ids that PostgreSQL's sequence has given, by order id */
const insertMedusaOrders = async (
  transaction: Transaction,
  rows: readonly MedusaOrderRows[]
): Promise<Map<string, number>> => {
  const displayIds = new Map<string, number>()
  for (const table of MEDUSA_ORDER_TABLES) {
    const all: Row[] = rows.flatMap((one) => one[table])
    if (table === "order") {
      const inserted = await insertRows<{ id: string; display_id: number }>(
        transaction,
        table,
        all,
        "returning id, display_id"
      )
      inserted.forEach((row) => displayIds.set(row.id, row.display_id))
    } else {
      await insertRows(transaction, table, all)
    }
  }
  return displayIds
}

const crmOrder = (
  { id, order, shop, fingerprint, rate, sealed }: PreparedOrder,
  orderId: string,
  customerId: string,
  displayId: number
): NewCrmOrder => ({
  id,
  order_id: orderId,
  display_id: displayId,
  shop_id: shop.id,
  shop_order_id: order.shop_order_id,
  shop_domain: order.shop_domain,
  customer_id: customerId,
  customer_name: `${order.customer.first_name} ${order.customer.last_name}`,
  email: order.customer.email,
  phone: order.customer.phone,
  country: order.billing.country,
  language: order.language,
  payment_method: order.payment.method,
  card_brand: order.payment.card?.brand ?? null,
  card_last4: sealed?.card.last4 ?? null,
  currency: order.currency,
  total: order.totals.total,
  usd_per_unit: rate.usd_per_unit,
  total_usd: toUsd(order.totals.total, order.currency, rate.usd_per_unit),
  exchange_rate_id: rate.id,
  status: "pending",
  products: order.products.map((line) => ({
    name: line.name,
    sku: line.sku,
    option: line.option,
    option_value: line.option_value,
    quantity: line.quantity,
    thumbnail: line.thumbnail,
  })),
  product_count: order.products.reduce((count, line) => count + line.quantity, 0),
  device_class: order.device?.class ?? null,
  details: {
    totals: order.totals,
    price_source: order.price_source,
    currency_coef: order.currency_coef,
    coupon: order.coupon?.used ? { code: order.coupon.code, type: order.coupon.type } : null,
    delivery: {
      id: order.delivery.id,
      code: order.delivery.code,
      name: order.delivery.name,
      insurance: order.delivery.insurance,
    },
    bonus: order.bonus,
    refill_reminder: order.refill_reminder,
    campaigns: order.campaigns,
    device: order.device,
    ip: { address: order.customer.ip, flag: order.customer.ip_flag },
    pay_currency: order.payment.pay_currency,
  },
  request_fingerprint: fingerprint,
})

/** How an order's stream begins. */
const firstEvents = ({ id, order, shop, rate, sealed, cause }: PreparedOrder): NewOrderEvent[] => {
  const actor = { type: "shop" as const, id: shop.credential_id }
  const events: NewOrderEvent[] = [
    {
      crm_order_id: id,
      kind: "order.received",
      actor,
      cause,
      data: {
        shop_id: shop.id,
        shop_order_id: order.shop_order_id,
        payment_method: order.payment.method,
        total: order.totals.total,
        currency: order.currency,
        total_usd: toUsd(order.totals.total, order.currency, rate.usd_per_unit),
        exchange_rate_id: rate.id,
      },
    },
  ]
  if (sealed) {
    events.push({
      crm_order_id: id,
      kind: order.payment.card ? "card.sealed" : "bank_account.sealed",
      actor,
      cause,
      data: {
        card_id: sealed.card.id,
        brand: order.payment.card?.brand ?? null,
        last4: sealed.card.last4,
      },
    })
  }
  if (sealed?.cvv) {
    events.push({ crm_order_id: id, kind: "cvv.sealed", actor, cause, data: {} })
  }
  return events
}
