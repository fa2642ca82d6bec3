import type { MedusaContainer } from "@medusajs/framework/types"
import { newOrderId } from "../../../modules/crm_order/order-id"
import { toUsd } from "../../../modules/exchange_rate/to-usd"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import type { ShopOrder } from "../../intake/shop-order"
import { previewPlan } from "./preview-plan"

/** One account that would be asked, or why it would not. */
export type PlannedStep = { account: string; chosen: boolean; reason: string; sentence: string }

/** Who would be asked for the payment of an order that is only tried out; nobody before payments are set up. */
export const planNewOrder = async (
  container: MedusaContainer,
  { payment, currency, billing, totals }: ShopOrder,
  shopId: string,
  usdPerUnit: string
): Promise<PlannedStep[]> => {
  const { policies }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  if (!(await policies.currentRouting())) {
    return []
  }
  const choices = await previewPlan(
    container,
    {
      // Draws by weight are the order's own: this one is not going to exist.
      order_id: newOrderId("TRY"),
      method: payment.method,
      currency,
      country: billing.country,
      shop_id: shopId,
      brand: payment.card?.brand ?? null,
      amount_usd: toUsd(totals.total, currency, usdPerUnit),
      has_cvv: payment.card !== null,
    },
    null
  )
  return choices.map(({ account, chosen, reason, sentence }) => ({
    account: account.name ?? account.id,
    chosen,
    reason,
    sentence,
  }))
}
