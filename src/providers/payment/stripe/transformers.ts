import type Stripe from "stripe"
import { z } from "@medusajs/framework/zod"
import type {
  CallbackReading,
  ChargeRequest,
  DisputeView,
  LinkRequest,
  Money,
  Outcome,
  PaymentView,
  RefundRequest,
  RefundView,
} from "../processor"
import { EMPTY_VIEW } from "../views"
import { fromStripeAmount, toStripeAmount } from "./amounts"
import { STRIPE_CODES } from "./codes"

/** The whole picture of a payment needs these; Stripe expands four levels deep. */
export const PAYMENT_EXPANSION = [
  "latest_charge.balance_transaction",
  "latest_charge.refunds.data.balance_transaction",
]
export const SESSION_EXPANSION = [
  "payment_intent.latest_charge.balance_transaction",
  "payment_intent.latest_charge.refunds",
]

/** A customer has this long on a payment link; Stripe allows up to a day. */
export const LINK_HOURS = 23

/** What a refund, dispute or customer's page is told apart by afterwards. */
const metadataOf = (request: { reference: string; order_id?: string }): Record<string, string> => ({
  attempt_id: request.reference,
  ...(request.order_id ? { order_id: request.order_id } : {}),
})

/** Announces the payment; null when Stripe cannot take exactly this amount. */
export const prepareParams = (request: ChargeRequest): Stripe.PaymentIntentCreateParams | null => {
  const amount = toStripeAmount(request.money)
  return amount === null
    ? null
    : {
        amount,
        currency: request.money.currency.toLowerCase(),
        allowed_payment_method_types: ["card"],
        description: request.order_id,
        metadata: metadataOf(request),
      }
}

type CardOptions = Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.Card & {
  /** For cards that were not saved at Stripe; documented for merchants with raw card data. */
  mit_exemption?: { network_transaction_id: string }
}

const cardOptions = ({ initiation }: ChargeRequest): CardOptions => {
  if (initiation.kind === "mail_or_telephone") {
    return { moto: true }
  }
  if (initiation.kind === "customer") {
    return {}
  }
  const id = initiation.network_transaction_id
  return {
    stored_credential_usage: "unscheduled",
    ...(id ? { mit_exemption: { network_transaction_id: id } } : {}),
  }
}

/** @throws Error for an instrument that Stripe is not given */
export const confirmParams = (request: ChargeRequest): Stripe.PaymentIntentConfirmParams => {
  const { instrument, payer } = request
  if (instrument.kind !== "card") {
    throw new Error("Stripe charges cards only.")
  }
  const card = {
    number: instrument.number,
    exp_month: instrument.expiry_month,
    exp_year: instrument.expiry_year,
    ...(instrument.cvv ? { cvc: instrument.cvv } : {}),
  }
  const { billing } = payer
  const options = cardOptions(request)
  const data: Stripe.PaymentIntentConfirmParams.PaymentMethodData & { card: typeof card } = {
    type: "card",
    card,
    billing_details: {
      name: instrument.holder,
      email: payer.email,
      phone: payer.phone,
      address: {
        line1: billing.address1,
        ...(billing.address2 ? { line2: billing.address2 } : {}),
        city: billing.city,
        ...(billing.state ? { state: billing.state } : {}),
        ...(billing.zip ? { postal_code: billing.zip } : {}),
        country: billing.country,
      },
    },
  }
  return {
    payment_method_data: data,
    ...(Object.keys(options).length > 0 ? { payment_method_options: { card: options } } : {}),
    // The customer who is not there can confirm nothing: Stripe declines instead of asking.
    ...(request.initiation.kind === "stored"
      ? { off_session: true }
      : { return_url: request.return_url }),
    expand: PAYMENT_EXPANSION,
  }
}

/** Null when Stripe cannot give back exactly this amount. */
export const refundParams = (request: RefundRequest): Stripe.RefundCreateParams | null => {
  const amount = toStripeAmount(request.money)
  const { capture_id: charge, payment_id: payment } = request.charge
  return amount === null
    ? null
    : {
        amount,
        ...(charge ? { charge } : { payment_intent: payment ?? "" }),
        metadata: metadataOf(request),
        expand: ["balance_transaction"],
      }
}

