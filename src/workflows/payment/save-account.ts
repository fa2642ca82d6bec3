import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type {
  NewProcessorAccount,
  ProcessorAccountChange,
} from "../../modules/payment_cascade/processor-accounts"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { StaffActor } from "../../modules/staff/types"
import type { Processor } from "../../providers/payment/processor"
import { processorOf } from "../../providers/payment/registry"
import { accountFaults } from "./account-faults"

type Secrets = Readonly<Record<string, string>>

/** Who does it; null is the installation itself. */
type By = StaffActor | null

/** Keys go to whoever answers at `base_url`: an address is as good as a secret. */
const refuseUnlessAdministrator = (by: By, secrets: Secrets, isMoved: boolean): void => {
  const touchesSecrets = isMoved || Object.keys(secrets).length > 0
  if (by && by.role !== "administrator" && touchesSecrets) {
    throw new Problem(
      403,
      "forbidden",
      "Only an administrator may set an account's secrets or the address they are sent to."
    )
  }
}

const refuseFaults = (processor: Processor, input: Parameters<typeof accountFaults>[1]): void => {
  const fields = accountFaults(processor, input)
  if (fields.length > 0) {
    throw new Problem(422, "wrong_account", "The account cannot be like this.", { fields })
  }
}

/**
 * Makes an account at a processor; its secrets are sealed in the same transaction.
 *
 * @returns the account's id
 * @throws Problem 403 for a manager who gives secrets or an address, 404 `not_found` for an unknown
 * processor, 409 `name_taken`, 422 `wrong_account` naming every fault
 */
export const createAccount = async (
  container: MedusaContainer,
  account: NewProcessorAccount,
  secrets: Secrets,
  by: By
): Promise<string> => {
  refuseUnlessAdministrator(by, secrets, account.base_url !== "")
  refuseFaults(processorOf(account.processor), { ...account, secrets })
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const id = await unitOfWork(container, async (transaction) => {
    const created = await cascade.accounts.create(transaction, account, by?.user_id ?? null)
    await vault.sealSecrets(transaction, created, secrets)
    return created
  })
  cascade.accounts.forgetCached()
  return id
}

/**
 * Changes what is given of an account. Secrets that are not given stay as they are.
 *
 * @throws Problem 403, 404, 409 `name_taken`, 422 `wrong_account` as when it is made
 */
export const changeAccount = async (
  container: MedusaContainer,
  id: string,
  change: ProcessorAccountChange,
  secrets: Secrets,
  by: By
): Promise<void> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const account = await cascade.accounts.read(id)
  const isMoved = change.base_url !== undefined && change.base_url !== account.base_url
  refuseUnlessAdministrator(by, secrets, isMoved)
  refuseFaults(processorOf(account.processor), { ...change, secrets })
  await unitOfWork(container, async (transaction) => {
    await cascade.accounts.update(transaction, id, change, by?.user_id ?? null)
    await vault.sealSecrets(transaction, id, secrets)
  })
  cascade.accounts.forgetCached()
}
