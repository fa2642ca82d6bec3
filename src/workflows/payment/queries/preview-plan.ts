import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import { plan, type PlanContext } from "../../../modules/payment_cascade/plan"
import { planSentence } from "../../../modules/payment_cascade/plan-words"
import { emptyRouting, type RoutingRules } from "../../../modules/payment_cascade/routing-rules"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { PROCESSORS } from "../../../providers/payment/registry"
import { readHealth } from "./read-health"

/** A payment that somebody imagines: its first attempt, with the card at hand. */
export type ImaginedPayment = Pick<
  PlanContext,
  "method" | "currency" | "country" | "shop_id" | "brand" | "amount_usd" | "has_cvv"
> & {
  /** What the draw by weight depends on. */
  order_id: string
}

/** Methods that are paid at the processor's own page from the start. */
const BY_LINK: readonly PlanContext["method"][] = ["paypal", "crypto"]

/**
 * Who would be asked for a payment and why, by the rules in force or by those that are being edited.
 * Asks nobody and writes nothing.
 */
export const previewPlan = async (
  container: MedusaContainer,
  payment: ImaginedPayment,
  draft: RoutingRules | null
) => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const [accounts, newest, health] = await Promise.all([
    cascade.accounts.list(),
    cascade.policies.readNewest("routing"),
    readHealth(container),
  ])
  const { choices } = plan(
    {
      ...payment,
      way: BY_LINK.includes(payment.method) ? "link" : "direct",
      initiation: "customer",
      tried: [],
      only_account: null,
      scheme_limit: null,
    },
    { version: newest?.version ?? 0, rules: draft ?? newest?.body ?? emptyRouting() },
    health,
    accounts.flatMap((account) => {
      const processor = PROCESSORS[account.processor]
      return processor ? [{ ...account, capabilities: processor.capabilities }] : []
    })
  )
  return choices.map((choice) => ({
    account: {
      id: choice.account_id,
      name: accounts.find(({ id }) => id === choice.account_id)?.name ?? null,
    },
    chosen: choice.chosen,
    sentence: planSentence(choice),
    reason: choice.reason,
    data: choice.data,
  }))
}
