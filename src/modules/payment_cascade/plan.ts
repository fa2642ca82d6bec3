import { createHash } from "node:crypto"
import { parseDecimal } from "../../lib/money"
import type { Capabilities } from "../../providers/payment/processor"
import type { PaymentMethod } from "../crm_order/types"
import type { PlanReason } from "./plan-words"
import { HEALTHY, type Health } from "./processor-health"
import type { RoutingEntry, RoutingRules } from "./routing-rules"
import type { AttemptPlan, AttemptRow, PlanChoice } from "./types"

/** Everything about a payment that decides who may be asked for it. */
export type PlanContext = {
  /** Also the seed of draws by weight: the same order draws the same list each time. */
  order_id: string
  method: PaymentMethod
  way: AttemptRow["way"]
  initiation: AttemptRow["initiation"]
  currency: string
  /** Of the billing address. */
  country: string
  shop_id: string
  brand: string | null
  /** Decimal string. */
  amount_usd: string
  has_cvv: boolean
  /** The accounts that have declined this order already, with the last code of each. */
  tried: readonly { account_id: string; code: string | null }[]
  /** The only account that may be asked: a person's choice, or another try at the same one. */
  only_account: { id: string; by: "staff" | "same_later" } | null
  /** The scheme limit that the card has reached, if it has. */
  scheme_limit: { declines: number; days: number } | null
}

/** An account as far as a plan is concerned. */
export type PlanAccount = {
  id: string
  name: string
  methods: readonly PaymentMethod[]
  active: boolean
  capabilities: Capabilities
}

type Verdict = { reason: PlanReason; data: PlanChoice["data"] } | null

type Candidate = { entry: RoutingEntry; account: PlanAccount | undefined }

/** A reason that leaves an account out; the first one that holds is the one that is told. */
type Exclusion = (context: PlanContext, candidate: Candidate, health: Health) => Verdict

const USD_PLACES = 2

const unitsOfUsd = (amount: string): bigint => parseDecimal(amount, USD_PLACES) ?? 0n

/** An empty list of a condition asks for nothing. */
const isOutside = (list: readonly string[] | undefined, value: string | null): boolean =>
  list !== undefined && list.length > 0 && (value === null || !list.includes(value))

const leftOut = (isSo: boolean, reason: PlanReason, data: PlanChoice["data"] = {}): Verdict =>
  isSo ? { reason, data } : null

const EXCLUSIONS: readonly Exclusion[] = [
  ({ only_account }, { entry }) =>
    leftOut(only_account !== null && only_account.id !== entry.account_id, "not_chosen"),
  (_context, { account }) => leftOut(!account?.active, "account_inactive"),
  ({ method }, { account }) =>
    leftOut(
      !account?.methods.includes(method) || !account.capabilities.methods.includes(method),
      "method_not_taken",
      { method }
    ),
  ({ currency }, { entry }) =>
    leftOut(isOutside(entry.when.currencies, currency), "currency_not_taken", { currency }),
  ({ country }, { entry }) =>
    leftOut(isOutside(entry.when.countries, country), "country_not_taken", { country }),
  ({ shop_id }, { entry }) => leftOut(isOutside(entry.when.shop_ids, shop_id), "shop_not_taken"),
  ({ brand }, { entry }) =>
    leftOut(isOutside(entry.when.brands, brand), "brand_not_taken", { brand }),
  ({ amount_usd }, { entry: { when } }) =>
    leftOut(
      when.min_usd !== undefined && unitsOfUsd(amount_usd) < unitsOfUsd(when.min_usd),
      "amount_too_small",
      { min_usd: when.min_usd ?? null }
    ),
  ({ amount_usd }, { entry: { when } }) =>
    leftOut(
      when.max_usd !== undefined && unitsOfUsd(amount_usd) > unitsOfUsd(when.max_usd),
      "amount_too_large",
      { max_usd: when.max_usd ?? null }
    ),
  ({ tried, only_account }, { entry }) => {
    const before = tried.find(({ account_id }) => account_id === entry.account_id)
    return leftOut(before !== undefined && only_account === null, "already_tried", {
      code: before?.code ?? null,
    })
  },
  ({ way }, { account }) =>
    leftOut(way === "link" && !account?.capabilities.payment_link, "no_payment_link"),
  ({ initiation }, { account }) =>
    leftOut(
      initiation === "stored" && !account?.capabilities.stored_credential,
      "no_stored_credential"
    ),
  ({ initiation }, { account }) =>
    leftOut(
      initiation === "mail_or_telephone" && !account?.capabilities.mail_or_telephone,
      "no_mail_or_telephone"
    ),
  ({ way, method, initiation, has_cvv }, { account }) =>
    leftOut(
      way === "direct" &&
        method === "credit_card" &&
        initiation === "customer" &&
        !has_cvv &&
        account?.capabilities.needs_cvv === true,
      "needs_cvv"
    ),
  ({ way, scheme_limit }) =>
    leftOut(way === "direct" && scheme_limit !== null, "scheme_limit", { ...scheme_limit }),
  ({ only_account }, { entry }, health) => {
    const { open, reason } = health[entry.account_id] ?? HEALTHY
    // Whom a person has named is asked, resting or not.
    return leftOut(open && only_account === null, "circuit_open", { reason })
  },
]

