import type { Answer, PaymentView, Processor, RefundView } from "../processor"
import { lostOf } from "../reading"
import type { Reply } from "../reading"
import { EMPTY_VIEW, lostCharge, lostQuestion, lostRefund, NEVER_SEEN } from "../views"
import { PaypalClient } from "./client"
import { paypalCodes } from "./codes"
import {
  amountFor,
  canBeClosed,
  closingPatch,
  decidingCapture,
  disputeIdsOf,
  disputeView,
  mustBeCaptured,
  orderOf,
  orderRequest,
  orderView,
  readEvent,
  refundRequest,
  refundView,
  refusalOf,
} from "./transformers"
import type { PaypalOrder } from "./transformers"
import { isFromPaypal } from "./webhook-signature"

const answer = <View>(paypal: PaypalClient, view: View): Answer<View> => ({
  view,
  exchanges: paypal.exchanges,
})

/** Refused for certain, in PayPal's words. */
const declined = (
  paymentId: string | null,
  code: string,
  message: string | null = null
): PaymentView => ({ ...EMPTY_VIEW, payment_id: paymentId, state: "declined", code, message })

/** What an answer means that shows no order, after a call that was to make one. */
const viewWithoutOrder = (reply: Reply): PaymentView => {
  const refusal = refusalOf(reply)
  return refusal ? declined(null, refusal.code, refusal.message) : lostCharge(null, lostOf(reply))
}

/** The disputes about a capture, as far as PayPal lets us ask; callbacks tell them as well. */
const askDisputes = async (
  paypal: PaypalClient,
  order: PaypalOrder
): Promise<PaymentView["disputes"]> => {
  const capture = decidingCapture(order)
  const ids = capture ? disputeIdsOf(await paypal.listDisputes(capture.id)) : []
  const views: PaymentView["disputes"][number][] = []
  for (const id of ids) {
    const view = disputeView(await paypal.getDispute(id))
    if (view) {
      views.push(view)
    }
  }
  return views
}

/** The order of this id, or the picture when it cannot be had. */
const askOrder = async (paypal: PaypalClient, id: string): Promise<PaypalOrder | PaymentView> => {
  const reply = await paypal.getOrder(id)
  const order = orderOf(reply)
  if (order) {
    return order
  }
  // PayPal forgets an order that nobody has approved after some hours.
  return refusalOf(reply)?.status === 404
    ? declined(id, "expired")
    : lostQuestion(id, lostOf(reply))
}

const isOrder = (found: PaypalOrder | PaymentView): found is PaypalOrder => "status" in found

/** The picture of an order as it is now, without doing anything about it. */
const lookAt = async (paypal: PaypalClient, id: string): Promise<PaymentView> => {
  const found = await askOrder(paypal, id)
  return isOrder(found) ? orderView(found, []) : found
}

/** Issues of a capture that say: it has been done, or is being done, by another call. */
const DONE_ELSEWHERE: ReadonlySet<string> = new Set([
  "ORDER_ALREADY_CAPTURED",
  "ORDER_COMPLETION_IN_PROGRESS",
])

/** Statuses that refuse the call, not the payment: the payer's approval still stands. */
const NOT_NOW: ReadonlySet<number> = new Set([401, 403, 429])

/**
 * Takes the money of an order that the payer has approved. When the payer is refused the order is
 * closed as well: declined has to mean that nothing comes any more.
 */
const capture = async (
  paypal: PaypalClient,
  reference: string,
  id: string
): Promise<PaymentView> => {
  const reply = await paypal.captureOrder(reference, id)
  const order = orderOf(reply)
  if (order) {
    return orderView(order, [])
  }
  const refusal = refusalOf(reply)
  if (!refusal) {
    return { ...lostQuestion(id, lostOf(reply)) }
  }
  if (NOT_NOW.has(refusal.status)) {
    const { code, message } = refusal
    return { ...EMPTY_VIEW, payment_id: id, state: "pending", code, message }
  }
  if (DONE_ELSEWHERE.has(refusal.code)) {
    return lookAt(paypal, id)
  }
  await paypal.patchOrder(id, closingPatch(reference))
  return declined(id, refusal.code, refusal.message)
}

