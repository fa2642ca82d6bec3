import type { MedusaContainer } from "@medusajs/framework/types"
import { readEnvironment } from "../../../lib/environment"
import { MAIL_MODULE } from "../../../modules/mail"
import { MAIL_KINDS, MAIL_KIND_NAMES } from "../../../modules/mail/kinds"
import { senderOf } from "../../../modules/mail/sender"
import type MailModuleService from "../../../modules/mail/service"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"
import { staffNames } from "../../order/queries/names"

/** Everything that was decided about sending: what goes out, how long it is held, how shops sign. */
export const readRules = async (container: MedusaContainer) => {
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const [state, views] = await Promise.all([rules.read(), shops.listShopViews()])
  const names = await staffNames(container, state.changed_by ? [state.changed_by] : [])
  const { MAIL_FROM } = readEnvironment()
  return {
    hold_all: state.hold_all,
    changed_by: names.get(state.changed_by ?? "") ?? null,
    changed_at: state.changed_at,
    kinds: MAIL_KIND_NAMES.map((kind) => ({ kind, ...MAIL_KINDS[kind] })),
    switches: state.switches,
    shops: views.map(({ id, name, domains }) => {
      const own = state.shops.find(({ shop_id }) => shop_id === id)
      const mailShop = {
        from_name: own?.from_name ?? null,
        from_address: own?.from_address ?? null,
        reply_to: own?.reply_to ?? null,
      }
      const sender = senderOf({ mailShop, shopName: name, domain: domains[0], mailFrom: MAIL_FROM })
      return {
        shop: { id, name },
        ...mailShop,
        account_id: own?.account_id ?? null,
        payment_reminder_hours: own?.payment_reminder_hours ?? null,
        effective: { from: `${sender.name} <${sender.address}>`, reply_to: sender.reply_to },
      }
    }),
  }
}
