import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { formatAmount } from "../../lib/money"
import type { Transaction } from "../../lib/unit-of-work"
import type { AttentionKind } from "../../modules/attention/kinds"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import type { SealedCardView } from "../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import type { CrmOrderRow } from "../../modules/crm_order/types"
import { toUsd } from "../../modules/exchange_rate/to-usd"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { newAttemptId } from "../../modules/payment_cascade/attempts"
import type { EndReason } from "../../modules/payment_cascade/cascade-step"
import { unitsOf } from "../../modules/payment_cascade/payment-sums"
import { chosenAccountOf, plan, type PlanContext } from "../../modules/payment_cascade/plan"
import {
  countedSince,
  reachedLimit,
  schemeLimitsOf,
} from "../../modules/payment_cascade/scheme-limits"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptPlan, AttemptRow } from "../../modules/payment_cascade/types"
import { resolveOnOrder } from "../attention/order-attention"
import { moveOrderWithin } from "../order/move-order"
import { endCascade } from "./end-cascade"
import { loadPlanningFacts, type PlanningFacts } from "./load-planning-facts"

export const SEND_ATTEMPT_TASK = "send-attempt"

export type ChargeToStart = {
  actor: EventActor
  /** The request, job or attempt behind it. */
  cause: string | null
  /** On whose word a card is charged; the customer's, unless told otherwise. */
  initiation?: AttemptRow["initiation"]
  /** By the sealed card or account, or by a link; as the payment method has it, unless told otherwise. */
  way?: AttemptRow["way"]
  /** The only account to ask, and who says so: a person, or an answer that advises another try. */
  account_id?: string
  chosen_by?: "staff" | "same_later"
  /** In the order's currency; all of the order's total, unless told otherwise. */
  amount?: string
  /** Absent: a job is queued. "caller": the caller sends the attempt himself, after the commit. */
  sent_by?: "caller"
}

const DIRECT: readonly CrmOrderRow["payment_method"][] = ["credit_card", "echeck"]

/** What another try makes obsolete; if it fails the same way, it is told anew. */
const RESOLVED_BY_TRYING: readonly AttentionKind[] = [
  "payment_no_processor",
  "payment_cvv_expired",
  "payment_card_unreadable",
  "customer_blocked",
]

/**
 * Begins a charge in the caller's transaction: plans who is asked, stores the attempt with the plan
 * and queues the call. Takes the order's lock itself.
 *
 * @returns null when nobody can be asked: the stream says why, and a person is told
 * @throws Problem 404; 409 `in_flight` when money may be moving for this order already
 */
export const startCharge = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order_id, ...input }: ChargeToStart & { order_id: string }
): Promise<AttemptRow | null> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const planning = await loadPlanningFacts(container)
  const order = await orders.lockState(transaction, order_id)
  return startChargeWithin(container, transaction, { ...input, order, planning })
}

/** The same where the order is held already and the facts of planning are read. */
export const startChargeWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  input: ChargeToStart & { order: OrderStateRow; planning: PlanningFacts }
): Promise<AttemptRow | null> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { order, actor, cause } = input
  const all = await attempts.listForOrder(order.id, transaction)
  const charges = all.filter(({ kind }) => kind === "charge")
  const sealed = await vault.readSealedCard(order.id, transaction)
  const wish = wishOf(order, input)
  const end = (reason: EndReason): Promise<null> =>
    endCascade(container, transaction, { order, reason, actor, cause }).then(() => null)

  const cards = sealed ? [sealed.fingerprint] : []
  if ((await orders.blocks.findForOrder(order.id, cards, transaction)) !== null) {
    return end("customer_blocked")
  }
  const obstacle = obstacleOf(wish, sealed, charges)
  if (obstacle) {
    return end(obstacle)
  }
  const made = await makePlan(container, transaction, { input, wish, sealed, charges })
  const accountId = made && chosenAccountOf(made)
  if (!accountId) {
    return end(charges.length > 0 ? "no_more_processors" : "no_processor")
  }
  return storeAttempt(container, transaction, {
    input,
    wish,
    sealed,
    made,
    accountId,
    number: (all.at(-1)?.number ?? 0) + 1,
  })
}

/** What is to be charged, with what was left open filled in. */
type Wish = {
  way: AttemptRow["way"]
  initiation: AttemptRow["initiation"]
  amount: string
}

const wishOf = (order: OrderStateRow, { way, initiation, amount }: ChargeToStart): Wish => {
  const { payment_method, total, currency } = order
  const chosenWay = way ?? (DIRECT.includes(payment_method) ? "direct" : "link")
  return {
    way: chosenWay,
    initiation: chosenWay === "direct" ? (initiation ?? "customer") : null,
    amount: amount ?? formatAmount(unitsOf({ amount: total, currency }), currency),
  }
}

/**
 * What stands against charging the stored card or account. The customer's first charge is made with
 * the CVV or not at all: once something has been sent, a CVV that has gone is no surprise.
 */
