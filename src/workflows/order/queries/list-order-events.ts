import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { OrderEvent } from "../../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderScope } from "../../../modules/crm_order/types"
import { shopNames, staffNames } from "./names"

/** What tells digits of a card or an account, or leads to a page where they are typed. */
const NOT_FOR_OPERATORS = ["first6", "last4", "expiry_month", "expiry_year", "holder", "url"]

const withoutDigits = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !NOT_FOR_OPERATORS.includes(name)))

/** An event as staff read it. */
export const presentEvent = (
  event: OrderEvent,
  actorName: string | null,
  scope: OrderScope = "all"
) => ({
  id: event.id,
  kind: event.kind,
  actor: { type: event.actor_type, id: event.actor_id, name: actorName },
  cause: event.cause,
  at: event.at,
  data: scope === "call_center" ? withoutDigits(event.data) : event.data,
  note: typeof event.personal?.note === "string" ? event.personal.note : null,
  before: typeof event.personal?.before === "string" ? event.personal.before : null,
  after: typeof event.personal?.after === "string" ? event.personal.after : null,
})

/** Who of the staff has caused these events. */
export const staffIdsOf = (events: readonly OrderEvent[]): string[] =>
  events.flatMap((event) =>
    event.actor_type === "staff" && event.actor_id ? [event.actor_id] : []
  )

/**
 * A page of an order's stream, as timeline or full log, with the names of those who did it.
 *
 * @throws Problem 404 when there is no such order in the asker's scope
 */
export const listOrderEvents = async (
  container: MedusaContainer,
  id: string,
  view: "timeline" | "log",
  page: { limit: number; offset: number },
  scope: OrderScope
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order = await orders.readOrder(id, scope)
  const { events, count } = await orders.listEvents(id, view, page)
  const [staff, shops] = await Promise.all([
    staffNames(container, staffIdsOf(events)),
    shopNames(container),
  ])
  return {
    events: events.map((event) =>
      presentEvent(
        event,
        event.actor_type === "shop"
          ? (shops.get(order.shop_id) ?? null)
          : (staff.get(event.actor_id ?? "") ?? null),
        scope
      )
    ),
    count,
    ...page,
  }
}

/** One event of the stream, as the answer to whoever has just caused it. */
export const readOrderEvent = async (container: MedusaContainer, eventId: string) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const event = await orders.readEvent(eventId)
  const staff = await staffNames(container, staffIdsOf([event]))
  return presentEvent(event, staff.get(event.actor_id ?? "") ?? null)
}
