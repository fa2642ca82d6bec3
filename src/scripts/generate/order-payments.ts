import { formatAmount, parseAmount } from "../../lib/money"
import type { EventActor } from "../../modules/crm_order/order-events"
import { paymentStateOf } from "../../modules/crm_order/payment-state"
import type { OrderStatus } from "../../modules/crm_order/order-status"
import type { CrmOrderRow } from "../../modules/crm_order/types"
import type { FactToBook } from "../../modules/ledger/types"
import { keptOf, paymentSumsOf } from "../../modules/payment_cascade/payment-sums"
import type { AttemptPlan, AttemptRow, FactKind } from "../../modules/payment_cascade/types"
import type { DeclineCategory, NextStep } from "../../providers/payment/processor"
import type { LifeEvent, OrderLife } from "./order-life"
import { OUTSIDE, type PayingAccount } from "./paying-accounts"
import { entityId, type Random } from "./random"

/** What an order is paid for and how its life went: everything its payments follow from. */
export type OrderToPay = {
  id: string
  at: Date
  shop_id: string
  method: CrmOrderRow["payment_method"]
  card_brand: string | null
  currency: string
  total: string
  usd_per_unit: string
  life: OrderLife
  /** Those that take the method, in the order in which they are asked. */
  accounts: readonly PayingAccount[]
  /** Nothing happens after this moment. */
  until: Date
}

/** The attempts, money facts and events that a life leaves behind, and what they come to. */
export type OrderPayments = {
  attempts: AttemptRow[]
  facts: FactToBook[]
  events: LifeEvent[]
  columns: Pick<
    CrmOrderRow,
    "payment_state" | "captured" | "refunded" | "charged_back" | "updated_at"
  >
  /** When an issuer first answered about the card: its CVV is destroyed then. */
  issuer_answered_at: Date | null
}

type Decline = { code: string; category: DeclineCategory; next: NextStep; weight: number }

const decline = (
  code: string,
  category: DeclineCategory,
  next: NextStep,
  weight: number
): Decline => ({ code, category, next, weight })

/** The processors' own words for what goes wrong, the shipped meaning with each. */
const DECLINES: Record<string, readonly Decline[]> = {
  stripe: [
    decline("do_not_honor", "do_not_honor", "next_processor", 4),
    decline("insufficient_funds", "insufficient_funds", "ask_customer", 5),
    decline("incorrect_cvc", "wrong_cvv", "ask_customer", 2),
    decline("lost_card", "lost_or_stolen", "stop", 1),
  ],
  nmi: [
    decline("201", "do_not_honor", "next_processor", 4),
    decline("202", "insufficient_funds", "ask_customer", 5),
    decline("225", "wrong_cvv", "ask_customer", 2),
    decline("251", "lost_or_stolen", "stop", 1),
  ],
}

/** A link that nobody has paid. */
const EXPIRED: readonly Decline[] = [decline("expired", "expired", "ask_customer", 1)]

const PAID_BY_LINK: readonly OrderToPay["method"][] = ["paypal", "crypto"]

/** Of approved cards, so many were declined by the first processor. */
const SECOND_PROCESSOR = 0.07
/** Of what a manager approves in the call centre, so much was paid past the processors. */
const PAID_OUTSIDE = 0.5
const PARTIAL_REFUND = 0.02
const MAY_BE_PARTLY_REFUNDED: readonly OrderStatus[] = ["shipped", "delivered", "reshipped"]

const SYSTEM: EventActor = { type: "system", id: null }
const SECOND_MS = 1000
const HOUR_MS = 60 * 60 * SECOND_MS

const before = (at: Date, seconds: number): Date => new Date(at.getTime() - seconds * SECOND_MS)

/** Why these accounts in this order: the list as it stands, without those that have declined. */
const planOf = (chosen: PayingAccount, tried: readonly AttemptRow[]): AttemptPlan => ({
  routing_version: 1,
  choices: [
    { account_id: chosen.id, chosen: true, reason: "first_in_list", data: {} },
    ...tried
      .filter(({ account_id }) => account_id !== chosen.id)
      .map(({ account_id, code }) => ({
        account_id,
        chosen: false,
        reason: "already_tried",
        data: { code },
      })),
  ],
})

/**
 * Makes the payments that an order's life has needed: what its statuses say about money is true.
 * Only charges of the past: nothing of it is under way, so no job ever asks about it.
 */
