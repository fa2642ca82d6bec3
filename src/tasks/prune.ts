import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../modules/crm_order"
import type CrmOrderModuleService from "../modules/crm_order/service"
import { SHOP_MODULE } from "../modules/shop"
import type ShopModuleService from "../modules/shop/service"
import { STAFF_MODULE } from "../modules/staff"
import type StaffModuleService from "../modules/staff/service"

/** How long an Idempotency-Key is remembered (decisions, section 4). */
const INTAKE_KEY_DAYS = 30

/** Forgets what has served its time: old idempotency keys, request logs, failure counters. */
export const prune = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  await orders.pruneIntakeKeys(INTAKE_KEY_DAYS)
  await shops.pruneRequestLog()
  await staff.pruneSignInAttempts()
}
