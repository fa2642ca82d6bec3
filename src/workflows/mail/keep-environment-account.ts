import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { MAIL_MODULE } from "../../modules/mail"
import { ENVIRONMENT_ACCOUNT_ID } from "../../modules/mail/mail-accounts"
import type MailModuleService from "../../modules/mail/service"
import { readSmtpUrl } from "../../providers/notification/smtp/smtp-url"
import { PASSWORD } from "./smtp-pools"

/**
 * Keeps the mail server of SMTP_URL as an account like any other, its password sealed; without SMTP_URL
 * the account is switched off and its messages wait.
 *
 * @throws Error when SMTP_URL is no such address
 */
export const keepEnvironmentAccount = async (
  container: MedusaContainer,
  smtpUrl: string | undefined
): Promise<void> => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const access = smtpUrl === undefined ? null : readSmtpUrl(smtpUrl)
  await unitOfWork(container, async (transaction) => {
    if (!access) {
      await accounts.keepFromEnvironment(transaction, null)
      return
    }
    const { host, port, security, username, password } = access
    const name = `SMTP_URL (${host})`
    await accounts.keepFromEnvironment(transaction, { name, host, port, security, username })
    await vault.sealSecrets(transaction, ENVIRONMENT_ACCOUNT_ID, { [PASSWORD]: password ?? "" })
  })
  accounts.forgetCached()
}
