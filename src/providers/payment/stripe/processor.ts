import type Stripe from "stripe"
import type {
  AccountAccess,
  Answer,
  ChargeRequest,
  LinkRequest,
  PaymentReference,
  PaymentView,
  Processor,
  RefundRequest,
  RefundView,
} from "../processor"
import { EMPTY_VIEW, lostCharge, lostQuestion, lostRefund, NEVER_SEEN } from "../views"
import { askStripe, isSignedByStripe, type StripeAnswer } from "./client"
import { STRIPE_CODES } from "./codes"
import {
  confirmParams,
  notChargeable,
  PAYMENT_EXPANSION,
  paymentViewOf,
  prepareParams,
  readEvent,
  refundParams,
  refundViewOf,
  refusedView,
  SESSION_EXPANSION,
  sessionParams,
  sessionViewOf,
} from "./transformers"

/** Stripe keeps the outcome under this key: the same step again is answered, not repeated. */
const keyOf = (reference: string, step: string): { idempotencyKey: string } => ({
  idempotencyKey: `${reference}-${step}`,
})

const isLink = (paymentId: string): boolean => paymentId.startsWith("cs_")

/**
 * Creates the PaymentIntent, unconfirmed. Nothing can be charged before it is confirmed, so every
 * failure here is a definite one.
 */
const prepare = async (
  account: AccountAccess,
  request: ChargeRequest
): Promise<Answer<PaymentView>> => {
  const params = prepareParams(request)
  if (!params) {
    return {
      view: { ...EMPTY_VIEW, state: "declined", ...notChargeable(request.money) },
      exchanges: [],
    }
  }
  const answer = await askStripe(account, { purpose: "prepare" }, (stripe) =>
    stripe.paymentIntents.create(params, keyOf(request.reference, "prepare"))
  )
  const { exchanges } = answer
  if (answer.kind === "value") {
    const view: PaymentView = { ...EMPTY_VIEW, payment_id: answer.value.id, state: "pending" }
    return { view, exchanges }
  }
  if (answer.kind === "refusal") {
    return { view: refusedView(null, answer.error), exchanges }
  }
  const { code, message } = answer.lost
  const view: PaymentView = {
    ...EMPTY_VIEW,
    ...{ state: "declined", message },
    code: code === "not_reached" ? code : "not_prepared",
  }
  return { view, exchanges }
}

const charge = async (
  account: AccountAccess,
  request: ChargeRequest
): Promise<Answer<PaymentView>> => {
  const paymentId = request.prepared_payment_id
  if (!paymentId) {
    throw new Error("A payment at Stripe is prepared before it is charged.")
  }
  const params = confirmParams(request)
  const answer = await askStripe(
    account,
    { purpose: "charge", instrument: request.instrument },
    (stripe) =>
      stripe.paymentIntents.confirm(paymentId, params, keyOf(request.reference, "confirm"))
  )
  const { exchanges } = answer
  switch (answer.kind) {
    case "value":
      return { view: paymentViewOf(answer.value), exchanges }
    case "refusal":
      return { view: refusedView(paymentId, answer.error), exchanges }
    case "lost":
      return { view: lostCharge(paymentId, answer.lost), exchanges }
  }
}

/** What an answer says about a payment that was asked about. */
const questionView = (
  paymentId: string,
  answer: StripeAnswer<PaymentView>
): Answer<PaymentView> => {
  const { exchanges } = answer
  if (answer.kind === "value") {
    return { view: answer.value, exchanges }
  }
  if (answer.kind === "lost") {
    return { view: lostQuestion(paymentId, answer.lost), exchanges }
  }
  if (answer.error.code === "resource_missing") {
    return { view: NEVER_SEEN, exchanges }
  }
  const { message } = answer.error
  return { view: lostQuestion(paymentId, { code: "unreadable_answer", message }), exchanges }
}

const disputesOf = async (
  stripe: Stripe,
  intent: Stripe.PaymentIntent
): Promise<Stripe.Dispute[]> => {
  const charge = intent.latest_charge
  const isDisputed = typeof charge === "object" && charge !== null && charge.disputed
  return isDisputed
    ? (await stripe.disputes.list({ payment_intent: intent.id, limit: 100 })).data
    : []
}

/** Refunds beyond those that come with the charge. */
const moreRefundsOf = async (
  stripe: Stripe,
  intent: Stripe.PaymentIntent
): Promise<Stripe.Refund[]> => {
  const charge = intent.latest_charge
  const refunds = typeof charge === "object" && charge !== null ? charge.refunds : null
  return refunds?.has_more
    ? (
        await stripe.refunds.list({
          payment_intent: intent.id,
          starting_after: refunds.data.at(-1)?.id,
          limit: 100,
          expand: ["data.balance_transaction"],
        })
      ).data
    : []
}

const viewPayment = async (stripe: Stripe, paymentId: string): Promise<PaymentView> => {
  const intent = await stripe.paymentIntents.retrieve(paymentId, { expand: PAYMENT_EXPANSION })
  return paymentViewOf(
    intent,
    await disputesOf(stripe, intent),
    await moreRefundsOf(stripe, intent)
  )
}