const obstacleOf = (
  { way, initiation }: Wish,
  sealed: SealedCardView | null,
  charges: readonly AttemptRow[]
): EndReason | null => {
  if (way !== "direct") {
    return null
  }
  if (!sealed?.sealed) {
    return "card_unreadable"
  }
  const isFirst = charges.every(({ sent_at }) => sent_at === null)
  return sealed.kind === "card" && initiation === "customer" && isFirst && !sealed.cvv_held
    ? "cvv_expired"
    : null
}

/** A person begins a new round: then every account may be asked once more. */
const ofThisRound = (charges: readonly AttemptRow[]): readonly AttemptRow[] => {
  const start = charges.findLastIndex(({ actor_type }) => actor_type === "staff")
  return start < 0 ? charges : charges.slice(start)
}

type Planning = {
  input: ChargeToStart & { order: OrderStateRow; planning: PlanningFacts }
  wish: Wish
  sealed: SealedCardView | null
  charges: readonly AttemptRow[]
}

/** @returns null when payments are not set up */
const makePlan = async (
  container: MedusaContainer,
  transaction: Transaction,
  { input, wish, sealed, charges }: Planning
): Promise<AttemptPlan | null> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { order, planning, actor, account_id, chosen_by = "staff" } = input
  const { routing, accounts, health } = planning
  if (!routing) {
    return null
  }
  const { country, usd_per_unit, currency } = await orders.readOrder(order.id, "all", transaction)
  const isCard = wish.way === "direct" && sealed?.kind === "card"
  const round = actor.type === "staff" ? [] : ofThisRound(charges)
  const context: PlanContext = {
    order_id: order.id,
    method: order.payment_method,
    way: wish.way,
    initiation: wish.initiation,
    currency,
    country,
    shop_id: order.shop_id,
    brand: sealed?.brand ?? null,
    amount_usd: toUsd(wish.amount, currency, usd_per_unit),
    has_cvv: sealed?.cvv_held ?? false,
    tried: round.map((attempt) => ({ account_id: attempt.account_id, code: attempt.code })),
    only_account: account_id ? { id: account_id, by: chosen_by } : null,
    scheme_limit: isCard ? await reachedSchemeLimit(container, transaction, sealed) : null,
  }
  return plan(context, routing, health, accounts)
}

const reachedSchemeLimit = async (
  container: MedusaContainer,
  transaction: Transaction,
  { brand, fingerprint }: SealedCardView
): Promise<PlanContext["scheme_limit"]> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const limits = schemeLimitsOf(brand)
  if (limits.length === 0) {
    return null
  }
  const since = countedSince(limits, new Date())
  return reachedLimit(limits, await attempts.countDeclines(transaction, fingerprint, since))
}

const storeAttempt = async (
  container: MedusaContainer,
  transaction: Transaction,
  {
    input,
    wish,
    sealed,
    made,
    accountId,
    number,
  }: Omit<Planning, "charges"> & { made: AttemptPlan; accountId: string; number: number }
): Promise<AttemptRow> => {
  const { attempts, accounts }: PaymentCascadeModuleService =
    container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { order, actor, cause } = input
  const account = await accounts.read(accountId)
  const about = { crm_order_id: order.id, actor, cause }
  const isDirect = wish.way === "direct"
  const attempt = await attempts.insert(transaction, {
    id: newAttemptId(),
    crm_order_id: order.id,
    number,
    kind: "charge",
    way: wish.way,
    account_id: account.id,
    processor: account.processor,
    method: order.payment_method,
    actor_type: actor.type,
    actor_id: actor.id,
    cause,
    amount: wish.amount,
    currency: order.currency,
    state: "created",
    initiation: wish.initiation,
    card_id: isDirect ? (sealed?.id ?? null) : null,
    card_fingerprint: isDirect ? (sealed?.fingerprint ?? null) : null,
    card_brand: isDirect ? (sealed?.brand ?? null) : null,
    with_cvv:
      isDirect && sealed?.kind === "card"
        ? sealed.cvv_held && wish.initiation === "customer"
        : null,
    plan: made,
  })
  await orders.appendEvents(transaction, [
    {
      ...about,
      kind: "payment.attempt_created",
      data: {
        attempt_id: attempt.id,
        account: account.name,
        way: attempt.way,
        amount: attempt.amount,
        currency: attempt.currency,
        initiation: attempt.initiation,
      },
    },
  ])
  if (unitsOf({ amount: order.captured, currency: order.currency }) === 0n) {
    const { captured, refunded, charged_back } = order
    const payment = { payment_state: "pending" as const, captured, refunded, charged_back }
    await orders.setPayment(transaction, order.id, payment)
  }
  if (order.status === "declined") {
    await moveOrderWithin(container, transaction, {
      id: order.id,
      to: "pending",
      mover: "system",
      actor: { type: "system", id: null },
      reason: null,
      cause: attempt.id,
    })
  }
  if (order.open_attention > 0) {
    await resolveOnOrder(container, transaction, about, RESOLVED_BY_TRYING)
  }
  if (input.sent_by !== "caller") {
    const key = `send:${attempt.id}`
    await enqueue(transaction, SEND_ATTEMPT_TASK, { attempt_id: attempt.id }, { key })
  }
  return attempt
}
