import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { formatAmount, parseAmount, storedAmount } from "../../../lib/money"
import { ATTENTION_MODULE } from "../../../modules/attention"
import type AttentionModuleService from "../../../modules/attention/service"
import { CARD_VAULT_MODULE } from "../../../modules/card_vault"
import type CardVaultModuleService from "../../../modules/card_vault/service"
import type { SealedCardView } from "../../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { Mover, OrderStatus } from "../../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import {
  callCenterMoveOptions,
  orderMoveOptions,
  refuseAddressChange,
} from "../../../modules/crm_order/state-machine"
import type { CrmOrderRow, OrderScope } from "../../../modules/crm_order/types"
import { EXCHANGE_RATE_MODULE } from "../../../modules/exchange_rate"
import type ExchangeRateModuleService from "../../../modules/exchange_rate/service"
import type { StaffRole } from "../../../modules/staff/types"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { presentRefill } from "../../mail/queries/list-refills"
import { readPaymentBlock } from "../../payment/queries/read-payment-block"
import { readLogistics } from "../../dispatch/queries/read-logistics"
import { readOrderCalls } from "../../call-center/queries/read-order-calls"
import { presentRow } from "./list-orders"
import { explainOrder } from "../why/read-why"
import { readOtherOrders, type OtherOrders } from "./other-orders"
import { shopNames, staffNames } from "./names"

type MedusaAddress = {
  first_name: string | null
  last_name: string | null
  phone: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  country_code: string | null
}

type MedusaOrder = {
  items: {
    id: string
    title: string
    thumbnail: string | null
    variant_sku: string | null
    unit_price: number
    /** What was ordered of the line in the order's current version. */
    detail: { quantity: number }
    metadata: Record<string, string | null> | null
  }[]
  shipping_address: MedusaAddress
  billing_address: MedusaAddress
}

const ORDER_FIELDS = [
  "items.id",
  "items.title",
  "items.thumbnail",
  "items.variant_sku",
  "items.unit_price",
  "items.detail.quantity",
  "items.metadata",
  "shipping_address.*",
  "billing_address.*",
]

/** Lines and addresses live in Medusa's order: an edit made there is seen here. */
const readMedusaOrder = async (container: MedusaContainer, id: string): Promise<MedusaOrder> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph(
    { entity: "order", fields: ORDER_FIELDS, filters: { id } },
    { throwIfKeyNotFound: true }
  )
  const [order]: MedusaOrder[] = data as MedusaOrder[]
  return order
}

const presentAddress = (address: MedusaAddress) => ({
  name: [address.first_name, address.last_name].filter(Boolean).join(" "),
  phone: address.phone,
  address1: address.address_1,
  address2: address.address_2,
  city: address.city,
  state: address.province,
  zip: address.postal_code,
  country: address.country_code?.toUpperCase() ?? null,
})

const presentLine = (line: MedusaOrder["items"][number], currency: string) => {
  const price = parseAmount(String(line.unit_price), currency) ?? 0n
  return {
    id: line.id,
    product_id: line.metadata?.product_id ?? null,
    sku: line.variant_sku,
    name: line.title,
    option: line.metadata?.option ?? null,
    option_value: line.metadata?.option_value ?? null,
    bonus: line.metadata?.bonus ?? null,
    quantity: line.detail.quantity,
    unit_price: formatAmount(price, currency),
    total: formatAmount(price * BigInt(line.detail.quantity), currency),
    url: line.metadata?.url ?? null,
    thumbnail: line.thumbnail,
  }
}

const presentInstrument = (order: CrmOrderRow, sealed: SealedCardView | null) => ({
  method: order.payment_method,
  state: order.payment_state,
  card:
    sealed?.kind === "card"
      ? {
          brand: sealed.brand,
          first6: sealed.first6,
          last4: sealed.last4,
          expiry_month: sealed.expiry_month,
          expiry_year: sealed.expiry_year,
          holder: sealed.holder,
          sealed: sealed.sealed,
          cvv: sealed.cvv_held ? "held" : "gone",
        }
      : null,
  bank_account:
    sealed?.kind === "bank_account"
      ? { ...sealed.details, holder: sealed.holder, last4: sealed.last4, sealed: sealed.sealed }
      : null,
  pay_currency: order.details.pay_currency,
})

/**
 * What an operator sees of a payment is the way and the state: the money is the managers' matter, and
 * no digit of a card or an account may be read out on the telephone.
 */
