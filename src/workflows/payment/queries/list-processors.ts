import type { MedusaContainer } from "@medusajs/framework/types"
import { formatBookAmount } from "../../../modules/ledger/amounts"
import type { FeeRule } from "../../../modules/ledger/types"
import { CARD_VAULT_MODULE } from "../../../modules/card_vault"
import type CardVaultModuleService from "../../../modules/card_vault/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import {
  OUTSIDE_ACCOUNT_ID,
  type ApprovalCount,
  type ProcessorAccount,
} from "../../../modules/payment_cascade/processor-accounts"
import { HEALTHY } from "../../../modules/payment_cascade/processor-health"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { PROCESSORS } from "../../../providers/payment/registry"
import { staffNames } from "../../order/queries/names"
import { readHealth } from "./read-health"

const APPROVAL_DAYS = 30

const presentFeeRule = (rule: FeeRule) => ({
  id: rule.id,
  percent: String(Number(rule.percent)),
  fixed: formatBookAmount(rule.fixed, rule.currency),
  chargeback_fee: formatBookAmount(rule.chargeback_fee, rule.currency),
  currency: rule.currency,
  refund_returns_fee: rule.refund_returns_fee,
  valid_from: rule.valid_from,
})

const approvalRate = (count: ApprovalCount | undefined) => {
  const { approved, declined } = count ?? { approved: 0, declined: 0 }
  const finished = approved + declined
  return {
    days: APPROVAL_DAYS,
    approved,
    declined,
    rate: finished > 0 ? approved / finished : null,
  }
}

/** The secrets that an account cannot be called without and does not have. */
const missingSecrets = (account: ProcessorAccount, names: readonly string[]): string[] =>
  (PROCESSORS[account.processor]?.account_fields.secrets ?? [])
    .filter(({ name, required }) => required && !names.includes(name))
    .map(({ name }) => name)

/**
 * Every processor there is and every account at one: fees, how charges end, health. Of secrets only
 * the names.
 *
 * @param siteUrl where this installation is reached: what processors call back
 */
export const listProcessors = async (container: MedusaContainer, siteUrl: string) => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const [accounts, secretNames, feeRules, approvals, health] = await Promise.all([
    cascade.accounts.list(),
    vault.secretNames(),
    cascade.accounts.listAllFeeRules(),
    cascade.accounts.countApprovals(APPROVAL_DAYS),
    readHealth(container),
  ])
  const atProcessors = accounts.filter(({ id }) => id !== OUTSIDE_ACCOUNT_ID)
  const people = await staffNames(
    container,
    atProcessors.flatMap(({ updated_by }) => updated_by ?? [])
  )
  const now = new Date()
  return {
    processors: Object.values(PROCESSORS).map(({ name, title, capabilities, account_fields }) => ({
      name,
      title,
      capabilities,
      account_fields,
      methods: capabilities.methods,
    })),
    accounts: atProcessors.map((account) => {
      const rules = feeRules.filter(({ account_id }) => account_id === account.id)
      const inForce = rules.find(({ valid_from }) => valid_from <= now)
      const secrets = secretNames.get(account.id) ?? []
      return {
        ...account,
        updated_by: people.get(account.updated_by ?? "") ?? null,
        secrets_set: secrets,
        missing_secrets: missingSecrets(account, secrets),
        callback_url: `${siteUrl}/hooks/payment/${account.processor}`,
        fee_rule: inForce ? presentFeeRule(inForce) : null,
        fee_rules: rules.map(presentFeeRule),
        approval_rate: approvalRate(approvals.find(({ account_id }) => account_id === account.id)),
        health: health[account.id] ?? HEALTHY,
      }
    }),
  }
}

/** One account as the list has it, after a change. */
export const readAccount = async (container: MedusaContainer, siteUrl: string, id: string) => {
  const { accounts } = await listProcessors(container, siteUrl)
  return accounts.find((account) => account.id === id)
}
