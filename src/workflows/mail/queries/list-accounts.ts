import type { MedusaContainer } from "@medusajs/framework/types"
import { CARD_VAULT_MODULE } from "../../../modules/card_vault"
import type CardVaultModuleService from "../../../modules/card_vault/service"
import { MAIL_MODULE } from "../../../modules/mail"
import { ENVIRONMENT_ACCOUNT_ID } from "../../../modules/mail/mail-accounts"
import type MailModuleService from "../../../modules/mail/service"
import { PASSWORD } from "../smtp-pools"

const NOTHING = { waiting: 0, sent_today: 0, failed_today: 0 }

/** Every mail server with how it does today. Of its password only whether there is one. */
export const listMailAccounts = async (container: MedusaContainer) => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  // Past the cache: the page shows what has just been changed in another process, too.
  accounts.forgetCached()
  const [all, figures, secrets] = await Promise.all([
    accounts.list(),
    accounts.figures(),
    vault.secretNames(),
  ])
  return all.map((account) => ({
    ...account,
    password_set:
      account.id === ENVIRONMENT_ACCOUNT_ID
        ? account.username !== null
        : (secrets.get(account.id) ?? []).includes(PASSWORD),
    ...(figures.get(account.id) ?? NOTHING),
  }))
}

/** One account as the list has it, after a change. */
export const readMailAccount = async (container: MedusaContainer, id: string) =>
  (await listMailAccounts(container)).find((account) => account.id === id)
