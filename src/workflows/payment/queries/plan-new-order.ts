import type { MedusaContainer } from "@medusajs/framework/types"
import { newOrderId } from "../../../modules/crm_order/order-id"
import { toUsd } from "../../../modules/exchange_rate/to-usd"
import { plan } from "../../../modules/payment_cascade/plan"
import { planSentence } from "../../../modules/payment_cascade/plan-words"
import type { ShopOrder } from "../../intake/shop-order"
import { loadPlanningFacts } from "../load-planning-facts"

/** One account that would be asked, or why it would not. */
export type PlannedStep = { account: string; chosen: boolean; reason: string; sentence: string }

/** Who would be asked for the payment of an order that is only tried out, in order. */
export const planNewOrder = async (
  container: MedusaContainer,
  { payment, currency, billing, totals }: ShopOrder,
  shopId: string,
  usdPerUnit: string
): Promise<PlannedStep[]> => {
  const { routing, accounts, health } = await loadPlanningFacts(container)
  if (!routing) {
    return []
  }
  const isDirect = payment.card !== null || payment.echeck !== null
  const { choices } = plan(
    {
      // Draws by weight are the order's own: this one is not going to exist.
      order_id: newOrderId("TRY"),
      method: payment.method,
      way: isDirect ? "direct" : "link",
      initiation: isDirect ? "customer" : null,
      currency,
      country: billing.country,
      shop_id: shopId,
      brand: payment.card?.brand ?? null,
      amount_usd: toUsd(totals.total, currency, usdPerUnit),
      has_cvv: payment.card !== null,
      tried: [],
      only_account: null,
      scheme_limit: null,
    },
    routing,
    health,
    accounts
  )
  return choices.map((choice) => ({
    account: accounts.find(({ id }) => id === choice.account_id)?.name ?? choice.account_id,
    chosen: choice.chosen,
    reason: choice.reason,
    sentence: planSentence(choice),
  }))
}
