import type { MedusaContainer } from "@medusajs/framework/types"
import { readEnvironment } from "../../../lib/environment"
import { ATTENTION_MODULE } from "../../../modules/attention"
import { isAttentionKind } from "../../../modules/attention/kinds"
import type { AttentionEntry } from "../../../modules/attention/service"
import type AttentionModuleService from "../../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { CrmOrderRow } from "../../../modules/crm_order/types"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import { isUncovered } from "../../../modules/dispatch/hand-over-steps"
import type DispatchModuleService from "../../../modules/dispatch/service"
import type { SupplierRow } from "../../../modules/dispatch/types"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import {
  manualWays,
  paymentActions,
  type PaymentSituation,
} from "../../../modules/payment_cascade/payment-actions"
import { lastCheckAt, timeScale } from "../../../modules/payment_cascade/schedules"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import type { AttemptRow } from "../../../modules/payment_cascade/types"
import type { StaffRole } from "../../../modules/staff/types"
import { SUPPLIERS } from "../../../providers/fulfillment/registry"
import { readTracking, type Tracking } from "../../dispatch/read-tracking"
import { readParcels, type ParcelWithLines } from "../../dispatch/settle-parcels"
import { loadPlanningFacts } from "../../payment/load-planning-facts"
import { readPaymentSituation } from "../../payment/queries/read-payment-situation"
import { helpButtonFor, type HelpButton, type HelpButtonName } from "./help-buttons"
import type { AttemptFact, EntryFact, ParcelFact, WhyFacts } from "./why-facts"
import { whyIsItHere } from "./why-rules"

/** Older letters are history. */
const LETTERS = 10

/** Why an order is where it is, since when, and what helps. */
export type Why = {
  kind: string
  data: Record<string, unknown>
  since: Date
  button: HelpButton | null
}

const entryFacts = (entries: readonly AttentionEntry[]): EntryFact[] =>
  entries.flatMap(({ kind, data, since, resolved_at }) =>
    resolved_at === null && isAttentionKind(kind) ? { kind, data, since } : []
  )

const attemptFact = (attempt: AttemptRow, names: ReadonlyMap<string, string>): AttemptFact => ({
  ...attempt,
  account: names.get(attempt.account_id) ?? attempt.account_id,
  given_up_at: lastCheckAt(attempt),
})

const canBeAsked = ({ provider }: SupplierRow): boolean =>
  Object.hasOwn(SUPPLIERS, provider) && SUPPLIERS[provider].ask !== undefined

const parcelFact = (
  parcel: ParcelWithLines,
  {
    all,
    suppliers,
    tracking,
  }: {
    all: readonly ParcelWithLines[]
    suppliers: ReadonlyMap<string, SupplierRow>
    tracking: readonly Tracking[]
  }
): ParcelFact[] => {
  const supplier = suppliers.get(parcel.supplier_id)
  return supplier
    ? [
        {
          ...parcel,
          supplier: { ...supplier, can_ask: canBeAsked(supplier) },
          is_uncovered: isUncovered(parcel, all),
          is_replaced: all.some(({ reships_id }) => reships_id === parcel.id),
          tracking: tracking
            .filter(({ shipment_id }) => shipment_id === parcel.id)
            .map(trackingFact),
        },
      ]
    : []
}

/** What is the matter with the mail server that a shop's letters go out through, if anything. */
const mailTrouble = async (
  { accounts }: MailModuleService,
  shopId: string
): Promise<WhyFacts["mail_trouble"]> => {
  const [list, id] = await Promise.all([accounts.list(), accounts.idFor(shopId)])
  const account = list.find((one) => one.id === id)
  return account?.trouble_since
    ? { account_id: account.id, account: account.name, words: account.trouble ?? "" }
    : null
}

const trackingFact = ({ number, state }: Tracking) => ({ number, tag: state })

