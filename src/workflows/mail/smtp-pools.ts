import type { MedusaContainer } from "@medusajs/framework/types"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { mailTimeScale } from "../../modules/mail/mail-times"
import type { MailAccount } from "../../modules/mail/types"
import { SmtpPool } from "../../providers/notification/smtp/client"

/** The name of an account's one secret in the vault. */
export const PASSWORD = "password"

/**
 * A pool for an account, its password opened for it alone.
 *
 * @throws SecretsUnreadable when the vault has no key that opens the password
 */
export const openPool = async (
  container: MedusaContainer,
  { id, host, port, security, username }: MailAccount
): Promise<SmtpPool> => {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const secrets = await vault.openSecrets(id)
  const password = secrets[PASSWORD] ?? null
  return new SmtpPool({ host, port, security, username, password }, mailTimeScale())
}

/** One pool per account, made anew when the account has been changed. */
export class SmtpPools {
  readonly #container: MedusaContainer
  readonly #pools = new Map<string, { pool: Promise<SmtpPool>; version: number }>()

  constructor(container: MedusaContainer) {
    this.#container = container
  }

  /** @throws SecretsUnreadable */
  async of(account: MailAccount): Promise<SmtpPool> {
    const version = account.updated_at.getTime()
    const known = this.#pools.get(account.id)
    if (known && known.version === version) {
      return known.pool
    }
    const pool = openPool(this.#container, account)
    this.#pools.set(account.id, { pool, version })
    void known?.pool.then(
      (old) => old.close(),
      () => undefined
    )
    pool.catch(() => this.#pools.delete(account.id))
    return pool
  }

  close(): void {
    for (const { pool } of this.#pools.values()) {
      void pool.then(
        (open) => open.close(),
        () => undefined
      )
    }
    this.#pools.clear()
  }
}
