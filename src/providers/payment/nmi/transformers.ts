import { z } from "@medusajs/framework/zod"
import { formatAmount, parseAmount } from "../../../lib/money"
import type {
  BankAccountInstrument,
  CallbackReading,
  CardInstrument,
  ChargeRequest,
  Initiation,
  Money,
  Payer,
  PaymentView,
  RefundRequest,
  RefundView,
} from "../processor"
import { EMPTY_VIEW, NEVER_SEEN } from "../views"
import { parseXml } from "./client"
import { NMI_CODES } from "./codes"

type Fields = Record<string, string>

/** Without what is empty: the gateway takes an empty field for a wrong one. */
const filled = (fields: Record<string, string | null>): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]))
  )

const cardFields = (card: CardInstrument): Fields => ({
  payment: "creditcard",
  ccnumber: card.number,
  ccexp: `${String(card.expiry_month).padStart(2, "0")}${String(card.expiry_year).slice(-2)}`,
  ...(card.cvv ? { cvv: card.cvv } : {}),
})

const checkFields = (account: BankAccountInstrument, { kind }: Initiation): Fields => ({
  payment: "check",
  checkname: account.holder,
  checkaba: account.routing_number,
  checkaccount: account.account_number,
  account_holder_type: account.holder_type,
  account_type: account.account_type,
  sec_code:
    kind === "mail_or_telephone" ? "TEL" : account.holder_type === "business" ? "CCD" : "WEB",
})

/** On whose word a card is charged. An id of another processor means nothing here. */
const initiationFields = (initiation: Initiation): Fields => {
  if (initiation.kind === "mail_or_telephone") {
    return { industry: "moto" }
  }
  if (initiation.kind === "customer") {
    return { initiated_by: "customer", stored_credential_indicator: "stored" }
  }
  const { earlier_payment_id: id } = initiation
  return {
    initiated_by: "merchant",
    stored_credential_indicator: "used",
    ...(id && /^\d+$/.test(id) ? { initial_transaction_id: id } : {}),
  }
}

const payerFields = ({
  first_name,
  last_name,
  email,
  phone,
  ip,
  billing,
  shipping,
}: Payer): Fields =>
  filled({
    ...{ firstname: first_name, lastname: last_name, email, phone, ipaddress: ip },
    ...{ address1: billing.address1, address2: billing.address2, city: billing.city },
    ...{ state: billing.state, zip: billing.zip, country: billing.country },
    ...{ shipping_address1: shipping.address1, shipping_address2: shipping.address2 },
    ...{ shipping_city: shipping.city, shipping_state: shipping.state },
    ...{ shipping_zip: shipping.zip, shipping_country: shipping.country },
  })

/** The form of a sale. `dup_seconds` 0: whether a payment is a duplicate is decided here. */
export const saleFields = (request: ChargeRequest): Fields => {
  const { instrument, initiation, money } = request
  return {
    type: "sale",
    amount: money.amount,
    currency: money.currency,
    orderid: request.reference,
    orderdescription: request.order_id,
    dup_seconds: "0",
    ...(instrument.kind === "card"
      ? { ...cardFields(instrument), ...initiationFields(initiation) }
      : checkFields(instrument, initiation)),
    ...payerFields(request.payer),
  }
}

/**
 * The form of a refund. It carries the charge's own reference, so that one question tells about both,
 * and the refund's in a field of ours.
 */
export const refundFields = ({ reference, charge, money, method }: RefundRequest): Fields => ({
  type: "refund",
  payment: method === "echeck" ? "check" : "creditcard",
  transactionid: charge.payment_id ?? "",
  amount: money.amount,
  orderid: charge.reference,
  merchant_defined_field_1: reference,
  dup_seconds: "0",
})

/** What the gateway only says in words, under its code 300. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/authentication failed|invalid security key/i, "authentication_failed"],
  [/invalid credit card number/i, "invalid_card_number"],
  [/invalid aba|routing number/i, "invalid_routing_number"],
  [/invalid amount/i, "invalid_amount"],
]

const codeOf = (code: string, text: string): string =>
  code === "300" ? (WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? code) : code

/** Nobody knows what the bank has done: communication errors, and a duplicate of who knows what. */
const UNKNOWN_CODES: readonly string[] = ["420", "421", "430"]

/** Failures of these kinds happen before an issuer is asked. */
const BEFORE_THE_ISSUER: readonly string[] = [
  "processor_unavailable",
  "account_setup",
  "invalid_request",
  "rate_limited",
]

/** The gateway's own number of the log entry, different every time. */
const withoutReference = (text: string): string => text.replace(/\s*REFID:\S*/, "").trim()

