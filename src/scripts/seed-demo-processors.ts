import { readFile } from "node:fs/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { PAYMENT_METHODS } from "../modules/crm_order/types"
import { PAYMENT_CASCADE_MODULE } from "../modules/payment_cascade"
import {
  emptyRouting,
  type RoutingEntry,
  type RoutingRules,
} from "../modules/payment_cascade/routing-rules"
import type PaymentCascadeModuleService from "../modules/payment_cascade/service"
import { PROCESSORS } from "../providers/payment/registry"
import { addFeeRule } from "../workflows/payment/add-fee-rule"
import { changeAccount, createAccount } from "../workflows/payment/save-account"
import { saveRouting } from "../workflows/payment/save-routing"

const texts = z.record(z.string(), z.string())

/** What integration-tests/simulators/run.mjs prints: where the simulators are, and their accounts. */
const simulatorsFile = z.object({
  accounts: z.array(
    z.object({
      processor: z.string(),
      name: z.string(),
      methods: z.array(z.enum(PAYMENT_METHODS)).min(1),
      base_url: z.string(),
      settings: texts.default({}),
      secrets: texts.default({}),
      echeck_approved_when: z.enum(["accepted", "settled"]).default("settled"),
      fee_rule: z
        .object({
          percent: z.string(),
          fixed: z.string(),
          chargeback_fee: z.string(),
          currency: z.string(),
          refund_returns_fee: z.boolean(),
        })
        // The owner's own example: $100 less a commission of 10 % is $90.
        .default({
          percent: "10",
          fixed: "0",
          chargeback_fee: "15",
          currency: "USD",
          refund_returns_fee: false,
        }),
    })
  ),
})

type DemoAccount = z.infer<typeof simulatorsFile>["accounts"][number]

/** Before every order that `npm run generate` makes. */
const FEES_VALID_FROM = new Date("2020-01-01T00:00:00Z")

/** Makes the account, or brings an existing one to where its simulator is now. @returns its id */
const welcomeAccount = async (
  container: MedusaContainer,
  { fee_rule, secrets, processor, ...account }: DemoAccount
): Promise<string> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const known = (await cascade.accounts.list()).find(({ name }) => name === account.name)
  if (known) {
    const { base_url, settings } = account
    await changeAccount(container, known.id, { base_url, settings }, secrets, null)
    return known.id
  }
  const id = await createAccount(container, { processor, ...account }, secrets, null)
  await addFeeRule(container, { ...fee_rule, account_id: id, valid_from: FEES_VALID_FROM }, null)
  return id
}

/**
 * Rules that ask another processor before another account of the same one, in the order of the file:
 * what one has declined goes to the next.
 */
const demoRouting = (accounts: readonly (DemoAccount & { id: string })[]): RoutingRules => {
  const rules = emptyRouting()
  for (const method of PAYMENT_METHODS) {
    const takers = accounts.filter(({ methods }) => methods.includes(method))
    const turnOf = ({ processor }: DemoAccount, index: number): number =>
      takers.slice(0, index).filter((other) => other.processor === processor).length
    rules[method] = takers
      .map((account, index) => ({ id: account.id, turn: turnOf(account, index) }))
      .sort((one, other) => one.turn - other.turn)
      .map(({ id }, index): RoutingEntry => ({
        account_id: id,
        priority: index + 1,
        weight: 1,
        when: {},
      }))
  }
  return rules
}

/**
 * Gives the demo an account at every simulator with its fees, and routing rules when there are none
 * yet. Rules that somebody has changed stay as they are.
 *
 * @param file what the simulators have printed
 * @throws Error when the file cannot be read or is not what they print
 */
export const seedDemoProcessors = async (
  container: MedusaContainer,
  file: string
): Promise<void> => {
  const { accounts } = simulatorsFile.parse(JSON.parse(await readFile(file, "utf8")))
  const known = accounts.filter(({ processor }) => Object.hasOwn(PROCESSORS, processor))
  const welcomed: (DemoAccount & { id: string })[] = []
  for (const account of known) {
    welcomed.push({ ...account, id: await welcomeAccount(container, account) })
  }
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  if (welcomed.length > 0 && !(await cascade.policies.readNewest("routing"))) {
    await saveRouting(container, demoRouting(welcomed), {
      by: null,
      note: "The demo's first rules",
      expected_version: 0,
    })
  }
}