export const payOrder = (random: Random, toPay: OrderToPay): OrderPayments => {
  const { id: orderId, method, currency, total, accounts, life, until } = toPay
  const isLink = PAID_BY_LINK.includes(method)
  const attempts: AttemptRow[] = []
  const facts: FactToBook[] = []
  const events: LifeEvent[] = []
  let issuerAnsweredAt: Date | null = null

  const tell = (
    kind: LifeEvent["kind"],
    at: Date,
    actor: EventActor,
    data: Record<string, unknown>
  ): void => {
    events.push({ kind, at, actor, cause: null, data })
  }

  const addAttempt = (
    account: PayingAccount,
    actor: EventActor,
    createdAt: Date,
    rest: Partial<AttemptRow>
  ): AttemptRow => {
    const attempt: AttemptRow = {
      id: entityId(random, "patt", createdAt),
      crm_order_id: orderId,
      number: attempts.length + 1,
      kind: "charge",
      way: "direct",
      parent_id: null,
      account_id: account.id,
      processor: account.processor,
      method,
      actor_type: actor.type,
      actor_id: actor.id,
      cause: null,
      amount: total,
      currency,
      state: "approved",
      initiation: null,
      payment_id: null,
      capture_id: null,
      network_transaction_id: null,
      card_id: null,
      card_fingerprint: null,
      card_brand: null,
      with_cvv: null,
      code: null,
      category: null,
      next: null,
      message: null,
      advice_code: null,
      redirect_url: null,
      expires_at: null,
      closing: null,
      plan: null,
      checks: 0,
      next_check_at: null,
      created_at: createdAt,
      sent_at: createdAt,
      finished_at: null,
      ...rest,
    }
    attempts.push(attempt)
    return attempt
  }

  const addFact = (
    kind: FactKind,
    attempt: AttemptRow,
    charge: AttemptRow,
    account: PayingAccount,
    amount: string,
    at: Date
  ): void => {
    const id = entityId(random, "fact", at)
    facts.push({
      fact: {
        id,
        crm_order_id: orderId,
        attempt_id: attempt.id,
        account_id: account.id,
        kind,
        money: { amount, currency },
        fee: null,
        processor_ref: id,
        source: account === OUTSIDE ? "staff" : "answer",
        at,
      },
      shop_id: toPay.shop_id,
      charge_attempt_id: charge.id,
      usd_per_unit: toPay.usd_per_unit,
      fee_usd_per_unit: "1",
      fee_rule: account.fee_rule,
      overpaid: "0",
    })
  }

  const accountOf = ({ account_id }: AttemptRow): PayingAccount =>
    accounts.find(({ id }) => id === account_id) ?? OUTSIDE

  const sums = () =>
    paymentSumsOf(
      toPay,
      facts.map(({ fact }) => fact),
      attempts
    )

  /** The latest charge that has brought money, with the account that it came through. */
  const paidCharge = (): AttemptRow | undefined =>
    attempts.filter(({ kind, state }) => kind === "charge" && state === "approved").at(-1)

  /** One charge that is answered at a moment: approved, or declined for a reason. */
  const charge = (
    account: PayingAccount,
    at: Date,
    actor: EventActor,
    reason: Decline | null,
    rest: Partial<AttemptRow> = {}
  ): void => {
    const isOutside = account === OUTSIDE
    const asksCard = method === "credit_card" && !isOutside
    const createdAt = isLink && !isOutside ? before(at, random.integer(40, 65)) : before(at, 2)
    const created = createdAt < toPay.at ? toPay.at : createdAt
    const attempt = addAttempt(account, actor, created, {
      way: isOutside ? "outside" : isLink ? "link" : "direct",
      initiation: isOutside ? null : "customer",
      payment_id: isOutside ? null : entityId(random, "pay", at).toLowerCase(),
      card_brand: asksCard ? toPay.card_brand : null,
      with_cvv: asksCard ? issuerAnsweredAt === null : null,
      plan: isOutside ? null : planOf(account, attempts),
      ...(reason ? { code: reason.code, category: reason.category, next: reason.next } : {}),
      state: reason ? "declined" : "approved",
      finished_at: at,
      ...rest,
    })
    const { id: attempt_id, way, initiation } = attempt
    const about = { attempt_id, account: account.name }
    tell("payment.attempt_created", created, actor, {
      ...about,
      way,
      amount: total,
      currency,
      initiation,
    })
    if (!isOutside) {
      const { state, code, category, next } = attempt
      tell("payment.attempt_answered", at, SYSTEM, { ...about, state, code, category, next })
    }
    if (asksCard) {
      issuerAnsweredAt ??= at
    }
    if (!reason) {
      addFact("captured", attempt, attempt, account, total, at)
      tell("payment.captured", at, SYSTEM, { ...about, amount: total, currency, fee: null })
    }
  }

  const reasonAt = (account: PayingAccount, isLast: boolean): Decline => {
    const all = isLink ? EXPIRED : (DECLINES[account.processor] ?? DECLINES.nmi)
    const fitting = all.filter(({ next }) => isLast === (next !== "next_processor"))
    return random.weighted(fitting.length > 0 ? fitting : all)
  }

  /** The system's own way: the first account, and when that declines perhaps the second. */
  const chargeByCascade = (at: Date, approved: boolean): void => {
    const [first, second] = accounts
    const asksTwo = second !== undefined && random.chance(approved ? SECOND_PROCESSOR : 0.4)
    if (asksTwo) {
      charge(first, before(at, 5), SYSTEM, reasonAt(first, false))
    }
    const last = asksTwo ? second : first
    charge(last, at, SYSTEM, approved ? null : reasonAt(last, true))
  }

  const giveBack = (units: bigint, at: Date, actor: EventActor): void => {
    const paid = paidCharge()
    if (!paid) {
      return
    }
    const account = accountOf(paid)
    const amount = formatAmount(units, currency)
    const createdAt = before(at, 2)
    const refund = addAttempt(account, actor, createdAt, {
      kind: "refund",
      way: paid.way,
      parent_id: paid.id,
      amount,
      payment_id: account === OUTSIDE ? null : entityId(random, "re", at).toLowerCase(),
      finished_at: at,
    })
    const about = { attempt_id: refund.id, account: account.name, amount, currency }
    tell("payment.refund_requested", createdAt, actor, about)
    tell("payment.refunded", at, SYSTEM, { ...about, fee: null })
    addFact("refunded", refund, paid, account, amount, at)
  }

  const dispute = (kind: "charged_back" | "chargeback_reversed", at: Date): void => {
    const paid = paidCharge()
    if (!paid) {
      return
    }
    const account = accountOf(paid)
    addFact(kind, paid, paid, account, total, at)
    const about = { attempt_id: paid.id, account: account.name }
    tell(`payment.${kind}`, at, SYSTEM, { ...about, amount: total, currency, fee: null })
  }

  for (const event of [...life.events]) {
    if (event.kind !== "order.status_changed") {
      continue
    }
    const { at, actor } = event
    const { from, to } = event.data as { from: OrderStatus; to: OrderStatus }
    const kept = keptOf(sums())
    if (from === "chargeback") {
      dispute("chargeback_reversed", at)
    } else if (to === "approved" && kept === 0n && actor.type === "system") {
      chargeByCascade(at, true)
    } else if (to === "approved" && kept === 0n) {
      const isOutside = method !== "credit_card" || random.chance(PAID_OUTSIDE)
      charge(isOutside ? OUTSIDE : accounts[0], at, actor, null, {
        ...(isOutside ? {} : { initiation: "mail_or_telephone" as const, with_cvv: false }),
      })
    } else if (to === "declined" && from === "pending") {
      chargeByCascade(at, false)
    } else if ((to === "refunded" || to === "cancelled") && kept > 0n) {
      giveBack(kept, at, actor)
    } else if (to === "chargeback") {
      dispute("charged_back", at)
    }
  }

  const last = life.updated_at
  const giveSomeBackAt = new Date(last.getTime() + random.integer(2, 90) * HOUR_MS)
  const mayGiveSomeBack =
    MAY_BE_PARTLY_REFUNDED.includes(life.status) && keptOf(sums()) > 0n && giveSomeBackAt < until
  if (mayGiveSomeBack && random.chance(PARTIAL_REFUND)) {
    const fifth = (parseAmount(total, currency) ?? 0n) / 5n
    const manager = life.events.find(({ actor }) => actor.type === "staff")?.actor ?? SYSTEM
    giveBack(fifth, giveSomeBackAt, manager)
  }

  const result = sums()
  return {
    attempts,
    facts,
    events,
    columns: {
      payment_state: paymentStateOf(result),
      captured: formatAmount(result.captured, currency),
      refunded: formatAmount(result.refunded, currency),
      charged_back: formatAmount(result.charged_back, currency),
      updated_at: new Date(Math.max(last.getTime(), ...events.map(({ at }) => at.getTime()))),
    },
    issuer_answered_at: issuerAnsweredAt,
  }
}