export const sessionParams = (
  request: LinkRequest,
  now: Date
): Stripe.Checkout.SessionCreateParams | null => {
  const amount = toStripeAmount(request.money)
  return amount === null
    ? null
    : {
        mode: "payment",
        allowed_payment_method_types: ["card"],
        client_reference_id: request.reference,
        customer_email: request.payer.email,
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: request.money.currency.toLowerCase(),
              unit_amount: amount,
              product_data: { name: request.order_id },
            },
          },
        ],
        metadata: metadataOf(request),
        payment_intent_data: { metadata: metadataOf(request) },
        expires_at: Math.floor(now.getTime() / 1000) + LINK_HOURS * 3600,
        success_url: request.return_url,
      }
}

/** An object that was asked to be expanded; null while it is only an id. */
const expandedOf = <Value extends { id: string }>(
  value: string | Value | null | undefined
): Value | null => (typeof value === "object" && value !== null ? value : null)

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === "string" ? value : (value?.id ?? null)

const REFUND_STATES: Readonly<Record<string, Outcome>> = {
  succeeded: "approved",
  failed: "declined",
  canceled: "declined",
}

export const refundViewOf = (refund: Stripe.Refund): RefundView => {
  const transaction = expandedOf(refund.balance_transaction)
  return {
    refund_id: refund.id,
    reference: refund.metadata?.attempt_id ?? null,
    state: REFUND_STATES[refund.status ?? ""] ?? "pending",
    money: fromStripeAmount(refund.amount, refund.currency),
    code: refund.failure_reason ?? null,
    message: null,
    fee: transaction && fromStripeAmount(transaction.fee, transaction.currency),
  }
}

/** A dispute that has moved money. An inquiry of a bank ("warning_…") has not. */
export const disputeViewsOf = (disputes: readonly Stripe.Dispute[]): DisputeView[] =>
  disputes
    .filter(({ balance_transactions }) => balance_transactions.length > 0)
    .map((dispute) => ({
      dispute_id: dispute.id,
      money: fromStripeAmount(dispute.amount, dispute.currency),
      state: dispute.status === "won" ? "won" : dispute.status === "lost" ? "lost" : "open",
      fee: fromStripeAmount(
        dispute.balance_transactions.reduce((sum, { fee }) => sum + fee, 0),
        dispute.balance_transactions[0].currency
      ),
      reason: dispute.reason,
    }))

/** Failures of these kinds happen before an issuer is asked. */
const BEFORE_THE_ISSUER: readonly string[] = [
  "processor_unavailable",
  "account_setup",
  "invalid_request",
  "rate_limited",
]

type Refusal = {
  type?: string | null
  code?: string | null
  decline_code?: string | null
  message?: string | null
  network_advice_code?: string | null
  charge?: unknown
}

/** Stripe's words for a failure; the decline code says more than the code beside it. */
const refusalOf = (
  error: Refusal
): Pick<PaymentView, "code" | "message" | "advice_code" | "issuer_answered"> => {
  const code = error.decline_code || error.code || error.type || "card_declined"
  const category = STRIPE_CODES[code]?.category ?? "other"
  return {
    code,
    message: error.message ?? null,
    advice_code: error.network_advice_code ?? null,
    issuer_answered: Boolean(error.charge) && !BEFORE_THE_ISSUER.includes(category),
  }
}

/** Refusals that have no code of their own, by the SDK's name for them. */
const CODES_OF_TYPES: Readonly<Record<string, string>> = {
  StripeAuthenticationError: "authentication_error",
  StripePermissionError: "permission_error",
  StripeRateLimitError: "rate_limit",
}

/** Stripe's refusal to do what was asked, as the view of a payment: nothing was charged. */
export const refusedView = (
  paymentId: string | null,
  error: Stripe.errors.StripeError
): PaymentView => {
  // Confirmed before, or by another of our requests: the answer to this one proves nothing.
  const isMoot =
    error.code === "payment_intent_unexpected_state" || error.rawType === "idempotency_error"
  return {
    ...EMPTY_VIEW,
    payment_id: paymentId,
    state: isMoot ? "unknown" : "declined",
    ...refusalOf({
      ...{ code: error.code, decline_code: error.decline_code, charge: error.charge },
      ...{ message: error.message, network_advice_code: error.network_advice_code },
      type: CODES_OF_TYPES[error.type] ?? error.rawType,
    }),
  }
}

