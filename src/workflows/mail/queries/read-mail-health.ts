import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"

/** How the mail does: what waits and since when, and through which servers it goes. */
export const readMailHealth = async (container: MedusaContainer) => {
  const { accounts, sending }: MailModuleService = container.resolve(MAIL_MODULE)
  const [{ oldest_due, ...standing }, all] = await Promise.all([
    sending.standing(),
    accounts.list(),
  ])
  return {
    ...standing,
    oldest_due,
    lag_seconds: oldest_due
      ? Math.max(0, Math.round((Date.now() - oldest_due.getTime()) / 1000))
      : 0,
    accounts: all.map(
      ({ id, name, active, is_default, resting_until, trouble, trouble_since }) => ({
        ...{ id, name, active, is_default, resting_until, trouble, trouble_since },
      })
    ),
  }
}

export type MailHealth = Awaited<ReturnType<typeof readMailHealth>>
