import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type { CallbackState, CallbackSummary } from "../../../modules/payment_cascade/callbacks"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderScope } from "../../../modules/crm_order/types"
import { accountNames } from "./account-names"

/** A callback as staff see it, without what it says. */
export const presentCallback = (
  { account_id, ...callback }: CallbackSummary,
  names: ReadonlyMap<string, string>
) => ({
  ...callback,
  account: { id: account_id, name: names.get(account_id) ?? account_id },
})

/** A page of the inbox: everything, or what is in one state or of one processor. */
export const listCallbacks = async (
  container: MedusaContainer,
  filter: { state?: CallbackState; processor?: string },
  page: { limit: number; offset: number }
) => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const [{ callbacks, count }, names] = await Promise.all([
    payments.callbacks.list(filter, page),
    accountNames(container),
  ])
  return { callbacks: callbacks.map((one) => presentCallback(one, names)), count, ...page }
}

/**
 * The callbacks of one order, the oldest first.
 *
 * @throws Problem 404 when there is no such order in the asker's scope
 */
export const listOrderCallbacks = async (
  container: MedusaContainer,
  orderId: string,
  scope: OrderScope
) => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await orders.readState(orderId, scope)
  const [callbacks, names] = await Promise.all([
    payments.callbacks.listForOrder(orderId),
    accountNames(container),
  ])
  return callbacks.map((one) => presentCallback(one, names))
}

/** One callback with its headers and body, as they came in. @throws Problem 404 */
export const readCallback = async (container: MedusaContainer, id: string) => {
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const [{ headers, body, ...callback }, names] = await Promise.all([
    payments.callbacks.read(id),
    accountNames(container),
  ])
  return { ...presentCallback(callback, names), headers, body }
}