const answerSchema = z.object({
  response: z.enum(["1", "2", "3"]),
  response_code: z.string().regex(/^\d{3}$/),
  responsetext: z.string(),
  transactionid: z.string(),
})
type NmiAnswer = z.infer<typeof answerSchema>

/** The answer of `transact.php`; null when it is not one. */
export const readAnswer = (status: number, text: string): NmiAnswer | null => {
  const parsed = answerSchema.safeParse(Object.fromEntries(new URLSearchParams(text.trim())))
  return status === 200 && parsed.success ? parsed.data : null
}

const failure = (
  code: string,
  text: string
): Pick<PaymentView, "state" | "code" | "message" | "issuer_answered"> => {
  const own = codeOf(code, text)
  const isUnknown = UNKNOWN_CODES.includes(code)
  const isBefore = BEFORE_THE_ISSUER.includes(NMI_CODES[own]?.category ?? "other")
  return {
    state: isUnknown ? "unknown" : "declined",
    code: own,
    message: withoutReference(text),
    issuer_answered: !isUnknown && !isBefore,
  }
}

/** The picture that the answer to a sale gives. A bank debit that is accepted is not money yet. */
export const saleView = (
  answer: NmiAnswer,
  { money, instrument }: Pick<ChargeRequest, "money" | "instrument">
): PaymentView => {
  const view = { ...EMPTY_VIEW, payment_id: answer.transactionid || null }
  if (answer.response !== "1") {
    return { ...view, ...failure(answer.response_code, answer.responsetext) }
  }
  return instrument.kind === "card"
    ? {
        ...view,
        state: "approved",
        capture_id: answer.transactionid,
        captured: money,
        issuer_answered: true,
      }
    : { ...view, state: "pending", code: "accepted", issuer_answered: true }
}

export const refundAnswerView = (
  answer: NmiAnswer,
  { reference, money }: Pick<RefundRequest, "reference" | "money">
): RefundView => {
  const view: RefundView = {
    refund_id: answer.transactionid || null,
    ...{ reference, state: "approved", money, code: null, message: null, fee: null },
  }
  if (answer.response === "1") {
    return view
  }
  const { state, code, message } = failure(answer.response_code, answer.responsetext)
  return { ...view, state, code, message }
}

const text = z.union([z.string(), z.number()]).transform(String)

const actionSchema = z.object({
  action_type: text,
  amount: text,
  success: text,
  response_text: text.default(""),
  response_code: text.default(""),
})
const transactionSchema = z.object({
  transaction_id: text,
  transaction_type: text.default("cc"),
  condition: text,
  order_id: text.default(""),
  currency: text.default(""),
  merchant_defined_field: z
    .array(z.object({ "@id": z.string(), "#text": text.default("") }))
    .default([]),
  action: z.array(actionSchema).default([]),
})
type Transaction = z.infer<typeof transactionSchema>

/** An empty element is read as an empty text. */
const querySchema = z.object({
  nm_response: z.union([
    z.string().transform(() => ({ transaction: [] as Transaction[] })),
    z.object({
      transaction: z.array(transactionSchema).default([]),
      error_response: z.undefined(),
    }),
  ]),
})

/** The transactions that `query.php` tells of; null when its answer cannot be read, or is an error. */
export const readTransactions = (status: number, body: string): Transaction[] | null => {
  const parsed = querySchema.safeParse(parseXml(body))
  return status === 200 && parsed.success ? parsed.data.nm_response.transaction : null
}

const RETURN_ACTIONS: readonly string[] = ["check_return", "check_late_return", "return"]
/** What the gateway calls US dollars where it names no currency at all. */
const DEFAULT_CURRENCY = "USD"

const moneyOf = (transaction: Transaction, amount: string): Money => {
  const currency = transaction.currency.toUpperCase() || DEFAULT_CURRENCY
  const units = parseAmount(amount.replace(/^-/, ""), currency) ?? 0n
  return { amount: formatAmount(units, currency), currency }
}

const firstOf = (transaction: Transaction, type: string) =>
  transaction.action.find(({ action_type }) => action_type === type)

/** The code in a bank's words: "R01 - Insufficient Funds". */
const returnCode = (words: string): string => /\bR\d{2}\b/.exec(words)?.[0] ?? "returned"

const refundViewOf = (refund: Transaction): RefundView => {
  const action = firstOf(refund, "refund")
  const hasFailed = refund.condition === "failed" || action?.success !== "1"
  return {
    refund_id: refund.transaction_id,
    reference: refund.merchant_defined_field.find(({ "@id": id }) => id === "1")?.["#text"] || null,
    state: hasFailed ? "declined" : "approved",
    money: moneyOf(refund, action?.amount ?? "0"),
    code: hasFailed ? (action?.response_code ?? null) : null,
    message: null,
    fee: null,
  }
}

