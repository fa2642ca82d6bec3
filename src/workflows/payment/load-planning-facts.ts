import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type { PlanAccount } from "../../modules/payment_cascade/plan"
import type { Health } from "../../modules/payment_cascade/processor-health"
import type { RoutingRules } from "../../modules/payment_cascade/routing-rules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { PROCESSORS } from "../../providers/payment/registry"
import { readHealth } from "./queries/read-health"

/** What a plan is made from besides the order. */
export type PlanningFacts = {
  /** Null when payments are not set up. */
  routing: { version: number; rules: RoutingRules } | null
  accounts: PlanAccount[]
  health: Health
}

/** Health is judged by the last minutes: a second more or less changes nothing. */
const HEALTH_CACHE_MS = 1_000

let known: { health: Promise<Health>; until: number } | undefined

const cachedHealth = (container: MedusaContainer): Promise<Health> => {
  if (!known || known.until <= Date.now()) {
    const health = readHealth(container)
    known = { health, until: Date.now() + HEALTH_CACHE_MS }
    health.catch(() => (known = undefined))
  }
  return known.health
}

/** The rules in force, the accounts that this release has a processor for, and how they are doing. */
export const loadPlanningFacts = async (container: MedusaContainer): Promise<PlanningFacts> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const [routing, accounts, health] = await Promise.all([
    cascade.policies.currentRouting(),
    cascade.accounts.list(),
    cachedHealth(container),
  ])
  return {
    routing,
    accounts: accounts.flatMap(({ id, name, methods, active, processor }) =>
      Object.hasOwn(PROCESSORS, processor)
        ? [{ id, name, methods, active, capabilities: PROCESSORS[processor].capabilities }]
        : []
    ),
    health,
  }
}
