import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { CallKind } from "../../../modules/crm_order/calls/call-rules"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { presentCalls } from "./present-calls"

/** A page of the calls to make, those that are due first come first. */
export const listCalls = async (
  container: MedusaContainer,
  kind: CallKind | null,
  page: { limit: number; offset: number }
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { calls, count } = await orders.calls.list(kind, page)
  return { calls: await presentCalls(container, calls, new Date()), count, ...page }
}

/** What an operator sees on every page: the call that he has, how many wait, when the next one is due. */
export const readCallDesk = async (container: MedusaContainer, userId: string) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const now = new Date()
  const [mine, figures] = await Promise.all([
    orders.calls.findMine(userId),
    orders.calls.figures(now),
  ])
  const [call = null] = await presentCalls(container, mine ? [mine] : [], now)
  return { mine: call, ...figures }
}
