import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type { RefillRow, RefillState } from "../../../modules/mail/refills"
import type MailModuleService from "../../../modules/mail/service"
import { shopNames, staffNames } from "../../order/queries/names"

/** A reminder as the order card shows it. */
export const presentRefill = ({ via, period_days, due_at, state, reason, note }: RefillRow) => ({
  via,
  period_days,
  due_at,
  state,
  reason,
  note,
})

/** A page of the reminders to order again, those that are due first come first. */
export const listRefills = async (
  container: MedusaContainer,
  states: readonly RefillState[] | undefined,
  page: { limit: number; offset: number }
) => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { refills, count } = await mail.refills.list(states, page)
  const [recipients, shops, staff] = await Promise.all([
    orders.recipients(refills.map(({ crm_order_id }) => crm_order_id)),
    shopNames(container),
    staffNames(
      container,
      refills.flatMap(({ finished_by }) => finished_by ?? [])
    ),
  ])
  return {
    refills: refills.map((refill) => {
      const recipient = recipients.get(refill.crm_order_id)
      return {
        ...presentRefill(refill),
        order: { id: refill.crm_order_id, display_id: recipient?.display_id ?? null },
        shop: { id: refill.shop_id, name: shops.get(refill.shop_id) ?? refill.shop_id },
        customer: recipient && {
          name: recipient.customer_name,
          phone: recipient.phone,
          email: recipient.email,
        },
        finished_at: refill.finished_at,
        finished_by: staff.get(refill.finished_by ?? "") ?? null,
      }
    }),
    count,
    ...page,
  }
}
