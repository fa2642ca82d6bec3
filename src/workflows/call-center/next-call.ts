import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { presentCalls, type ListedCall } from "./queries/present-calls"

export type NextCall = {
  call: ListedCall | null
  /** It was this person's already: the last one is to be finished or put back first. */
  is_same: boolean
  /** When there is none now: when the next one can be made; null when nothing waits at all. */
  next_at: Date | null
}

/** Takes the next call for this person, by the table of priorities; the one he has comes first. */
export const takeNextCall = async (
  container: MedusaContainer,
  userId: string
): Promise<NextCall> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const now = new Date()
  const { call: row, is_same } = await orders.calls.take(userId, now)
  if (!row) {
    const { next_at } = await orders.calls.figures(now)
    return { call: null, is_same: false, next_at }
  }
  const [call] = await presentCalls(container, [row], now)
  return { call, is_same, next_at: null }
}
