import { formatAmount } from "../../lib/money"
import type {
  DeclineCategory,
  Money,
  NextStep,
  Outcome,
  PaymentView,
  RefundView,
} from "../../providers/payment/processor"
import { sumOf, unitsOf } from "./payment-sums"
import type { AttemptState, AttemptRow, Closing, FactKind, PaymentFact } from "./types"

/**
 * What a picture of a payment means, compared with what is known: pure, so that it can be tried with
 * any order of pictures. The same picture twice means nothing the second time, and an older picture
 * after a newer one takes nothing back.
 */

/** Everything that is known of one charge when a picture of it comes in. */
export type KnownPayment = {
  attempt: AttemptRow
  /** The attempts that name this one as theirs: refunds, money that came late. */
  children: readonly AttemptRow[]
  /** The facts of the attempt and of its children. */
  facts: readonly PaymentFact[]
  /** Whether an electronic cheque counts as paid as soon as the bank has accepted it. */
  echeck_approved_when: "accepted" | "settled"
  /** How long "never seen" may still mean "not yet seen", in milliseconds. */
  not_found_grace_ms: number
  now: Date
}

/** What a decline's code means for the cascade, from the table of codes. */
export type CodeRule = { category: DeclineCategory; next: NextStep }

export type ToldFact = {
  kind: FactKind
  money: Money
  fee: Money | null
  processor_ref: string
}

export type ViewReading = {
  /** What the picture says, after the rules for pictures that cannot be taken at their word. */
  outcome: Outcome
  /** The processor's code behind it. */
  code: string | null
  /** Where the attempt is from now on. A final state stays, whatever the picture says. */
  state: AttemptState
  /** Money for an attempt that was declined for good: it becomes an attempt of its own. */
  late: boolean
  /** Money that nobody has told before. */
  facts: ToldFact[]
  /** Refunds that we asked for and of which the picture tells something new. */
  our_refunds: { attempt_id: string; view: RefundView }[]
  /** Approved refunds that we have not asked for: made in the processor's own pages. */
  foreign_refunds: RefundView[]
}

/** The state an attempt goes to, by what it is and what the picture says. Never backwards. */
export const NEXT_STATE: Readonly<Record<AttemptState, Readonly<Record<Outcome, AttemptState>>>> = {
  created: { unknown: "unknown", pending: "pending", approved: "approved", declined: "declined" },
  sending: { unknown: "unknown", pending: "pending", approved: "approved", declined: "declined" },
  unknown: { unknown: "unknown", pending: "pending", approved: "approved", declined: "declined" },
  // Nobody knows less than before because of one answer that did not come.
  pending: { unknown: "pending", pending: "pending", approved: "approved", declined: "declined" },
  approved: {
    unknown: "approved",
    pending: "approved",
    approved: "approved",
    declined: "approved",
  },
  declined: {
    unknown: "declined",
    pending: "declined",
    approved: "declined",
    declined: "declined",
  },
}

/** The code that says "asked afterwards, the processor has never seen it" (`COMMON_CODES`). */
export const NEVER_ARRIVED = "never_arrived"

/** The code of a payment that can no longer be made because we have closed it (`COMMON_CODES`). */
export const CLOSED_BY_US = "closed_by_us"

/** How a payment ends that nobody has made: which of these it is, processors cannot always tell. */
const NOT_MADE = ["expired", CLOSED_BY_US, NEVER_ARRIVED]

/** What a payment that was not made is, by why we have closed it. A lost one is as good as never sent. */
const CLOSED_CODES: Readonly<Record<Closing["why"], string>> = {
  unwanted: CLOSED_BY_US,
  stranded: NEVER_ARRIVED,
}

/** A bank has accepted an electronic cheque, which is not yet money. */
const ACCEPTED = "accepted"

/** Compares a picture with what is known. */
export const readView = (view: PaymentView, known: KnownPayment): ViewReading => {
  const { attempt } = known
  const { outcome, code } = outcomeOf(view, known)
  const captured = capturedOf(view, known, outcome)
  const facts = [
    ...(captured ? newCapture(captured, view, known) : []),
    ...newDisputes(view, known),
    ...newReturn(view, known),
  ]
  const { our_refunds, foreign_refunds, came_back } = readRefunds(view.refunds, known)
  return {
    outcome,
    code,
    state: NEXT_STATE[attempt.state][outcome],
    late: attempt.state === "declined" && facts.some(({ kind }) => kind === "captured"),
    facts: [...facts, ...came_back],
    our_refunds,
    foreign_refunds,
  }
}

const isMoney = (money: Money | null): money is Money => money !== null && unitsOf(money) > 0n

const outcomeOf = (
  view: PaymentView,
  known: KnownPayment
): { outcome: Outcome; code: string | null } => {
  const { attempt, now } = known
  if (!view.found) {
    const since = attempt.sent_at ?? attempt.created_at
    const isCertain =
      attempt.state !== "pending" && now.getTime() - since.getTime() >= known.not_found_grace_ms
    return isCertain
      ? { outcome: "declined", code: NEVER_ARRIVED }
      : { outcome: "unknown", code: view.code }
  }
  // Money that has come in is money, also where the processor calls the payment expired.
  if (view.state === "declined" && isMoney(view.captured)) {
    return { outcome: "approved", code: view.code }
  }
  if (isAcceptedEcheck(view, known)) {
    return { outcome: "approved", code: view.code }
  }
  return { outcome: view.state, code: codeOfEnd(view, attempt) }
}

/**
 * Our own closing is told by us: the processor's callback may overtake its answer, and says only that
 * the payment has expired.
 */
const codeOfEnd = ({ state, code }: PaymentView, { closing }: AttemptRow): string | null =>
  closing && state === "declined" && code !== null && NOT_MADE.includes(code)
    ? CLOSED_CODES[closing.why]
    : code

