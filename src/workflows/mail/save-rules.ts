import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem, type FieldFault } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { MAIL_MODULE } from "../../modules/mail"
import type { MailSwitchChange } from "../../modules/mail/mail-rules"
import type MailModuleService from "../../modules/mail/service"
import type { MailShop } from "../../modules/mail/types"
import { shopNames } from "../order/queries/names"

/** Holds all mail, or lets it go again; what waits then goes out. */
export const saveHoldAll = async (
  container: MedusaContainer,
  holdAll: boolean,
  by: string
): Promise<void> => {
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  await unitOfWork(container, (transaction) => rules.saveHoldAll(transaction, holdAll, by))
  rules.forgetCached()
}

/**
 * Decides which kinds of letters go out and how long they are held, for a shop or for all shops that
 * say nothing themselves. Letters that are queued already keep their moment.
 *
 * @throws Problem 422 `wrong_rules` naming every switch of a shop that there is not
 */
export const saveSwitches = async (
  container: MedusaContainer,
  changes: readonly MailSwitchChange[],
  by: string
): Promise<void> => {
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  const shops = await shopNames(container)
  const fields: FieldFault[] = changes.flatMap(({ shop_id }, index) =>
    shop_id === null || shops.has(shop_id)
      ? []
      : [{ path: `switches.${index}.shop_id`, message: "There is no such shop." }]
  )
  if (fields.length > 0) {
    throw new Problem(422, "wrong_rules", "These rules cannot be followed.", { fields })
  }
  // Of two words about the same the last one counts.
  const last = new Map(changes.map((change) => [`${change.shop_id} ${change.kind}`, change]))
  await unitOfWork(container, (transaction) =>
    rules.saveSwitches(transaction, [...last.values()], by)
  )
  rules.forgetCached()
}

/**
 * Decides how a shop writes: whose name and address its letters bear, through which mail server they
 * go, and when it reminds of payments.
 *
 * @throws Problem 404 when there is no such shop, 422 `wrong_rules` when there is no such mail server
 */
export const saveMailShop = async (
  container: MedusaContainer,
  shop: MailShop,
  by: string
): Promise<void> => {
  const { rules, accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  if (!(await shopNames(container)).has(shop.shop_id)) {
    throw notFound("shop")
  }
  accounts.forgetCached()
  if (shop.account_id && !(await accounts.list()).some(({ id }) => id === shop.account_id)) {
    throw new Problem(422, "wrong_rules", "These rules cannot be followed.", {
      fields: [{ path: "account_id", message: "There is no such mail server." }],
    })
  }
  await unitOfWork(container, (transaction) => rules.saveShop(transaction, shop, by))
  rules.forgetCached()
}
