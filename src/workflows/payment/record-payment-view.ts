import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import type { AttentionKind } from "../../modules/attention/kinds"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import {
  newAttemptId,
  type AttemptChanges,
  type NewAttempt,
} from "../../modules/payment_cascade/attempts"
import { stepAfterDecline } from "../../modules/payment_cascade/cascade-step"
import { keptOf, paymentSumsOf } from "../../modules/payment_cascade/payment-sums"
import type { ProcessorAccount } from "../../modules/payment_cascade/processor-accounts"
import {
  CLOSED_BY_US,
  readView,
  refundReference,
  type CodeRule,
  type ViewReading,
} from "../../modules/payment_cascade/read-view"
import {
  nextCheckAt,
  notFoundGraceMs,
  overdueOf,
  scaledDate,
} from "../../modules/payment_cascade/schedules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import {
  CHARGEABLE_STATUSES,
  isFinal,
  type AttemptRow,
  type PaymentFact,
} from "../../modules/payment_cascade/types"
import type { Exchange, PaymentView, RefundView } from "../../providers/payment/processor"
import { processorOf } from "../../providers/payment/registry"
import { raiseOnOrder, resolveOnOrder } from "../attention/order-attention"
import { settleLetterOfLink } from "../mail/letter-of-link"
import { endCascade } from "./end-cascade"
import { loadPlanningFacts, type PlanningFacts } from "./load-planning-facts"
import { notifyPayment } from "./payment-notices"
import { recordFacts, settlePayment } from "./record-facts"
import { recordRefundViewWithin } from "./record-refund-view"
import { startChargeWithin } from "./start-charge"

export type PaymentViewToRecord = {
  /** The charge that the picture is of. */
  attempt_id: string
  view: PaymentView
  exchanges: readonly Exchange[]
  /** How we have come by the picture. */
  source: "answer" | "query" | "callback"
  /** The picture answers our closing it: if it can still be paid now, it was not closed. */
  closes?: boolean
  /** Who has asked, or what for; told in the log. Absent for the answer of a charge. */
  by?: "schedule" | "staff" | "callback" | "recovery"
  /** The job, callback or request behind it. */
  cause: string | null
  /** Who has asked, when it was a person. What follows is always done by the system. */
  actor?: EventActor
}

const SYSTEM: EventActor = { type: "system", id: null }

/** What a person no longer has to look at once a charge has its result. */
const SETTLED_BY_RESULT: readonly AttentionKind[] = ["payment_unknown", "payment_pending_too_long"]

/** Everything that one recording works with: read once, under the order's lock. */
type Recording = {
  container: MedusaContainer
  transaction: Transaction
  input: PaymentViewToRecord
  order: OrderStateRow
  account: ProcessorAccount
  planning: PlanningFacts
  now: Date
  before: AttemptRow
  reading: ViewReading
}

/**
 * The one place where something is learned about a charge: compares the picture with what is known
 * and writes everything that follows, in one transaction. So it matters neither where a picture comes
 * from, nor how often or in which order pictures come. Lock order: the order, then its attempts.
 *
 * @returns the attempt as it is now
 * @throws Problem 404
 */
export const recordPaymentView = async (
  container: MedusaContainer,
  input: PaymentViewToRecord
): Promise<AttemptRow> => {
  const { attempts, accounts }: PaymentCascadeModuleService =
    container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { crm_order_id, account_id, processor } = await attempts.read(input.attempt_id)
  const account = await accounts.read(account_id)
  const planning = await loadPlanningFacts(container)
  const { capabilities } = processorOf(processor)
  return unitOfWork(container, async (transaction) => {
    const order = await orders.lockState(transaction, crm_order_id)
    const before = await attempts.lock(transaction, input.attempt_id)
    const all = await attempts.listForOrder(crm_order_id, transaction)
    const facts = await attempts.factsOf(transaction, crm_order_id)
    const children = descendantsOf(before, all)
    const family = [before.id, ...children.map(({ id }) => id)]
    const now = new Date()
    const reading = readView(input.view, {
      attempt: before,
      children,
      facts: facts.filter(({ attempt_id }) => family.includes(attempt_id)),
      echeck_approved_when: account.echeck_approved_when,
      not_found_grace_ms: notFoundGraceMs(
        capabilities.not_found_grace_seconds,
        before.state === "sending" && input.by !== "recovery"
      ),
      now,
    })
    await attempts.insertExchanges(transaction, before.id, input.exchanges)
    return record({
      container,
      transaction,
      input,
      order,
      account,
      planning,
      now,
      before,
      reading,
    })
  })
}

