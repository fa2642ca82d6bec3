import type { MedusaContainer } from "@medusajs/framework/types"
import { ATTENTION_MODULE } from "../../../modules/attention"
import type AttentionModuleService from "../../../modules/attention/service"
import type { AttentionEntry, AttentionPage } from "../../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { shopNames } from "../../order/queries/names"

type Subject = Pick<AttentionEntry, "subject_type" | "subject_id">

/** How people call what the entries are about, by its id; who has no name is called by the id. */
const subjectNames = async (
  container: MedusaContainer,
  subjects: readonly Subject[]
): Promise<Map<string, string>> => {
  const idsOf = (type: Subject["subject_type"]): string[] =>
    subjects.flatMap(({ subject_type, subject_id }) => (subject_type === type ? subject_id : []))
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const dispatch: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [numbers, shops, accounts, mailAccounts, suppliers] = await Promise.all([
    orders.displayIds(idsOf("order")),
    idsOf("shop").length + idsOf("intake").length > 0 ? shopNames(container) : [],
    idsOf("processor_account").length > 0 ? payments.accounts.list() : [],
    idsOf("mail_account").length > 0 ? mail.accounts.list() : [],
    idsOf("supplier").length > 0 ? dispatch.suppliers.list() : [],
  ])
  return new Map([
    ...[...numbers].map(([id, number]): [string, string] => [id, `#${number}`]),
    ...shops,
    ...intakeNames(idsOf("intake"), new Map(shops)),
    ...[...accounts, ...mailAccounts, ...suppliers].map(({ id, name }): [string, string] => [
      id,
      name,
    ]),
  ])
}

/** Refused orders are called by their shop. */
const intakeNames = (
  ids: readonly string[],
  shops: ReadonlyMap<string, string>
): [string, string][] =>
  ids.map((id) => {
    const [shop] = id.split(":")
    return [id, shops.get(shop) ?? shop]
  })

/** A page of everything that needs a person, the newest first, with how its subjects are called. */
export const listAttention = async (container: MedusaContainer, page: AttentionPage) => {
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { entries, ...counted } = await attention.list(page)
  const names = await subjectNames(container, entries)
  return {
    entries: entries.map((entry) => ({
      ...entry,
      subject_name: names.get(entry.subject_id) ?? null,
    })),
    ...counted,
    limit: page.limit,
    offset: page.offset,
  }
}
