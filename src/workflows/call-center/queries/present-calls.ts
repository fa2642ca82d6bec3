import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import {
  callZonesOf,
  isCallTime,
  localTime,
  nextCallTime,
} from "../../../modules/crm_order/calls/call-hours"
import type { CallRow } from "../../../modules/crm_order/calls/call-queue"
import { CALL_PRIORITIES, suggestedStatus } from "../../../modules/crm_order/calls/call-rules"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { shopNames, staffNames } from "../../order/queries/names"

/** What the customer's clock says: of several zones the first and the last. */
export const presentLocal = (row: Pick<CallRow, "time_zone" | "country">, now: Date) => {
  const where = callZonesOf(row)
  const times = where.zones.map((zone) => localTime(zone, now))
  return {
    zones: where.zones,
    times: [...new Set(times)],
    is_guess: where.is_guess,
    is_call_time: isCallTime(where, now),
    opens_at: nextCallTime(where, now),
  }
}

/** A call as staff see it, whatever list it stands in. */
export const presentCall = (row: CallRow, holder: string | null, now: Date) => {
  const isHeld = row.claimed_until !== null && row.claimed_until > now
  return {
    kind: row.kind,
    reason: row.reason,
    why: CALL_PRIORITIES.find(({ reason }) => reason === row.reason)?.why ?? row.reason,
    due_at: row.due_at,
    attempts: row.attempts,
    unanswered: row.unanswered,
    last_result: row.last_result,
    last_at: row.last_at,
    suggests: suggestedStatus(row.unanswered, row.last_result),
    held: isHeld && row.claimed_by ? { by: holder, until: row.claimed_until } : null,
    local: presentLocal(row, now),
  }
}

/** Calls with the orders and customers that they are about. */
export const presentCalls = async (
  container: MedusaContainer,
  rows: readonly CallRow[],
  now: Date
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const [recipients, states, shops, names] = await Promise.all([
    orders.recipients(rows.map(({ crm_order_id }) => crm_order_id)),
    orders.readStates(rows.map(({ crm_order_id }) => crm_order_id)),
    shopNames(container),
    staffNames(
      container,
      rows.flatMap(({ claimed_by }) => claimed_by ?? [])
    ),
  ])
  return rows.map((row) => {
    const recipient = recipients.get(row.crm_order_id)
    const shopId = recipient?.shop_id ?? ""
    return {
      ...presentCall(row, names.get(row.claimed_by ?? "") ?? null, now),
      order: {
        id: row.crm_order_id,
        display_id: recipient?.display_id ?? null,
        call_center_status: states.get(row.crm_order_id)?.call_center_status ?? null,
      },
      shop: { id: shopId, name: shops.get(shopId) ?? shopId },
      customer: { name: recipient?.customer_name ?? "", phone: recipient?.phone ?? "" },
      country: row.country,
    }
  })
}

export type ListedCall = Awaited<ReturnType<typeof presentCalls>>[number]
