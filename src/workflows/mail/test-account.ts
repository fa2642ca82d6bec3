import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import { recoverAccount } from "./record-outcome"
import { openPool } from "./smtp-pools"

/**
 * Connects to an account's server and signs in, without sending anything. One that was in trouble and
 * works is used again at once.
 *
 * @returns whether it works; if not, the server's words or ours
 * @throws Problem 404; SecretsUnreadable
 */
export const testAccount = async (
  container: MedusaContainer,
  id: string
): Promise<{ ok: boolean; words: string | null }> => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const pool = await openPool(container, await accounts.read(id))
  const words = await pool.check()
  pool.close()
  if (words === null) {
    await recoverAccount(container, id)
  }
  return { ok: words === null, words }
}
