import { currencyExponent, formatDecimal, shareOf } from "../../lib/money"
import type { FactKind } from "../payment_cascade/types"
import { BOOK_PLACES, bookUnits } from "./amounts"
import type {
  BookedCharge,
  FactToBook,
  FeeRule,
  LedgerAccount,
  LedgerLine,
  Postings,
  PostingSet,
} from "./types"

/** What a fee rule's percent is counted in: a whole is a hundred percent of four places. */
const WHOLE = 100n * 10n ** BigInt(BOOK_PLACES)

type Booking = {
  /** Money comes in to the processor's account, or goes out of it. */
  direction: 1n | -1n
  /** The book on the other side. */
  against: LedgerAccount
  fees: "fees" | "dispute_fees"
}

/** What each kind of money fact does to the books. A bank's return takes the sale back. */
const BOOKINGS: Record<FactKind, Booking> = {
  captured: { direction: 1n, against: "sales", fees: "fees" },
  refunded: { direction: -1n, against: "refunds", fees: "fees" },
  refund_reversed: { direction: 1n, against: "refunds", fees: "fees" },
  returned: { direction: -1n, against: "sales", fees: "fees" },
  undone: { direction: -1n, against: "sales", fees: "fees" },
  charged_back: { direction: -1n, against: "chargebacks", fees: "dispute_fees" },
  chargeback_reversed: { direction: 1n, against: "chargebacks", fees: "dispute_fees" },
}

/** A fee, in units of the books; negative when the processor gives it back. */
type Fee = { units: bigint; currency: string; usd_per_unit: string | null }

/** A share rounded to the smallest amount that the currency knows. */
const shareIn = (
  currency: string,
  units: bigint,
  numerator: bigint,
  denominator: bigint
): bigint => {
  const step = 10n ** BigInt(BOOK_PLACES - currencyExponent(currency))
  return shareOf(units, numerator, denominator * step) * step
}

/** The fee of a charge by the rule: a percentage in its currency, a fixed part in the rule's. */
const feesByRule = (units: bigint, fact: FactToBook, rule: FeeRule): Fee[] => {
  const { currency } = fact.fact.money
  return [
    {
      units: shareIn(currency, units, bookUnits(rule.percent), WHOLE),
      currency,
      usd_per_unit: fact.usd_per_unit,
    },
    feeIn(rule.currency, bookUnits(rule.fixed), fact),
  ]
}

/**
 * The part of a charge's fees that comes back with what is given back, where the rule says so; for
 * fewer units than none, what the processor keeps again.
 */
const feesGivenBack = (units: bigint, charge: BookedCharge): Fee[] => {
  const captured = bookUnits(charge.captured)
  const before = bookUnits(charge.given_back)
  const upTo = (givenBack: bigint): bigint => (givenBack < captured ? givenBack : captured)
  return charge.fees.map(({ amount, currency, usd_per_unit }) => {
    // From the sums, not from this refund alone: many small refunds give back exactly the whole fee.
    const backAt = (givenBack: bigint): bigint =>
      shareIn(currency, bookUnits(amount), upTo(givenBack), captured)
    return { units: backAt(before) - backAt(before + units), currency, usd_per_unit }
  })
}

const feeIn = (
  currency: string,
  units: bigint,
  { fact, usd_per_unit, fee_usd_per_unit }: FactToBook
): Fee => ({
  units,
  currency,
  usd_per_unit: currency === fact.money.currency ? usd_per_unit : fee_usd_per_unit,
})

/** What the processor keeps or gives back with this fact: its own word, else the account's rule. */
const feesOf = (units: bigint, toBook: FactToBook, charge: BookedCharge | null): Fee[] => {
  const { fact, fee_rule } = toBook
  if (fact.kind === "undone") {
    // It never was: whatever was booked as its fee goes with it, by whichever rule.
    return charge ? feesGivenBack(units, charge) : []
  }
  if (fact.fee) {
    return [feeIn(fact.fee.currency, bookUnits(fact.fee.amount), toBook)]
  }
  if (!fee_rule) {
    return []
  }
  switch (fact.kind) {
    case "captured":
      return feesByRule(units, toBook, fee_rule)
    case "charged_back":
      return [feeIn(fee_rule.currency, bookUnits(fee_rule.chargeback_fee), toBook)]
    case "refunded":
    case "returned":
      return fee_rule.refund_returns_fee && charge ? feesGivenBack(units, charge) : []
    case "refund_reversed":
      return fee_rule.refund_returns_fee && charge ? feesGivenBack(-units, charge) : []
    case "chargeback_reversed":
      return []
  }
}

type Side = [account: LedgerAccount, units: bigint]

/** Lines that leave out what is nothing; sides of the same book are one line. */
const linesOf = (sides: readonly Side[], currency: string, usd_per_unit: string): LedgerLine[] => {
  const sums = new Map<LedgerAccount, bigint>()
  for (const [account, units] of sides) {
    sums.set(account, (sums.get(account) ?? 0n) + units)
  }
  return [...sums]
    .filter(([, units]) => units !== 0n)
    .map(([account, units]) => ({
      account,
      currency,
      amount: formatDecimal(units, BOOK_PLACES),
      usd_per_unit,
    }))
}

/**
 * Turns a money fact into lines of the books: sets that are zero per currency. Pure; `charge` is what
 * the books say so far of the charge that a refund or return takes from, and may be null otherwise.
 *
 * @throws Error when an amount has more than four decimal places or the overpaid part is no part
 */
export const postingsOf = (toBook: FactToBook, charge: BookedCharge | null): Postings => {
  const { fact, usd_per_unit } = toBook
  const { currency } = fact.money
  const { direction, against, fees: feeAccount } = BOOKINGS[fact.kind]
  const units = bookUnits(fact.money.amount)
  const overpaid = bookUnits(toBook.overpaid)
  if (overpaid < 0n || overpaid > units) {
    throw new Error(`The overpaid part of ${fact.id} is not a part of it.`)
  }
  const feeSides = (fees: readonly Fee[]): Side[] =>
    fees.flatMap((fee): Side[] => [
      ["receivable", -fee.units],
      [feeAccount, fee.units],
    ])

  const fees = feesOf(units, toBook, charge)
  const main = linesOf(
    [
      ["receivable", direction * units],
      [against, -direction * (units - overpaid)],
      ["overpayments", -direction * overpaid],
      ...feeSides(fees.filter((fee) => fee.currency === currency)),
    ],
    currency,
    usd_per_unit
  )
  const sets: PostingSet[] = [{ cause_type: "payment_fact", lines: main }]

  const foreign = fees.filter((fee) => fee.currency !== currency && fee.units !== 0n)
  const lines = foreign.flatMap((fee) =>
    fee.usd_per_unit === null ? [] : linesOf(feeSides([fee]), fee.currency, fee.usd_per_unit)
  )
  if (lines.length > 0) {
    sets.push({ cause_type: "payment_fee", lines })
  }
  const missing = foreign.find((fee) => fee.usd_per_unit === null)
  return { sets, missing_rate: missing?.currency ?? null }
}
