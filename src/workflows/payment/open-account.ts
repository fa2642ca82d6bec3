import type { MedusaContainer } from "@medusajs/framework/types"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type { ProcessorAccount } from "../../modules/payment_cascade/processor-accounts"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AccountAccess, Processor } from "../../providers/payment/processor"
import { processorOf } from "../../providers/payment/registry"

export type OpenedAccount = {
  account: ProcessorAccount
  /** With its secrets, for one call: kept nowhere. */
  access: AccountAccess
  processor: Processor
}

/**
 * An account with its secrets opened and the processor that it is one of: what calling it takes.
 *
 * @throws Problem 404 when there is no such account or processor
 * @throws SecretsUnreadable when the vault has no key that opens them
 */
export const openAccount = async (
  container: MedusaContainer,
  accountId: string
): Promise<OpenedAccount> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const account = await cascade.accounts.read(accountId)
  const processor = processorOf(account.processor)
  const secrets = await vault.openSecrets(account.id)
  const { id, base_url, settings } = account
  return { account, access: { id, base_url, settings, secrets }, processor }
}
