import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { SavedView } from "../../../modules/crm_order/saved-views"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderFilter } from "../../../modules/crm_order/types"
import { scopeOf } from "../../../modules/staff/scope"
import type { StaffActor } from "../../../modules/staff/types"
import { staffNames } from "./names"

const moment = z.coerce.date().optional()

/** A view was checked when it was kept; its moments are texts in what is stored. */
const filterOf = ({ filter }: SavedView): OrderFilter => ({
  ...filter,
  from: moment.catch(undefined).parse(filter.from),
  to: moment.catch(undefined).parse(filter.to),
})

/** The views that a person sees, each with how many orders it finds for them: counted as the list counts. */
export const listViews = async (container: MedusaContainer, asker: StaffActor) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const scope = scopeOf(asker)
  const views = await orders.views.listFor(asker.user_id)
  const [counts, names] = await Promise.all([
    Promise.all(views.map((view) => orders.countOrders(filterOf(view), scope))),
    staffNames(
      container,
      views.map(({ user_id }) => user_id)
    ),
  ])
  return views.map(({ id, user_id, name, filter, is_shared }, index) => ({
    ...{ id, name, filter, is_shared },
    is_own: user_id === asker.user_id,
    owner: names.get(user_id) ?? null,
    ...counts[index],
  }))
}
