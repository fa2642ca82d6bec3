import { z } from "@medusajs/framework/zod"
import { currencyExponent, formatAmount, parseAmount, parseDecimal } from "../../../lib/money"
import { cleanWords, goodJsonAs, jsonAs } from "../reading"
import type { Reply } from "../reading"
import type {
  CallbackReading,
  LinkRequest,
  Money,
  Outcome,
  PaymentView,
  RefundRequest,
  RefundView,
} from "../processor"
import { EMPTY_VIEW } from "../views"

/**
 * Our words into those of BTCPay Server's Greenfield API and back. Pure: no network, no clock. An
 * invoice is a payment link: the customer pays it in a cryptocurrency, its amounts are in ours.
 */

const decimal = z.union([z.string(), z.number()]).transform(String)

const paymentSchema = z.object({ id: z.string(), status: z.string() })

const invoiceSchema = z.object({
  id: z.string(),
  status: z.string(),
  additionalStatus: z.string().default("None"),
  currency: z.string(),
  amount: decimal,
  paidAmount: decimal.optional(),
  checkoutLink: z.string().nullish(),
  createdTime: z.number().optional(),
  expirationTime: z.number().optional(),
  metadata: z.object({ orderId: z.string().nullish() }).nullish(),
  /** Given when asked for with `includePaymentMethods`. */
  paymentMethods: z.array(z.object({ payments: z.array(paymentSchema).default([]) })).optional(),
})

const pullPaymentSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  currency: z.string(),
  amount: decimal,
  archived: z.boolean().default(false),
  viewLink: z.string().nullish(),
})

const payoutSchema = z.object({ id: z.string(), state: z.string() })

/** A problem is an object with a code, a list of wrong fields, or nothing at all. */
const problemSchema = z.object({ code: z.string().optional(), message: z.string().optional() })
const faultsSchema = z.array(z.object({ path: z.string().optional(), message: z.string() })).min(1)

export type Invoice = z.infer<typeof invoiceSchema>
export type PullPayment = z.infer<typeof pullPaymentSchema>
export type Payout = z.infer<typeof payoutSchema>

export const invoiceOf = (reply: Reply): Invoice | null => goodJsonAs(reply, invoiceSchema)
export const invoicesOf = (reply: Reply): Invoice[] | null =>
  goodJsonAs(reply, z.array(invoiceSchema))
export const pullPaymentOf = (reply: Reply): PullPayment | null =>
  goodJsonAs(reply, pullPaymentSchema)
export const pullPaymentsOf = (reply: Reply): PullPayment[] | null =>
  goodJsonAs(reply, z.array(pullPaymentSchema))
export const payoutsOf = (reply: Reply): Payout[] | null => goodJsonAs(reply, z.array(payoutSchema))

// ---------------------------------------------------------------------------------------------
// Requests

/** Coins that BTCPay Server takes itself, by the name of its payment method. */
const COINS: Readonly<Record<string, string>> = {
  BTC: "BTC-CHAIN",
  LTC: "LTC-CHAIN",
  XMR: "XMR-CHAIN",
  DASH: "DASH-CHAIN",
  DOGE: "DOGE-CHAIN",
}

/**
 * The invoice to make. `metadata.orderId` is our attempt: BTCPay Server finds invoices by it and sends
 * it back with every callback. Who the customer is stays with us.
 */
export const invoiceRequest = (request: LinkRequest) => {
  const coin = request.pay_currency ? COINS[request.pay_currency.toUpperCase()] : undefined
  return {
    amount: request.money.amount,
    currency: request.money.currency,
    metadata: { orderId: request.reference, itemDesc: `Order ${request.order_id}` },
    checkout: {
      redirectURL: request.return_url,
      redirectAutomatically: true,
      // Shown first; the customer may still take another one.
      ...(coin ? { defaultPaymentMethod: coin } : {}),
    },
  }
}

/** What says to which invoice a pull payment belongs: BTCPay Server itself does not tell. */
const refundOf = (invoiceId: string): string => `Refund of invoice ${invoiceId}`

const ownName = (invoiceId: string): string => `Refund ${invoiceId}`

/**
 * The refund to make: a pull payment, that is, money the customer may fetch to an address of theirs.
 * In our currency and not in coins, so that it is worth what was agreed.
 */