const descendantsOf = ({ id }: AttemptRow, all: readonly AttemptRow[]): AttemptRow[] =>
  all
    .filter(({ parent_id }) => parent_id === id)
    .flatMap((child) => [child, ...descendantsOf(child, all)])

const record = async (recording: Recording): Promise<AttemptRow> => {
  const { container, transaction, order, before, reading } = recording
  await tellOfCheck(recording)
  await destroyCvv(recording)
  const after = isFinal(before) ? before : await changeAttempt(recording)
  const facts = await recordMoney(recording, after)
  if (facts.length === 0 && after.state !== before.state) {
    await settlePayment(container, transaction, order)
  }
  for (const { attempt_id, view } of reading.our_refunds) {
    await recordRefundViewWithin(container, transaction, order, {
      attempt_id,
      view,
      exchanges: [],
      source: recording.input.source,
      cause: before.id,
    })
  }
  await scheduleNext(recording, after)
  if (after.state === "declined" && before.state !== "declined") {
    await goOn(recording, after)
  }
  if (after.state !== before.state || facts.length > 0) {
    await notifyAtRest(recording)
  }
  return after
}

const aboutOf = ({ order, input }: Recording) => ({
  crm_order_id: order.id,
  actor: SYSTEM,
  cause: input.cause,
})

const tellOfCheck = async (recording: Recording): Promise<void> => {
  const { container, transaction, input, before, account, reading } = recording
  if (input.source !== "query") {
    return
  }
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await orders.appendEvents(transaction, [
    {
      ...aboutOf(recording),
      actor: input.actor ?? SYSTEM,
      kind: "payment.checked",
      data: {
        attempt_id: before.id,
        account: account.name,
        state: reading.state,
        by: input.by ?? "schedule",
      },
    },
  ])
}

/** A CVV lives until an issuer has answered (PCI DSS 3.3.1): approved or declined, it goes now. */
const destroyCvv = async (recording: Recording): Promise<void> => {
  const { container, transaction, input, order } = recording
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const isOver = input.view.issuer_answered && order.payment_method === "credit_card"
  if (isOver && (await vault.destroyCvv(transaction, order.id))) {
    await orders.appendEvents(transaction, [
      { ...aboutOf(recording), kind: "cvv.destroyed", data: {} },
    ])
  }
}

/** What the picture says, on top of what is known: an answer that is silent takes nothing back. */
const changesOf = (
  { input, before, reading, now }: Recording,
  rule: CodeRule | null
): AttemptChanges => {
  const { view, source, closes } = input
  const changes = {
    state: reading.state,
    payment_id: view.payment_id ?? before.payment_id,
    capture_id: view.capture_id ?? before.capture_id,
    network_transaction_id: view.network_transaction_id ?? before.network_transaction_id,
    code: reading.code,
    category: rule?.category ?? null,
    next: rule?.next ?? null,
    message: view.message ?? before.message,
    advice_code: view.advice_code ?? before.advice_code,
    redirect_url: view.redirect_url ?? before.redirect_url,
    expires_at: view.expires_at ?? before.expires_at,
    checks: before.checks + (source === "query" ? 1 : 0),
    closing: closes && reading.outcome === "pending" ? null : before.closing,
    finished_at: isFinal(reading) ? now : null,
  }
  return {
    ...changes,
    next_check_at: isFinal(reading) ? null : nextCheckAt({ ...before, ...changes }, now),
  }
}