/** A sale that was taken back before it settled, as a refund of the whole. */
const voidViewOf = (sale: Transaction): RefundView[] => {
  const action = firstOf(sale, "void")
  return action?.success === "1"
    ? [
        {
          refund_id: `${sale.transaction_id}-void`,
          reference: null,
          state: "approved",
          money: moneyOf(sale, firstOf(sale, "sale")?.amount ?? "0"),
          ...{ code: null, message: null, fee: null },
        },
      ]
    : []
}

/** What the gateway's word for where a sale is means. */
const CONDITIONS: Readonly<Record<string, PaymentView["state"]>> = {
  pendingsettlement: "approved",
  complete: "approved",
  canceled: "approved",
  failed: "declined",
  abandoned: "declined",
  pending: "pending",
  in_progress: "pending",
}

const saleStateOf = (sale: Transaction): Partial<PaymentView> => {
  const action = firstOf(sale, "sale")
  const returned = sale.action.find(
    ({ action_type, success }) => RETURN_ACTIONS.includes(action_type) && success === "1"
  )
  const money = moneyOf(sale, action?.amount ?? "0")
  const back = returned && {
    code: returnCode(returned.response_text),
    money: moneyOf(sale, returned.amount),
  }
  const isSettled = firstOf(sale, "settle")?.success === "1" || sale.condition === "complete"
  if (action?.success !== "1") {
    return CONDITIONS[sale.condition] === "declined"
      ? failure(action?.response_code ?? "", action?.response_text ?? "")
      : { state: CONDITIONS[sale.condition] === "pending" ? "pending" : "unknown" }
  }
  if (sale.transaction_type === "ck" && !isSettled) {
    return back
      ? { state: "declined", code: back.code, returned: back }
      : { state: "pending", code: "accepted", issuer_answered: true }
  }
  return {
    state: CONDITIONS[sale.condition] ?? "unknown",
    issuer_answered: true,
    capture_id: sale.transaction_id,
    captured: money,
    returned: back ?? null,
    refunds: voidViewOf(sale),
  }
}

/** The picture that `query.php` gives of one payment: its sale, and the refunds beside it. */
export const transactionsView = (transactions: readonly Transaction[]): PaymentView => {
  const sales = transactions.filter((one) => firstOf(one, "sale"))
  const sale = sales.find((one) => firstOf(one, "sale")?.success === "1") ?? sales.at(-1)
  if (!sale) {
    return NEVER_SEEN
  }
  const view = { ...EMPTY_VIEW, payment_id: sale.transaction_id, ...saleStateOf(sale) }
  const refunds = transactions.filter((one) => firstOf(one, "refund")).map(refundViewOf)
  return { ...view, refunds: [...view.refunds, ...refunds] }
}

const eventSchema = z.object({
  event_id: z.string().min(1),
  event_type: z.string().min(1),
  event_body: z.object({
    transaction_id: text.optional(),
    order_id: text.optional(),
    currency: z.string().optional(),
    action: z.object({ amount: text.optional(), response_text: z.string().optional() }).optional(),
  }),
})
type NmiEvent = z.infer<typeof eventSchema>

const toldReturn = ({ event_type, event_body }: NmiEvent): CallbackReading["tells"] => {
  const { action, currency = DEFAULT_CURRENCY } = event_body
  const units = parseAmount(action?.amount ?? "", currency)
  return /^transaction\.check\.status\.(late)?return$/.test(event_type) && units
    ? {
        returned: {
          code: returnCode(action?.response_text ?? ""),
          money: { amount: formatAmount(units, currency), currency },
        },
      }
    : {}
}

/**
 * Reads an event of the gateway. Chargebacks come in batches that name cards and amounts but no
 * transaction: such an event names no payment either, so a person has to see which it is.
 *
 * @throws Error when the body is not an event of NMI's
 */
export const readEvent = (body: Buffer): CallbackReading => {
  const event = eventSchema.parse(JSON.parse(body.toString("utf8")))
  const { event_type: type, event_body: about } = event
  const isAboutPayment = type.startsWith("transaction.") || type.startsWith("chargeback.")
  // The transaction of a refund is the refund's; the order id is the charge's.
  const isRefund = /^transaction\.(refund|credit|void)\./.test(type)
  return {
    event_id: event.event_id,
    type,
    reference: about.order_id || null,
    payment_id: isRefund && about.order_id ? null : (about.transaction_id ?? null),
    ignore: isAboutPayment ? null : "This event is not about a payment.",
    tells: toldReturn(event),
  }
}
