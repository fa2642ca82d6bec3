import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderScope } from "../../../modules/crm_order/types"
import { presentEvent, staffIdsOf } from "./list-order-events"
import { staffNames } from "./names"

/** More of them are not read before somebody decides anew. */
const MOST_CHANGES = 10

/**
 * What has changed of an order since a person saw it: who, what and when, the oldest first. Only what
 * bears on a decision: its status, money, address and parcels.
 *
 * @param seen the id of the newest event at that moment, as the card gives it
 * @throws Problem 404 when there is no such order in the asker's scope
 */
export const readChangesSince = async (
  container: MedusaContainer,
  id: string,
  seen: string,
  scope: OrderScope
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await orders.readState(id, scope)
  const events = await orders.listChangesSince(id, seen, MOST_CHANGES)
  const names = await staffNames(container, staffIdsOf(events))
  return {
    changes: events.map((event) => presentEvent(event, names.get(event.actor_id ?? "") ?? null)),
    seen: await orders.lastEventId(id),
  }
}