export const refundRequest = (request: RefundRequest, invoiceId: string) => ({
  name: request.reference,
  description: refundOf(invoiceId),
  refundVariant: "Custom",
  customAmount: request.money.amount,
  customCurrency: request.money.currency,
})

/** Ours by the description; one made on BTCPay Server's own pages by the name it gets there. */
export const isRefundOf = ({ name, description }: PullPayment, invoiceId: string): boolean =>
  description === refundOf(invoiceId) || name === ownName(invoiceId)

// ---------------------------------------------------------------------------------------------
// Answers

/** Digits to which a payment in coins is counted back into money. */
const COIN_DIGITS = 9

/**
 * What was paid, rounded to the places of the currency: coins are counted back into money with more
 * of them. Null when nothing was.
 */
const paidOf = ({ paidAmount, currency }: Invoice): Money | null => {
  const fine = parseDecimal(paidAmount ?? "0", COIN_DIGITS)
  if (fine === undefined || fine <= 0n) {
    return null
  }
  const divisor = 10n ** BigInt(COIN_DIGITS - currencyExponent(currency))
  const units = (fine + divisor / 2n) / divisor
  return units > 0n ? { amount: formatAmount(units, currency), currency } : null
}

const paymentsOf = ({ paymentMethods = [] }: Invoice) =>
  paymentMethods.flatMap(({ payments }) => payments)

/** What the status says of an invoice, before what was paid is looked at. */
type Stage = "open" | "confirming" | "paid" | "over"
const STAGES: Readonly<Record<string, Stage>> = {
  New: "open",
  Processing: "confirming",
  Settled: "paid",
  Expired: "over",
  Invalid: "over",
}

const OPEN_OUTCOMES: Readonly<Record<Stage, Outcome>> = {
  open: "pending",
  confirming: "pending",
  // Settled by somebody's word at BTCPay Server: no money is known of, so a person has to look.
  paid: "pending",
  over: "declined",
}

const MESSAGES: Readonly<Record<string, string>> = {
  PaidPartial: "Less than the amount was paid",
  PaidOver: "More than the amount was paid",
  PaidLate: "Paid after the invoice had expired",
  Marked: "Marked by hand in BTCPay Server",
}

const isOver = (stage: Stage): boolean => stage === "paid" || stage === "over"

/** How the invoice stands and why, in one word each; the code is the more telling of the two. */
const codeOf = ({ status, additionalStatus }: Invoice, state: Outcome): string => {
  if (state === "declined" && status === "Invalid" && additionalStatus === "Marked") {
    return "closed_by_us"
  }
  return additionalStatus === "None" || state === "declined" ? status : additionalStatus
}

/**
 * The picture of an invoice. What was really paid counts, not the status: money on an expired or
 * closed invoice is money. As long as the chain has not confirmed all of it, it is pending.
 */
export const invoiceView = (invoice: Invoice, refunds: readonly RefundView[]): PaymentView => {
  const stage = STAGES[invoice.status] ?? "open"
  const paid = paidOf(invoice)
  const payments = paymentsOf(invoice)
  const isConfirming = payments.some(({ status }) => status === "Processing")
  const isLost = payments.length > 0 && payments.every(({ status }) => status === "Invalid")
  const state: Outcome =
    paid && isOver(stage) && !isLost
      ? isConfirming
        ? "pending"
        : "approved"
      : OPEN_OUTCOMES[stage]
  return {
    ...EMPTY_VIEW,
    payment_id: invoice.id,
    state,
    code: codeOf(invoice, state),
    message: MESSAGES[invoice.additionalStatus] ?? null,
    redirect_url: stage === "open" ? (invoice.checkoutLink ?? null) : null,
    expires_at: invoice.expirationTime ? new Date(invoice.expirationTime * 1000) : null,
    captured: state === "approved" ? paid : null,
    refunds,
  }
}

/**
 * Which of the invoices of one attempt counts, if a lost answer has left more than one: the one that
 * money came to, or else the newest.
 */
export const decidingInvoice = (invoices: readonly Invoice[]): Invoice | null => {
  const byAge = [...invoices].sort(
    (one, other) => (other.createdTime ?? 0) - (one.createdTime ?? 0)
  )
  return byAge.find((invoice) => paidOf(invoice) !== null) ?? byAge[0] ?? null
}

const isOurs = ({ description }: PullPayment): boolean =>
  description?.startsWith(refundOf("")) ?? false

