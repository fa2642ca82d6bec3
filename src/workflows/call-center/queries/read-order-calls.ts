import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import {
  CALL_RESULTS,
  RESULT_RULES,
  UNANSWERED_BEFORE_FAILED,
} from "../../../modules/crm_order/calls/call-rules"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { CrmOrderRow } from "../../../modules/crm_order/types"
import { staffNames } from "../../order/queries/names"
import { presentCall, presentLocal } from "./present-calls"

/** The card shows the last calls; all of them are in the stream. */
const MOST_SHOWN = 10

const timeZoneOf = ({ details }: CrmOrderRow): string | null => {
  const zone = details.device?.timezone
  return typeof zone === "string" ? zone : null
}

/** The calls about an order: those to make, those made, and what the customer's clock says. */
export const readOrderCalls = async (container: MedusaContainer, order: CrmOrderRow) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  if (!order.call_center_since) {
    return null
  }
  const now = new Date()
  const [rows, made] = await Promise.all([
    orders.calls.listOf(order.id),
    orders.listEventsOfKind(order.id, "call.made", MOST_SHOWN),
  ])
  const names = await staffNames(container, [
    ...made.flatMap(({ actor_id }) => actor_id ?? []),
    ...rows.flatMap(({ claimed_by }) => claimed_by ?? []),
  ])
  const open = rows.filter(({ wanted, archived }) => wanted && !archived)
  return {
    open: open.map((row) => presentCall(row, names.get(row.claimed_by ?? "") ?? null, now)),
    count: rows.reduce((sum, { attempts }) => sum + attempts, 0),
    made: made.map(({ id, at, actor_id, data, personal }) => ({
      id,
      at,
      by: names.get(actor_id ?? "") ?? null,
      about: data.about,
      result: data.result,
      number: data.number,
      next_call_at: data.next_call_at ?? null,
      note: typeof personal?.note === "string" ? personal.note : null,
    })),
    local: presentLocal({ time_zone: timeZoneOf(order), country: order.country }, now),
    results: CALL_RESULTS.map((result) => ({
      result,
      next_in_minutes: RESULT_RULES[result].after_minutes,
    })),
    unanswered_before_failed: UNANSWERED_BEFORE_FAILED,
  }
}