/** The capture that a refund names: known from the charge, or asked for. */
const captureIdOf = async (
  paypal: PaypalClient,
  charge: { payment_id: string | null; capture_id: string | null }
): Promise<string | null> => {
  if (charge.capture_id || !charge.payment_id) {
    return charge.capture_id
  }
  const order = await askOrder(paypal, charge.payment_id)
  return isOrder(order) ? (decidingCapture(order)?.id ?? null) : null
}

/**
 * PayPal, by payment link only (Orders v2, intent CAPTURE): an order is made, the payer approves it on
 * PayPal's page, and whoever asks about it next captures it, be it because of the callback, because
 * of the poller or because of a person.
 */
export const paypalProcessor: Processor = {
  name: "paypal",
  title: "PayPal",
  capabilities: {
    methods: ["paypal"],
    needs_cvv: false,
    stored_credential: false,
    mail_or_telephone: false,
    refund: true,
    partial_refund: true,
    payment_link: true,
    // An order whose id never reached us has a link that nobody has seen.
    not_found_grace_seconds: 0,
  },
  account_fields: {
    settings: [
      { name: "client_id", label: "Client ID", required: true },
      { name: "webhook_id", label: "Webhook ID", required: true },
      { name: "timeout_seconds", label: "Seconds to wait for an answer", required: false },
    ],
    secrets: [{ name: "client_secret", label: "Client secret", required: true }],
  },

  charge: async () => ({ view: declined(null, "INSTRUMENT_NOT_SUPPORTED"), exchanges: [] }),

  createPaymentLink: async (account, request) => {
    const paypal = new PaypalClient(account)
    const value = amountFor(request.money)
    if (value === null) {
      return answer(paypal, declined(null, "DECIMAL_PRECISION"))
    }
    const reply = await paypal.createOrder(request.reference, orderRequest(request, value))
    const order = orderOf(reply)
    return answer(paypal, order ? orderView(order, []) : viewWithoutOrder(reply))
  },

  query: async (account, { reference, payment_id }) => {
    const paypal = new PaypalClient(account)
    if (payment_id === null) {
      // PayPal finds orders by its own id only. Without it, nobody has the link: it cannot be paid.
      return answer(paypal, NEVER_SEEN)
    }
    const order = await askOrder(paypal, payment_id)
    if (!isOrder(order)) {
      return answer(paypal, order)
    }
    const view = mustBeCaptured(order)
      ? await capture(paypal, reference, order.id)
      : orderView(order, await askDisputes(paypal, order))
    return answer(paypal, view)
  },

  close: async (account, { reference, payment_id }) => {
    const paypal = new PaypalClient(account)
    if (payment_id === null) {
      return answer(paypal, declined(null, "closed_by_us"))
    }
    const before = await askOrder(paypal, payment_id)
    if (!isOrder(before)) {
      return answer(paypal, before)
    }
    if (!canBeClosed(before)) {
      return answer(paypal, orderView(before, []))
    }
    // Whether PayPal has taken the mark is what the order says afterwards.
    await paypal.patchOrder(payment_id, closingPatch(reference))
    return answer(paypal, await lookAt(paypal, payment_id))
  },

  refund: async (account, request) => {
    const paypal = new PaypalClient(account)
    const { reference, money } = request
    const refused = (code: string, message: string | null = null): Answer<RefundView> =>
      answer(paypal, {
        ...{ refund_id: null, reference, state: "declined", money, code, message, fee: null },
      })
    const value = amountFor(money)
    if (value === null) {
      return refused("DECIMAL_PRECISION")
    }
    const captureId = await captureIdOf(paypal, request.charge)
    if (captureId === null) {
      return refused("RESOURCE_NOT_FOUND")
    }
    const reply = await paypal.refundCapture(captureId, reference, refundRequest(request, value))
    const made = refundView(reply, money)
    if (made) {
      return answer(paypal, made)
    }
    const refusal = refusalOf(reply)
    return refusal
      ? refused(refusal.code, refusal.message)
      : answer(paypal, lostRefund(reference, money, lostOf(reply)))
  },

  verifyCallback: isFromPaypal,
  readCallback: readEvent,
  codes: paypalCodes,
}
