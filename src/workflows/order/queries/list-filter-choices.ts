import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import { CALL_CENTER_STATUSES, ORDER_STATUSES } from "../../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { PAYMENT_METHODS, type OrderScope } from "../../../modules/crm_order/types"
import { listPeople, shopNames } from "./names"

/** As many as a person can choose from. */
const MOST_TAGS = 500

/** The choices of the Orders page's filters: shops and countries that occur, every known status. */
export const listFilterChoices = async (container: MedusaContainer, scope: OrderScope) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const [values, names, tags, people] = await Promise.all([
    orders.listFilterValues(scope),
    shopNames(container),
    orders.listTags(MOST_TAGS),
    // Who looks after what is the managers' matter.
    scope === "all" ? listPeople(container) : [],
  ])
  return {
    shops: values.shop_ids.map((id) => ({ id, name: names.get(id) ?? id })),
    countries: values.countries,
    payment_methods: PAYMENT_METHODS,
    statuses: ORDER_STATUSES,
    call_center_statuses: CALL_CENTER_STATUSES,
    tags,
    people,
  }
}