const viewLink = async (stripe: Stripe, sessionId: string): Promise<PaymentView> => {
  const session = await stripe.checkout.sessions.retrieve(sessionId, { expand: SESSION_EXPANSION })
  const intent = session.payment_intent
  return typeof intent === "object" && intent !== null
    ? sessionViewOf(session, await disputesOf(stripe, intent))
    : sessionViewOf(session)
}

/** A payment without an id was never announced, and what is not announced cannot be charged. */
const query = async (
  account: AccountAccess,
  { payment_id: paymentId }: PaymentReference
): Promise<Answer<PaymentView>> => {
  if (!paymentId) {
    return { view: NEVER_SEEN, exchanges: [] }
  }
  const answer = await askStripe(account, { purpose: "query" }, (stripe) =>
    isLink(paymentId) ? viewLink(stripe, paymentId) : viewPayment(stripe, paymentId)
  )
  return questionView(paymentId, answer)
}

/** Cancels for good; a payment that was paid or cancelled before is simply looked at. */
const close = async (
  account: AccountAccess,
  { reference, payment_id: paymentId }: PaymentReference
): Promise<Answer<PaymentView>> => {
  if (!paymentId) {
    return { view: NEVER_SEEN, exchanges: [] }
  }
  const answer = await askStripe(account, { purpose: "close" }, async (stripe) => {
    if (!isLink(paymentId)) {
      const intent = await stripe.paymentIntents.cancel(
        paymentId,
        { cancellation_reason: "abandoned", expand: PAYMENT_EXPANSION },
        keyOf(reference, "close")
      )
      return paymentViewOf(intent)
    }
    const session = await stripe.checkout.sessions.expire(paymentId)
    return { ...sessionViewOf(session), code: "closed_by_us" }
  })
  if (answer.kind !== "refusal") {
    return questionView(paymentId, answer)
  }
  const asked = await query(account, { reference, payment_id: paymentId })
  return { view: asked.view, exchanges: [...answer.exchanges, ...asked.exchanges] }
}

const refund = async (
  account: AccountAccess,
  request: RefundRequest
): Promise<Answer<RefundView>> => {
  const { reference, money } = request
  const declined: RefundView = {
    ...{
      refund_id: null,
      reference,
      state: "declined",
      money,
      code: null,
      message: null,
      fee: null,
    },
  }
  const params = refundParams(request)
  if (!params) {
    return { view: { ...declined, ...notChargeable(money) }, exchanges: [] }
  }
  const answer = await askStripe(account, { purpose: "refund" }, (stripe) =>
    stripe.refunds.create(params, keyOf(reference, "refund"))
  )
  const { exchanges } = answer
  switch (answer.kind) {
    case "value":
      return { view: refundViewOf(answer.value), exchanges }
    case "refusal": {
      const { code, message } = refusedView(null, answer.error)
      return { view: { ...declined, code, message }, exchanges }
    }
    case "lost":
      return { view: lostRefund(reference, money, answer.lost), exchanges }
  }
}

const createPaymentLink = async (
  account: AccountAccess,
  request: LinkRequest
): Promise<Answer<PaymentView>> => {
  const params = sessionParams(request, new Date())
  if (!params) {
    return {
      view: { ...EMPTY_VIEW, state: "declined", ...notChargeable(request.money) },
      exchanges: [],
    }
  }
  const answer = await askStripe(account, { purpose: "link" }, (stripe) =>
    stripe.checkout.sessions.create(params, keyOf(request.reference, "link"))
  )
  const { exchanges } = answer
  switch (answer.kind) {
    case "value":
      return { view: sessionViewOf(answer.value), exchanges }
    case "refusal":
      return { view: refusedView(null, answer.error), exchanges }
    // A link that nobody was given is paid by nobody.
    case "lost":
      return {
        view: { ...lostCharge(null, answer.lost), state: "declined" },
        exchanges,
      }
  }
}

/** Cards through Stripe's PaymentIntents, with 3-D Secure; payment links through its Checkout. */
export const stripeProcessor: Processor = {
  name: "stripe",
  title: "Stripe",
  capabilities: {
    methods: ["credit_card"],
    needs_cvv: false,
    stored_credential: true,
    mail_or_telephone: true,
    refund: true,
    partial_refund: true,
    payment_link: true,
    not_found_grace_seconds: 0,
  },
  account_fields: {
    settings: [
      { name: "timeout_seconds", label: "Seconds to wait for an answer", required: false },
    ],
    secrets: [
      { name: "secret_key", label: "Secret key", required: true },
      { name: "webhook_secret", label: "Signing secret of the webhook", required: true },
    ],
  },
  prepare,
  charge,
  query,
  close,
  refund,
  createPaymentLink,
  verifyCallback: (account, { headers, body }) =>
    isSignedByStripe(account, body, headers["stripe-signature"] ?? ""),
  readCallback: readEvent,
  codes: STRIPE_CODES,
}