const PAID_OUT = "Completed"
const NOT_PAID_OUT = "Cancelled"

/** The picture of a refund: pending until the customer has fetched it and it has been sent. */
export const pullPaymentView = (
  pullPayment: PullPayment,
  payouts: readonly Payout[]
): RefundView => {
  const isSent = payouts.some(({ state }) => state === PAID_OUT)
  const isOpen = payouts.some(({ state }) => state !== PAID_OUT && state !== NOT_PAID_OUT)
  const state: Outcome = isSent
    ? "approved"
    : pullPayment.archived && !isOpen
      ? "declined"
      : "pending"
  const units = parseDecimal(pullPayment.amount, currencyExponent(pullPayment.currency)) ?? 0n
  return {
    refund_id: pullPayment.id,
    // A refund made there has no reference of ours, only a name.
    reference: isOurs(pullPayment) ? (pullPayment.name ?? null) : null,
    state,
    money: {
      amount: formatAmount(units, pullPayment.currency),
      currency: pullPayment.currency,
    },
    code: state === "declined" ? "PayoutCancelled" : null,
    message:
      state === "pending" && pullPayment.viewLink
        ? `The customer claims it at ${pullPayment.viewLink}`
        : null,
    fee: null,
  }
}

/** Whether a refund is more than what is left of a payment after the refunds there are. */
export const exceeds = (
  asked: Money,
  captured: Money,
  earlier: readonly Pick<RefundView, "state" | "money">[]
): boolean => {
  const unitsOf = ({ amount, currency }: Money): bigint => parseAmount(amount, currency) ?? 0n
  const given = earlier
    .filter(({ state, money }) => state !== "declined" && money.currency === captured.currency)
    .reduce((sum, { money }) => sum + unitsOf(money), 0n)
  return asked.currency !== captured.currency || given + unitsOf(asked) > unitsOf(captured)
}

/** What an answer refuses, in BTCPay Server's words; null when it refuses nothing for certain. */
export const refusalOf = (
  reply: Reply
): { status: number; code: string; message: string | null } | null => {
  if (reply.kind !== "answered" || reply.status < 400 || reply.status >= 500) {
    return null
  }
  if (reply.status === 408) {
    return null
  }
  const faults = jsonAs(reply, faultsSchema)
  const problem = faults ? null : jsonAs(reply, problemSchema)
  return {
    status: reply.status,
    code: faults ? "validation-error" : (problem?.code ?? `http_${reply.status}`),
    message: cleanWords(
      faults
        ? faults.map(({ path, message }) => `${path ?? ""}: ${message}`).join("; ")
        : problem?.message
    ),
  }
}

// ---------------------------------------------------------------------------------------------
// Callbacks

const eventSchema = z.object({
  deliveryId: z.string().min(1).max(200),
  /** The same when a callback is sent again, while `deliveryId` is a new one. */
  originalDeliveryId: z.string().min(1).max(200).nullish(),
  type: z.string().min(1).max(200),
  invoiceId: z.string().max(200).nullish(),
  pullPaymentId: z.string().max(200).nullish(),
  metadata: z.object({ orderId: z.string().max(200).nullish() }).nullish(),
})

const INVOICE_EVENTS: ReadonlySet<string> = new Set([
  "InvoiceReceivedPayment",
  "InvoicePaymentSettled",
  "InvoiceProcessing",
  "InvoiceExpired",
  "InvoiceSettled",
  "InvoiceInvalid",
])

/** A payout is how a refund is fetched; it names the refund, not the invoice. */
const REFUND_EVENTS: ReadonlySet<string> = new Set([
  "PayoutCreated",
  "PayoutApproved",
  "PayoutUpdated",
])

/** Reads an event. @throws Error when the text is no event of BTCPay Server */
export const readEvent = (body: Buffer): CallbackReading => {
  const event = eventSchema.parse(JSON.parse(body.toString("utf8")))
  const isRefund = REFUND_EVENTS.has(event.type)
  return {
    event_id: event.originalDeliveryId ?? event.deliveryId,
    type: event.type,
    reference: isRefund ? null : (event.metadata?.orderId ?? null),
    payment_id: (isRefund ? event.pullPaymentId : event.invoiceId) ?? null,
    ignore: isRefund || INVOICE_EVENTS.has(event.type) ? null : "no money has moved",
    tells: {},
  }
}
