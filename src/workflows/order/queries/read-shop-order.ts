import type { MedusaContainer } from "@medusajs/framework/types"
import { storedAmount } from "../../../lib/money"
import { notFound } from "../../../lib/problem"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import { normaliseOrderId } from "../../../modules/crm_order/order-id"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import type { AuthenticatedShop } from "../../../modules/shop/types"
import { readTracking } from "../../dispatch/read-tracking"
import { redirectUrlOf } from "../../payment/queries/read-payment-progress"

/**
 * What a shop may know of its own order.
 *
 * @throws Problem 404 when there is no such order of this shop
 */
export const readShopOrder = async (
  container: MedusaContainer,
  shop: AuthenticatedShop,
  id: string
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order = await orders.findShopOrder(shop.id, normaliseOrderId(id))
  if (!order) {
    throw notFound("order")
  }
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const redirectUrl = redirectUrlOf(await attempts.listForOrder(order.id), new Date())
  const tracking = await readTracking(container, order.id)
  return {
    result: true,
    error: "",
    id: order.id,
    shop_order_id: order.shop_order_id,
    status: order.status,
    payment_state: order.payment_state,
    next_action: redirectUrl ? { type: "redirect", url: redirectUrl } : null,
    tracking_numbers: tracking.map(({ number, carrier_name, url, state }) => ({
      number,
      carrier: carrier_name,
      url,
      state,
    })),
    total: storedAmount(order.total, order.currency),
    currency: order.currency,
    created_at: order.created_at,
  }
}
