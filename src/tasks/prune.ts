import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../modules/crm_order"
import type CrmOrderModuleService from "../modules/crm_order/service"
import { DISPATCH_MODULE } from "../modules/dispatch"
import type DispatchModuleService from "../modules/dispatch/service"
import { PAYMENT_CASCADE_MODULE } from "../modules/payment_cascade"
import { UNVERIFIED_KEPT_DAYS } from "../modules/payment_cascade/callback-rules"
import type PaymentCascadeModuleService from "../modules/payment_cascade/service"
import { SHOP_MODULE } from "../modules/shop"
import type ShopModuleService from "../modules/shop/service"
import { STAFF_MODULE } from "../modules/staff"
import type StaffModuleService from "../modules/staff/service"

/** How long an Idempotency-Key is remembered (decisions, section 4). */
const INTAKE_KEY_DAYS = 30

/** How long conversations with suppliers are kept. */
const SUPPLIER_EXCHANGE_DAYS = 180

/**
 * Forgets what has served its time: old idempotency keys, request logs, failure counters, callbacks that
 * nobody could verify, conversations with suppliers.
 */
export const prune = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const dispatch: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  await orders.pruneIntakeKeys(INTAKE_KEY_DAYS)
  await shops.pruneRequestLog()
  await staff.pruneSignInAttempts()
  await payments.callbacks.pruneUnverified(UNVERIFIED_KEPT_DAYS)
  await dispatch.callbacks.pruneUnverified(UNVERIFIED_KEPT_DAYS)
  await dispatch.suppliers.pruneExchanges(SUPPLIER_EXCHANGE_DAYS)
}