const changeAttempt = async (recording: Recording): Promise<AttemptRow> => {
  const { container, transaction, before, reading, account } = recording
  const { attempts, policies }: PaymentCascadeModuleService =
    container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const rule =
    reading.state === "declined"
      ? await policies.codeRule(before.processor, reading.code ?? "")
      : null
  const after = await attempts.update(transaction, before.id, changesOf(recording, rule))
  if (after.state !== before.state) {
    await orders.appendEvents(transaction, [answerEvent(recording, after, account)])
    if (after.way === "link") {
      await settleLetterOfLink(container, transaction, recording.order, after)
    }
  }
  return after
}

const answerEvent = (
  recording: Recording,
  { id, state, way, amount, currency, code, category, next, redirect_url }: AttemptRow,
  account: ProcessorAccount
): NewOrderEvent => {
  const about = aboutOf(recording)
  const told = { attempt_id: id, account: account.name, amount, currency }
  if (state === "declined" && code === CLOSED_BY_US) {
    const actor = recording.before.closing?.actor ?? recording.input.actor ?? SYSTEM
    return { ...about, actor, kind: "payment.link_closed", data: told }
  }
  return way === "link" && state === "pending"
    ? {
        ...about,
        kind: "payment.link_created",
        data: told,
        personal: redirect_url ? { address: redirect_url } : undefined,
      }
    : { ...about, kind: "payment.attempt_answered", data: { ...told, state, code, category, next } }
}

/** Whose facts the picture's money is: the attempt's, or those of one for money that came late. */
const recordMoney = async (recording: Recording, after: AttemptRow): Promise<PaymentFact[]> => {
  const { container, transaction, input, reading } = recording
  if (reading.facts.length === 0 && reading.foreign_refunds.length === 0) {
    return []
  }
  const holder = after.state === "declined" ? await lateAttempt(recording, after) : after
  const about = { source: input.source, actor: SYSTEM, cause: input.cause }
  const facts = await recordFacts(container, transaction, {
    ...about,
    order: recording.order,
    attempt: holder,
    charge_attempt_id: holder.id,
    facts: reading.facts,
    return_code: input.view.returned?.code ?? null,
  })
  const refunds: PaymentFact[] = []
  for (const refund of reading.foreign_refunds) {
    refunds.push(...(await recordForeignRefund(recording, holder, refund)))
  }
  return [...facts, ...refunds]
}

/** An attempt that is declined stays so: what comes in for it afterwards is an attempt of its own. */
const lateAttempt = async (recording: Recording, declined: AttemptRow): Promise<AttemptRow> => {
  const { container, transaction, input, account, reading, now } = recording
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const all = await attempts.listForOrder(declined.crm_order_id, transaction)
  const earlier = all.find(({ kind, parent_id }) => kind === "charge" && parent_id === declined.id)
  if (earlier) {
    return earlier
  }
  const { view } = input
  const late = await attempts.insert(transaction, {
    ...bySystem(recording, declined),
    id: newAttemptId(),
    number: await attempts.nextNumber(transaction, declined.crm_order_id),
    kind: "charge",
    ...(reading.facts[0]?.money ?? { amount: declined.amount, currency: declined.currency }),
    initiation: declined.initiation,
    payment_id: view.payment_id ?? declined.payment_id,
    capture_id: view.capture_id ?? declined.capture_id,
    network_transaction_id: view.network_transaction_id,
    card_id: declined.card_id,
    card_fingerprint: declined.card_fingerprint,
    card_brand: declined.card_brand,
    sent_at: declined.sent_at,
    finished_at: now,
  })
  const { id, way, amount, currency, initiation } = late
  await orders.appendEvents(transaction, [
    {
      ...aboutOf(recording),
      kind: "payment.attempt_created",
      data: {
        attempt_id: id,
        account: account.name,
        way,
        amount,
        currency,
        initiation,
        late_for: declined.id,
      },
    },
  ])
  return late
}

/** What an attempt that a picture has told of has in common with the one it belongs to. */
const bySystem = (
  { input }: Recording,
  parent: AttemptRow
): Pick<
  NewAttempt,
  | "crm_order_id"
  | "way"
  | "account_id"
  | "processor"
  | "method"
  | "actor_type"
  | "actor_id"
  | "cause"
  | "state"
