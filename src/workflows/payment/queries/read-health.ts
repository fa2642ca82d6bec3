import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import {
  healthOf,
  HEALTH_WINDOW_SECONDS,
  type Health,
} from "../../../modules/payment_cascade/processor-health"
import { timeScale } from "../../../modules/payment_cascade/schedules"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"

/** Which accounts the cascade passes over at this moment, judged by their latest charges. */
export const readHealth = async (container: MedusaContainer): Promise<Health> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const now = new Date()
  const since = new Date(now.getTime() - HEALTH_WINDOW_SECONDS * 1000)
  return healthOf(await cascade.attempts.listRecentOutcomes(since), now, timeScale())
}