/** A number between 0 and 1 that is the same for the same order and account. */
const drawOf = (orderId: string, accountId: string): number =>
  createHash("sha256").update(`${orderId} ${accountId}`).digest().readUInt32BE(0) / 2 ** 32

/**
 * Where an entry stands among those of its priority: a draw in which each comes first as often as
 * its weight says (Efraimidis and Spirakis). Weight 0 always stands last.
 */
const standingOf = (orderId: string, { account_id, weight }: RoutingEntry): number =>
  weight > 0 ? drawOf(orderId, account_id) ** (1 / weight) : -1

const inOrder = (entries: readonly RoutingEntry[], orderId: string): RoutingEntry[] =>
  [...entries].sort(
    (one, other) =>
      one.priority - other.priority || standingOf(orderId, other) - standingOf(orderId, one)
  )

/** The same account may stand in a list several times, under different conditions: one verdict each. */
const oneVerdictEach = (choices: PlanChoice[]): PlanChoice[] => {
  const wanted = choices.filter(
    (choice) =>
      isEligible(choice) ||
      !choices.some((other) => other.account_id === choice.account_id && isEligible(other))
  )
  return wanted.filter(
    (choice, index) =>
      wanted.findIndex(({ account_id }) => account_id === choice.account_id) === index
  )
}

const ELIGIBLE: PlanReason = "next_in_line"

const isEligible = ({ reason }: PlanChoice): boolean => reason === ELIGIBLE

/**
 * Who is asked for a payment, in which order, and why each of the others is not: the chosen account
 * first, if there is one, then the rest of the list. Pure: the same facts give the same plan.
 */
export const plan = (
  context: PlanContext,
  routing: { version: number; rules: RoutingRules },
  health: Health,
  accounts: readonly PlanAccount[]
): AttemptPlan => {
  const listed = inOrder(routing.rules[context.method] ?? [], context.order_id)
  const chosenAccount = context.only_account
  // A person may choose an account that no list names.
  const entries =
    chosenAccount && !listed.some(({ account_id }) => account_id === chosenAccount.id)
      ? [{ account_id: chosenAccount.id, priority: 0, weight: 1, when: {} }, ...listed]
      : listed
  const judged = entries.map((entry): PlanChoice => {
    const account = accounts.find(({ id }) => id === entry.account_id)
    const free = chosenAccount?.id === entry.account_id ? { ...entry, when: {} } : entry
    for (const excluded of EXCLUSIONS) {
      const verdict = excluded(context, { entry: free, account }, health)
      if (verdict) {
        return { account_id: entry.account_id, chosen: false, ...verdict }
      }
    }
    return { account_id: entry.account_id, chosen: false, reason: ELIGIBLE, data: {} }
  })
  return {
    routing_version: routing.version,
    choices: withChosenFirst(oneVerdictEach(judged), entries, context),
  }
}

const withChosenFirst = (
  choices: PlanChoice[],
  entries: readonly RoutingEntry[],
  context: PlanContext
): PlanChoice[] => {
  const first = choices.find(isEligible) ?? choices.find(({ reason }) => reason === "circuit_open")
  if (!first) {
    return choices
  }
  const chosen: PlanChoice = {
    account_id: first.account_id,
    chosen: true,
    ...reasonOfChoice(first, entries, context),
  }
  const rest = choices.filter((choice) => choice !== first)
  const line = rest.filter(isEligible)
  return [
    chosen,
    ...rest.map((choice) =>
      isEligible(choice) ? { ...choice, data: { position: line.indexOf(choice) + 2 } } : choice
    ),
  ]
}

const reasonOfChoice = (
  first: PlanChoice,
  entries: readonly RoutingEntry[],
  { only_account }: PlanContext
): { reason: PlanReason; data: PlanChoice["data"] } => {
  if (only_account) {
    return { reason: only_account.by === "staff" ? "chosen_by_staff" : "tried_again", data: {} }
  }
  if (!isEligible(first)) {
    return { reason: "all_circuits_open", data: {} }
  }
  const entry = entries.find(({ account_id }) => account_id === first.account_id)
  const equals = entries.filter(({ priority }) => priority === entry?.priority)
  return equals.length > 1
    ? { reason: "drawn_by_weight", data: { weight: entry?.weight ?? 0 } }
    : { reason: "first_in_list", data: {} }
}

/** The account that a plan has chosen; null when there is none that can take the payment. */
export const chosenAccountOf = ({ choices }: AttemptPlan): string | null =>
  choices.find(({ chosen }) => chosen)?.account_id ?? null

/** Whether a person has chosen the account: then the cascade does not go on by itself. */
export const isChosenByStaff = (made: AttemptPlan | null): boolean =>
  made?.choices.some(({ chosen, reason }) => chosen && reason === "chosen_by_staff") ?? false
