import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { MAIL_MODULE } from "../../modules/mail"
import type { MailAccountChange, NewMailAccount } from "../../modules/mail/mail-accounts"
import type MailModuleService from "../../modules/mail/service"
import type { MailAccount } from "../../modules/mail/types"
import type { StaffActor } from "../../modules/staff/types"
import { isLoopback } from "../../providers/notification/smtp/smtp-url"
import { PASSWORD } from "./smtp-pools"

/** Where letters and the password go: whoever chooses these receives both. */
const ADMINISTRATORS_FIELDS = ["host", "port", "security", "username"] as const

/** What a person may change of the account that SMTP_URL describes: not what the environment says. */
const FROM_ENVIRONMENT = ["name", ...ADMINISTRATORS_FIELDS, "active"] as const

const refuseUnlessAdministrator = (by: StaffActor, isAboutSecrets: boolean): void => {
  if (isAboutSecrets && by.role !== "administrator") {
    throw new Problem(
      403,
      "forbidden",
      "Only an administrator may set a mail account's server, user name or password."
    )
  }
}

/** Letters and passwords cross no network in the clear. */
const refuseUnencrypted = ({ host, security }: Pick<MailAccount, "host" | "security">): void => {
  if (security === "none" && !isLoopback(host)) {
    throw new Problem(422, "wrong_account", "The account cannot be like this.", {
      fields: [
        {
          path: "security",
          message: "Only a server on this machine may be talked to without encryption.",
        },
      ],
    })
  }
}

/**
 * Makes an account at a mail server; its password is sealed in the same transaction.
 *
 * @returns the account's id
 * @throws Problem 403 unless by an administrator, 409 `name_taken`, 422 `wrong_account`
 */
export const createMailAccount = async (
  container: MedusaContainer,
  account: NewMailAccount,
  password: string | undefined,
  by: StaffActor
): Promise<string> => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  refuseUnlessAdministrator(by, true)
  refuseUnencrypted(account)
  const id = await unitOfWork(container, async (transaction) => {
    const created = await accounts.create(transaction, account)
    if (password !== undefined) {
      await vault.sealSecrets(transaction, created, { [PASSWORD]: password })
    }
    return created
  })
  accounts.forgetCached()
  return id
}

const refuseEnvironmentsFields = (
  account: MailAccount,
  change: MailAccountChange,
  password: string | undefined
): void => {
  if (!account.from_environment) {
    return
  }
  const named = FROM_ENVIRONMENT.filter((field) => change[field] !== undefined)
  if (named.length > 0 || password !== undefined) {
    throw new Problem(
      409,
      "from_environment",
      "This account is what SMTP_URL says: change it there, or make another one."
    )
  }
}

/**
 * Changes what is given of an account; a password that is not given stays as it is. What rested is tried
 * at once.
 *
 * @throws Problem 403, 404, 409 `name_taken`, `from_environment` or `default_needed`, 422 `wrong_account`
 */
export const changeMailAccount = async (
  container: MedusaContainer,
  id: string,
  change: MailAccountChange,
  password: string | undefined,
  by: StaffActor
): Promise<void> => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  await unitOfWork(container, async (transaction) => {
    const account = await accounts.read(id, transaction)
    const touched = ADMINISTRATORS_FIELDS.some(
      (field) => change[field] !== undefined && change[field] !== account[field]
    )
    refuseUnlessAdministrator(by, touched || password !== undefined)
    refuseEnvironmentsFields(account, change, password)
    const changed = { ...account, ...change }
    refuseUnencrypted(changed)
    if (account.is_default && (!changed.is_default || !changed.active)) {
      throw new Problem(
        409,
        "default_needed",
        "Letters of shops without an account of their own go out through this one: make another the default first."
      )
    }
    await accounts.update(transaction, id, change)
    if (password !== undefined) {
      await vault.sealSecrets(transaction, id, { [PASSWORD]: password })
    }
    if (!changed.active) {
      // What is switched off on purpose needs nobody.
      const subject = { type: "mail_account" as const, id }
      await attention.resolveFor(transaction, subject, by.user_id, "mail_account_down")
    }
  })
  accounts.forgetCached()
}