const isAcceptedEcheck = (
  view: PaymentView,
  { attempt, echeck_approved_when }: KnownPayment
): boolean =>
  view.state === "pending" &&
  view.code === ACCEPTED &&
  attempt.method === "echeck" &&
  echeck_approved_when === "accepted"

/** What has been taken. An approval that names no amount is for what was asked. */
const capturedOf = (
  view: PaymentView,
  { attempt }: KnownPayment,
  outcome: Outcome
): Money | null => {
  if (isMoney(view.captured)) {
    return view.captured
  }
  const isSilent = view.captured === null && outcome === "approved" && view.found
  return isSilent ? { amount: attempt.amount, currency: attempt.currency } : null
}

const withUnits = (units: bigint, currency: string): Money => ({
  amount: formatAmount(units, currency),
  currency,
})

/** The difference to what is known: a payment may come in parts. */
const newCapture = (captured: Money, view: PaymentView, known: KnownPayment): ToldFact[] => {
  const { currency } = captured
  const before = sumOf(known.facts, "captured", currency)
  const told = unitsOf(captured)
  if (told <= before) {
    return []
  }
  const reference = view.capture_id ?? view.payment_id ?? known.attempt.id
  return [
    {
      kind: "captured",
      money: withUnits(told - before, currency),
      fee: before === 0n ? view.fee : null,
      processor_ref: before === 0n ? reference : `${reference}:${told}`,
    },
  ]
}

/**
 * What staff have recorded by hand and the processor tells now is one and the same: each fact by
 * hand answers for one fact of its kind and amount.
 */
const toldByStaff = (facts: readonly PaymentFact[]) => {
  const byHand = facts.filter(({ source }) => source === "staff")
  return (kind: FactKind, money: Money): boolean => {
    const index = byHand.findIndex(
      (fact) =>
        fact.kind === kind &&
        fact.money.currency === money.currency &&
        unitsOf(fact.money) === unitsOf(money)
    )
    if (index < 0) {
      return false
    }
    byHand.splice(index, 1)
    return true
  }
}

const newDisputes = (view: PaymentView, { facts }: KnownPayment): ToldFact[] => {
  const isByHand = toldByStaff(facts)
  const isKnown = (kind: FactKind, reference: string, money: Money): boolean =>
    facts.some((fact) => fact.kind === kind && fact.processor_ref === reference) ||
    isByHand(kind, money)
  return view.disputes.flatMap(({ dispute_id, money, state, fee }) => {
    const told: ToldFact[] = []
    if (!isKnown("charged_back", dispute_id, money)) {
      told.push({ kind: "charged_back", money, fee, processor_ref: dispute_id })
    }
    if (state === "won" && !isKnown("chargeback_reversed", dispute_id, money)) {
      told.push({ kind: "chargeback_reversed", money, fee: null, processor_ref: dispute_id })
    }
    return told
  })
}

/** A bank debit that came back can only take what had come in. */
const newReturn = (view: PaymentView, { attempt, facts }: KnownPayment): ToldFact[] => {
  const { returned } = view
  if (!returned || facts.some(({ kind }) => kind === "returned")) {
    return []
  }
  const hadCome = isMoney(view.captured) || sumOf(facts, "captured", returned.money.currency) > 0n
  return hadCome
    ? [
        {
          kind: "returned",
          money: returned.money,
          fee: null,
          processor_ref: view.payment_id ?? attempt.payment_id ?? attempt.id,
        },
      ]
    : []
}

const readRefunds = (
  refunds: readonly RefundView[],
  { children, facts }: KnownPayment
): Pick<ViewReading, "our_refunds" | "foreign_refunds"> & { came_back: ToldFact[] } => {
  const cameBack: ToldFact[] = []
  const ours: ViewReading["our_refunds"] = []
  const foreign: RefundView[] = []
  const attempts = children.filter(({ kind }) => kind === "refund")
  const isByHand = toldByStaff(facts)
  for (const refund of refunds) {
    const attempt = findRefund(refund, attempts)
    if (attempt && NEXT_STATE[attempt.state][refund.state] !== attempt.state) {
      ours.push({ attempt_id: attempt.id, view: refund })
      continue
    }
    const reference = refundReference(refund)
    const isKnown = (kind: FactKind): boolean =>
      facts.some((fact) => fact.kind === kind && fact.processor_ref === reference)
    const isBooked = isKnown("refunded")
    if (refund.state === "declined" && isBooked && reference && !isKnown("refund_reversed")) {
      const { money } = refund
      cameBack.push({ kind: "refund_reversed", money, fee: null, processor_ref: reference })
    }
    if (refund.state !== "approved" || attempt?.state === "approved") {
      continue
    }
    if (reference !== null && !isBooked && !isByHand("refunded", refund.money)) {
      foreign.push(refund)
    }
  }
  return { our_refunds: ours, foreign_refunds: foreign, came_back: cameBack }
}

/** The processor's id of a refund, by which its fact is kept. */
export const refundReference = ({
  refund_id,
  reference,
}: Pick<RefundView, "refund_id" | "reference">): string | null => refund_id ?? reference

/** Ours by our own reference, by the processor's id, or because it can only be the one under way. */
const findRefund = (refund: RefundView, attempts: readonly AttemptRow[]): AttemptRow | undefined =>
  attempts.find(({ id }) => id === refund.reference) ??
  attempts.find(({ payment_id }) => payment_id !== null && payment_id === refund.refund_id) ??
  attempts.find(
    ({ payment_id, state, amount, currency }) =>
      refund.reference === null &&
      payment_id === null &&
      (state === "sending" || state === "unknown") &&
      currency === refund.money.currency &&
      unitsOf({ amount, currency }) === unitsOf(refund.money)
  )