const stateOf = (
  intent: Stripe.PaymentIntent
): Pick<PaymentView, "state"> & Partial<PaymentView> => {
  const failure = intent.last_payment_error
  switch (intent.status) {
    case "succeeded":
      return { state: "approved", issuer_answered: true }
    case "processing":
    case "requires_capture":
      return { state: "pending", code: intent.status, issuer_answered: true }
    case "requires_action":
      return {
        state: "pending",
        code: intent.status,
        redirect_url: intent.next_action?.redirect_to_url?.url ?? null,
      }
    case "canceled":
      if (failure) {
        return { state: "declined", ...refusalOf(failure) }
      }
      // A payment that was never confirmed and cannot be any more has, in effect, never been made.
      return { state: "declined", code: intent.payment_method ? "closed_by_us" : "never_arrived" }
    default:
      return failure
        ? { state: "declined", ...refusalOf(failure) }
        : { state: "unknown", code: "not_confirmed", message: "Announced, but not confirmed." }
  }
}

/** The picture of a payment. Disputes are asked for apart: a charge only says that it has some. */
export const paymentViewOf = (
  intent: Stripe.PaymentIntent,
  disputes: readonly Stripe.Dispute[] = [],
  moreRefunds: readonly Stripe.Refund[] = []
): PaymentView => {
  const charge = expandedOf(intent.latest_charge)
  const isPaid = charge !== null && charge.status === "succeeded" && charge.captured
  const transaction = isPaid ? expandedOf(charge.balance_transaction) : null
  return {
    ...EMPTY_VIEW,
    payment_id: intent.id,
    ...stateOf(intent),
    capture_id: isPaid ? charge.id : null,
    captured: isPaid ? fromStripeAmount(charge.amount_captured, charge.currency) : null,
    fee: transaction && fromStripeAmount(transaction.fee, transaction.currency),
    network_transaction_id: charge?.payment_method_details?.card?.network_transaction_id ?? null,
    refunds: [...(charge?.refunds?.data ?? []), ...moreRefunds].map(refundViewOf),
    disputes: disputeViewsOf(disputes),
  }
}

/** The picture of a payment link; once it is paid, that of the payment made with it. */
export const sessionViewOf = (
  session: Stripe.Checkout.Session,
  disputes: readonly Stripe.Dispute[] = []
): PaymentView => {
  const intent = expandedOf(session.payment_intent)
  if (intent && session.status === "complete") {
    return paymentViewOf(intent, disputes)
  }
  const expiresAt = new Date(session.expires_at * 1000)
  const link = { ...EMPTY_VIEW, payment_id: session.id, expires_at: expiresAt }
  return session.status === "expired"
    ? { ...link, state: "declined", code: "expired" }
    : { ...link, state: "pending", code: "link_open", redirect_url: session.url }
}

/** A payment or refund of an amount that Stripe has no units for: nothing was sent. */
export const notChargeable = ({ amount, currency }: Money): { code: string; message: string } => ({
  code: "amount_not_chargeable",
  message: `Stripe cannot move exactly ${amount} ${currency}.`,
})

const eventSchema = z.object({
  id: z.string().min(1),
  object: z.literal("event"),
  type: z.string().min(1),
  data: z.object({
    object: z.object({
      id: z.string().optional(),
      object: z.string().optional(),
      payment_intent: z.union([z.string(), z.object({ id: z.string() }), z.null()]).optional(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
})

/** Kinds of objects by which an event can be about a payment of ours. */
const OWN_METADATA = ["payment_intent", "charge", "checkout.session"]
const BELONGS_TO_PAYMENT = ["refund", "dispute"]

/** @throws Error when the body is not an event of Stripe's */
export const readEvent = (body: Buffer): CallbackReading => {
  const event = eventSchema.parse(JSON.parse(body.toString("utf8")))
  const { object } = event.data
  const kind = object.object ?? ""
  const hasMetadata = OWN_METADATA.includes(kind)
  const reference = hasMetadata ? (object.metadata?.attempt_id ?? null) : null
  const reading = {
    event_id: event.id,
    type: event.type,
    reference,
    payment_id:
      kind === "payment_intent" || kind === "checkout.session"
        ? (object.id ?? null)
        : idOf(object.payment_intent),
    tells: {},
  }
  if (!hasMetadata && !BELONGS_TO_PAYMENT.includes(kind)) {
    return { ...reading, ignore: "This event is not about a payment." }
  }
  return hasMetadata && reference === null
    ? { ...reading, ignore: "This payment was not made by this system: it names no attempt." }
    : { ...reading, ignore: null }
}