/** One snapshot by a fixed number of small reads, each by an index on the order. */
const readFacts = async (
  container: MedusaContainer,
  order: CrmOrderRow,
  entries: readonly AttentionEntry[]
): Promise<{ facts: WhyFacts; payment: PaymentSituation }> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const dispatch: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const [
    changes,
    payment,
    planning,
    accounts,
    parcels,
    tracking,
    suppliers,
    letters,
    stop,
    held,
    trouble,
  ] = await Promise.all([
    orders.lastStatusChanges([order.id]),
    readPaymentSituation(container, order),
    loadPlanningFacts(container),
    payments.accounts.list(),
    readParcels(container, order.id),
    readTracking(container, order.id),
    dispatch.suppliers.list(),
    mail.messages.listNewest(order.id, LETTERS),
    mail.suppressions.find(order.email),
    mail.rules.holdsAll(),
    mailTrouble(mail, order.shop_id),
  ])
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  const byId = new Map(suppliers.map((supplier) => [supplier.id, supplier]))
  const facts: WhyFacts = {
    now: new Date(),
    payment_time_scale: timeScale(),
    silence_days: readEnvironment().DISPATCH_SILENCE_DAYS,
    order,
    status_since: changes.get(order.id) ?? order.created_at,
    entries: entryFacts(entries),
    attempts: payment.attempts.map((attempt) => attemptFact(attempt, names)),
    resting_accounts: planning.accounts.flatMap(({ id, name, active, methods }) => {
      const health = planning.health[id]
      const isMeant = active && methods.includes(order.payment_method)
      return isMeant && health?.open
        ? [{ account: name, reason: health.reason, since: health.since }]
        : []
    }),
    parcels: parcels.flatMap((parcel) =>
      parcelFact(parcel, { all: parcels, suppliers: byId, tracking })
    ),
    loose_tracking: tracking.filter(({ shipment_id }) => shipment_id === null).map(trackingFact),
    letters,
    mail_trouble: trouble,
    holds_all_mail: held,
    address_stopped: stop && { reason: stop.reason, since: stop.created_at },
    ways: manualWays(payment),
  }
  return { facts, payment }
}

/** What stands against some of the buttons; those that are not named can always be pressed. */
const cannotPress = (
  name: HelpButtonName,
  data: Record<string, unknown>,
  { facts, payment }: { facts: WhyFacts; payment: PaymentSituation }
): boolean => {
  const actions = paymentActions(payment)
  switch (name) {
    case "manual_payment":
      return !actions.manual_payment.allowed || facts.ways.every((way) => way === "link")
    case "create_link":
      return !actions.create_link.allowed
    case "refund":
      return !actions.refund.allowed
    case "refund_overpayment":
      return !actions.refund_overpayment.allowed
    case "check_now":
      return !actions.check_now.allowed
    case "ask_supplier":
      return !facts.parcels.some(({ id, supplier }) => id === data.shipment_id && supplier.can_ask)
    default:
      return false
  }
}

/** What a button needs to know besides what the sentence names. */
const buttonData = (
  data: Record<string, unknown>,
  { email }: Pick<CrmOrderRow, "email">,
  { ways }: WhyFacts
): Record<string, unknown> => ({
  ...data,
  address: email,
  way: ways.find((way) => way !== "link"),
})

/**
 * Why an order is where it is: its facts through the one table of reasons, with the button that helps as
 * this person may press it.
 *
 * @param entries of the order, for a person
 */
export const explainOrder = async (
  container: MedusaContainer,
  order: CrmOrderRow,
  entries: readonly AttentionEntry[],
  role: StaffRole
): Promise<Why> => {
  const read = await readFacts(container, order, entries)
  const { kind, data, since, buttons } = whyIsItHere(read.facts)
  const [button] = buttons
    .filter((name) => !cannotPress(name, data, read))
    .flatMap(
      (name) => helpButtonFor(name, order.id, buttonData(data, order, read.facts), role) ?? []
    )
  return { kind, data, since, button: button ?? null }
}

/** The same by the order's id. @throws Problem 404 when there is no such order in the asker's scope */
export const readWhy = async (
  container: MedusaContainer,
  id: string,
  { scope, role }: { scope: "all" | "call_center"; role: StaffRole }
): Promise<Why> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const order = await orders.readOrder(id, scope)
  return explainOrder(container, order, await attention.listFor({ type: "order", id }), role)
}