const presentPayment = async (
  container: MedusaContainer,
  order: CrmOrderRow,
  sealed: SealedCardView | null,
  mover: Mover
) =>
  mover === "operator"
    ? presentInstrument(order, null)
    : { ...presentInstrument(order, sealed), ...(await readPaymentBlock(container, order)) }

/** Whether the asker may give the order another shipping address now, and why not. */
const addressChange = (status: OrderStatus, mover: Mover) => {
  const why =
    mover === "operator" ? "Only a manager can change the address." : refuseAddressChange(status)
  return { allowed: why === null, why }
}

/** An operator hears how often the customer has bought; amounts and other orders are the managers' matter. */
const presentHistory = (
  { first_order_at, others }: OtherOrders,
  spentUsd: string | undefined,
  mover: Mover
) => ({
  first_order_at,
  ...(mover === "operator"
    ? {}
    : {
        spent_usd: storedAmount(spentUsd ?? "0", "USD"),
        others: others.map(({ total, ...other }) => ({
          ...other,
          total: storedAmount(total, other.currency),
        })),
      }),
})

/**
 * The whole card of one order: everything that staff need to understand it and to act.
 *
 * @throws Problem 404 when there is no such order in the asker's scope
 */
export const readOrderCard = async (
  container: MedusaContainer,
  id: string,
  { scope, mover, role }: { scope: OrderScope; mover: Mover; role: StaffRole }
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const rates: ExchangeRateModuleService = container.resolve(EXCHANGE_RATE_MODULE)

  // Before everything else: the card is at least as new as what it says has been seen.
  const seen = await orders.lastEventId(id)
  const order = await orders.readOrder(id, scope)
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const [medusaOrder, sealed, entries, shops, history, rate, archived, refill, customers] =
    await Promise.all([
      readMedusaOrder(container, order.order_id),
      vault.readSealedCard(id),
      attention.listFor({ type: "order", id }),
      shopNames(container),
      readOtherOrders(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), order.email, {
        except: id,
      }),
      rates.readRate(order.exchange_rate_id),
      order.archived_at ? orders.findLastEvent(id, "order.archived") : null,
      mail.refills.find(id),
      orders.customers.readByEmail([order.email]),
    ])
  const [payment, logistics, calls, why] = await Promise.all([
    presentPayment(container, order, sealed, mover),
    readLogistics(container, order, mover),
    readOrderCalls(container, order),
    explainOrder(container, order, entries, role),
  ])
  const names = await staffNames(
    container,
    [archived?.actor_id, order.responsible_id].filter((one) => typeof one === "string")
  )
  const { details, currency } = order
  const known = customers.get(order.email)
  const row = presentRow(order, shops, known, mover)

  return {
    ...row,
    order_id: order.order_id,
    shop: { ...row.shop, domain: order.shop_domain },
    language: order.language,
    seen,
    customer: {
      ...row.customer,
      ...presentHistory(history, known?.spent_usd, mover),
      page_id: mover === "operator" ? null : (known?.id ?? null),
    },
    responsible: order.responsible_id && {
      id: order.responsible_id,
      name: names.get(order.responsible_id) ?? order.responsible_id,
    },
    products: medusaOrder.items.map((line) => presentLine(line, currency)),
    totals: {
      ...details.totals,
      total: storedAmount(order.total, currency),
      currency,
      total_usd: storedAmount(order.total_usd, "USD"),
      exchange_rate: rate && {
        usd_per_unit: rate.usd_per_unit,
        as_of: rate.as_of,
        source: rate.source,
      },
      price_source: details.price_source,
    },
    coupon: details.coupon,
    delivery: details.delivery,
    bonus: details.bonus,
    refill_reminder: details.refill_reminder,
    refill: refill && presentRefill(refill),
    billing_address: presentAddress(medusaOrder.billing_address),
    shipping_address: presentAddress(medusaOrder.shipping_address),
    payment,
    logistics,
    device: { ...(details.device ?? {}), ip: details.ip.address, ip_flag: details.ip.flag },
    campaigns: details.campaigns,
    call_center_since: order.call_center_since,
    calls,
    archived: archived && {
      at: order.archived_at,
      by: names.get(archived.actor_id ?? "") ?? null,
      reason: archived.personal?.note ?? null,
    },
    address_change: addressChange(order.status, mover),
    moves: orderMoveOptions(order, mover),
    call_center_moves: callCenterMoveOptions(order.call_center_status, mover),
    why,
    attention: entries.map(({ subject_type: _type, subject_id: _id, ...entry }) => entry),
  }
}