> &
  Pick<AttemptRow, "parent_id"> => ({
  crm_order_id: parent.crm_order_id,
  parent_id: parent.id,
  way: parent.way,
  account_id: parent.account_id,
  processor: parent.processor,
  method: parent.method,
  actor_type: SYSTEM.type,
  actor_id: SYSTEM.id,
  cause: input.cause,
  state: "approved",
})

/** A refund that somebody has made in the processor's own pages. */
const recordForeignRefund = async (
  recording: Recording,
  charge: AttemptRow,
  refund: RefundView
): Promise<PaymentFact[]> => {
  const { container, transaction, input, now } = recording
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attempt = await attempts.insert(transaction, {
    ...bySystem(recording, charge),
    id: newAttemptId(),
    number: await attempts.nextNumber(transaction, charge.crm_order_id),
    kind: "refund",
    ...refund.money,
    payment_id: refund.refund_id,
    finished_at: now,
  })
  return recordFacts(container, transaction, {
    order: await orders.lockState(transaction, charge.crm_order_id),
    attempt,
    charge_attempt_id: charge.id,
    facts: [
      {
        kind: "refunded",
        money: refund.money,
        fee: refund.fee,
        processor_ref: refundReference(refund) ?? attempt.id,
      },
    ],
    source: input.source,
    actor: SYSTEM,
    cause: input.cause,
  })
}

/** Queues the next question, and tells a person when the usual time is over. */
const scheduleNext = async (recording: Recording, after: AttemptRow): Promise<void> => {
  const { container, transaction, account, order, now } = recording
  const about = aboutOf(recording)
  const at = nextCheckAt(after, now)
  if (at) {
    await enqueue(
      transaction,
      "check-attempt",
      { attempt_id: after.id },
      { runAt: at, key: `check:${after.id}` }
    )
  }
  const overdue = overdueOf(after, now)
  if (overdue) {
    const { id, amount, currency } = after
    const data = { attempt_id: id, account: account.name, amount, currency }
    await raiseOnOrder(container, transaction, about, [{ kind: overdue, data }])
  } else if (isFinal(after) && !isFinal(recording.before) && order.open_attention > 0) {
    await resolveOnOrder(container, transaction, about, SETTLED_BY_RESULT)
  }
}

/** What follows from a definite decline: another account, the same one later, or the end. */
const goOn = async (recording: Recording, declined: AttemptRow): Promise<void> => {
  const { container, transaction, planning } = recording
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order = await orders.lockState(transaction, declined.crm_order_id)
  const all = await attempts.listForOrder(order.id, transaction)
  const facts = await attempts.factsOf(transaction, order.id)
  const charges = all.filter(({ kind }) => kind === "charge")
  const isWanted =
    CHARGEABLE_STATUSES.includes(order.status) && keptOf(paymentSumsOf(order, facts, all)) <= 0n
  const step = stepAfterDecline(declined, charges, { isWanted })
  const about = { actor: SYSTEM, cause: declined.id }
  switch (step.step) {
    case "none":
      return
    case "end":
      return endCascade(container, transaction, { ...about, order, reason: step.reason })
    case "next_processor":
      await startChargeWithin(container, transaction, {
        ...about,
        order,
        planning,
        initiation: declined.initiation,
        way: declined.way,
        amount: declined.amount,
      })
      return
    case "same_later":
      await enqueue(
        transaction,
        "retry-charge",
        { attempt_id: declined.id },
        { runAt: scaledDate(step.after_seconds), key: `retry:${order.id}` }
      )
  }
}

/** Whoever waits for the payment hears of it when no call is under way or about to be made. */
const notifyAtRest = async ({ container, transaction, order }: Recording): Promise<void> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const all = await attempts.listForOrder(order.id, transaction)
  if (!all.some(({ state }) => state === "created" || state === "sending")) {
    await notifyPayment(transaction, order.id)
  }
}
