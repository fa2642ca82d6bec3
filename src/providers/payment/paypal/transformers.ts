import type { OrderRequest, Patch, RefundRequest as PaypalRefund } from "@paypal/paypal-server-sdk"
import {
  CheckoutPaymentIntent,
  PatchOp,
  PaypalExperienceUserAction,
  PaypalWalletContextShippingPreference,
} from "@paypal/paypal-server-sdk"
import { z } from "@medusajs/framework/zod"
import type {
  CallbackReading,
  DisputeView,
  LinkRequest,
  Money,
  Outcome,
  PaymentView,
  RefundRequest,
  RefundView,
} from "../processor"
import { cleanWords, goodJsonAs, jsonAs, readMoney } from "../reading"
import type { Reply } from "../reading"
import { EMPTY_VIEW } from "../views"

/**
 * Our words into PayPal's (Orders v2, Payments v2) and back. Pure: no network, no clock. Requests are
 * written in the SDK's types; answers are read from the bodies as they came, because callbacks have
 * the same shapes and because the SDK throws at a body that misses a field we do not need.
 */

// ---------------------------------------------------------------------------------------------
// What is read of PayPal's answers. Everything else in them is left alone.

const amountSchema = z.object({ currency_code: z.string(), value: z.string() })

const statusReason = z.object({ reason: z.string().optional() }).optional()

const captureSchema = z.object({
  id: z.string(),
  status: z.string(),
  status_details: statusReason,
  amount: amountSchema,
  seller_receivable_breakdown: z.object({ paypal_fee: amountSchema.optional() }).optional(),
})

const refundSchema = z.object({
  id: z.string(),
  status: z.string(),
  status_details: statusReason,
  amount: amountSchema.optional(),
  custom_id: z.string().optional(),
  seller_payable_breakdown: z.object({ paypal_fee: amountSchema.optional() }).optional(),
})

const linkSchema = z.object({ rel: z.string(), href: z.string() })

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  links: z.array(linkSchema).default([]),
  purchase_units: z
    .array(
      z.object({
        custom_id: z.string().optional(),
        payments: z
          .object({
            captures: z.array(captureSchema).default([]),
            refunds: z.array(refundSchema).default([]),
          })
          .optional(),
      })
    )
    .default([]),
})

const disputeSchema = z.object({
  dispute_id: z.string(),
  status: z.string().optional(),
  reason: z.string().optional(),
  dispute_life_cycle_stage: z.string().optional(),
  dispute_amount: amountSchema,
  dispute_outcome: z.object({ outcome_code: z.string().optional() }).optional(),
  disputed_transactions: z
    .array(
      z.object({
        seller_transaction_id: z.string().optional(),
        custom: z.string().optional(),
      })
    )
    .default([]),
})

const disputeListSchema = z.object({
  items: z.array(z.object({ dispute_id: z.string() })).default([]),
})

const errorSchema = z.object({
  name: z.string().optional(),
  message: z.string().optional(),
  details: z
    .array(z.object({ issue: z.string().optional(), description: z.string().optional() }))
    .optional(),
  // The token call has error answers of its own.
  error: z.string().optional(),
  error_description: z.string().optional(),
})

export type PaypalOrder = z.infer<typeof orderSchema>
export type PaypalCapture = z.infer<typeof captureSchema>

/** The order of a good answer, or null. */
export const orderOf = (reply: Reply): PaypalOrder | null => goodJsonAs(reply, orderSchema)

/** The ids of the disputes in a list of them; none when it cannot be read. */
export const disputeIdsOf = (reply: Reply): string[] =>
  (goodJsonAs(reply, disputeListSchema)?.items ?? []).map(({ dispute_id }) => dispute_id)

// ---------------------------------------------------------------------------------------------
// Requests

/** Currencies that PayPal takes in whole units only, whatever ISO 4217 says. */
const WHOLE_UNITS: ReadonlySet<string> = new Set(["HUF", "JPY", "TWD"])

/** The amount as PayPal writes it; null when it has decimals that PayPal does not take. */
export const amountFor = ({ amount, currency }: Money): string | null => {
  if (!WHOLE_UNITS.has(currency)) {
    return amount
  }
  const [whole, fraction = ""] = amount.split(".")
  return /^0*$/.test(fraction) ? whole : null
}

/**
 * PayPal has no call that cancels an order. What it does have: an order is paid only when we capture
 * it. So a closed order gets this mark in front of its `custom_id`, at PayPal, and an order with the
 * mark is never captured, by whichever process asks next.
 */
const CLOSED = "closed."

const isClosed = (order: PaypalOrder): boolean =>
  order.purchase_units.some(({ custom_id }) => custom_id?.startsWith(CLOSED))

const withoutMark = (customId: string | undefined): string | null =>
  customId ? (customId.startsWith(CLOSED) ? customId.slice(CLOSED.length) : customId) : null

/**
 * The order that PayPal is asked to make. `custom_id` is our attempt; `invoice_id`, which the payer
 * sees and PayPal wants to be unique, is our order's public id and the end of the attempt's.
 */
export const orderRequest = (request: LinkRequest, value: string): OrderRequest => ({
  intent: CheckoutPaymentIntent.Capture,
  purchaseUnits: [
    {
      customId: request.reference,
      invoiceId: `${request.order_id}-${request.reference.slice(-6)}`,
      description: `Order ${request.order_id}`,
      amount: { currencyCode: request.money.currency, value },
    },
  ],
  paymentSource: {
    paypal: {
      experienceContext: {
        returnUrl: request.return_url,
        cancelUrl: request.return_url,
        userAction: PaypalExperienceUserAction.PayNow,
        // The address of the order stands; the payer must not choose another one there.
        shippingPreference: PaypalWalletContextShippingPreference.NoShipping,
      },
    },
  },
})

/** The change that keeps an order from ever being captured. */
export const closingPatch = (reference: string): Patch[] => [
  {
    op: PatchOp.Replace,
    path: "/purchase_units/@reference_id=='default'/custom_id",
    value: `${CLOSED}${reference}`,
  },
]

export const refundRequest = (request: RefundRequest, value: string): PaypalRefund => ({
  amount: { currencyCode: request.money.currency, value },
  customId: request.reference,
})

// ---------------------------------------------------------------------------------------------
// Answers

const moneyOf = (amount: { currency_code: string; value: string } | undefined): Money | null =>
  amount ? readMoney(amount.value, amount.currency_code) : null

const CAPTURE_OUTCOMES: Readonly<Record<string, Outcome>> = {
  COMPLETED: "approved",
  PARTIALLY_REFUNDED: "approved",
  REFUNDED: "approved",
  PENDING: "pending",
  DECLINED: "declined",
  FAILED: "declined",
}

/** Of an order without a capture. A word that is not here is pending, as nothing has failed yet. */
const ORDER_OUTCOMES: Readonly<Record<string, Outcome>> = {
  VOIDED: "declined",
}

const REFUND_OUTCOMES: Readonly<Record<string, Outcome>> = {
  COMPLETED: "approved",
  PENDING: "pending",
  CANCELLED: "declined",
  FAILED: "declined",
}

const capturesOf = (order: PaypalOrder): PaypalCapture[] =>
  order.purchase_units.flatMap(({ payments }) => payments?.captures ?? [])

/** The capture that decides: a good one before one that waits, before one that was declined. */
export const decidingCapture = (order: PaypalOrder): PaypalCapture | null => {
  const captures = capturesOf(order)
  const byOutcome = (outcome: Outcome): PaypalCapture | undefined =>
    captures.findLast(({ status }) => (CAPTURE_OUTCOMES[status] ?? "pending") === outcome)
  return byOutcome("approved") ?? byOutcome("pending") ?? byOutcome("declined") ?? null
}

/** Whether the payer has agreed, we want the money, and nobody has taken it yet. */
export const mustBeCaptured = (order: PaypalOrder): boolean =>
  order.status === "APPROVED" && !isClosed(order) && capturesOf(order).length === 0

/** Whether `close` still has something to do. */
export const canBeClosed = (order: PaypalOrder): boolean =>
  order.status !== "COMPLETED" &&
  order.status !== "VOIDED" &&
  !isClosed(order) &&
  capturesOf(order).length === 0

const refundViewOf = (refund: z.infer<typeof refundSchema>, fallback: Money): RefundView => {
  const returned = moneyOf(refund.seller_payable_breakdown?.paypal_fee)
  const state = REFUND_OUTCOMES[refund.status] ?? "pending"
  return {
    refund_id: refund.id,
    reference: refund.custom_id ?? null,
    state,
    money: moneyOf(refund.amount) ?? fallback,
    code: state === "approved" ? null : `REFUND_${refund.status}`,
    message: cleanWords(refund.status_details?.reason),
    // The part of its fee that PayPal gives back: a cost below zero.
    fee:
      returned && Number(returned.amount) > 0
        ? { ...returned, amount: `-${returned.amount}` }
        : returned,
  }
}

/** What an answer to a refund says; null when it is no refund. */
export const refundView = (reply: Reply, asked: Money): RefundView | null => {
  const refund = goodJsonAs(reply, refundSchema)
  return refund ? refundViewOf(refund, asked) : null
}

const approvalLink = ({ links }: PaypalOrder): string | null =>
  (links.find(({ rel }) => rel === "payer-action") ?? links.find(({ rel }) => rel === "approve"))
    ?.href ?? null

/** The picture of an order: captured, waiting, declined, or closed by us. */
export const orderView = (order: PaypalOrder, disputes: readonly DisputeView[]): PaymentView => {
  const capture = decidingCapture(order)
  const known: PaymentView = { ...EMPTY_VIEW, payment_id: order.id, disputes }
  if (!capture) {
    if (isClosed(order)) {
      return { ...known, state: "declined", code: "closed_by_us" }
    }
    const state = ORDER_OUTCOMES[order.status] ?? "pending"
    return {
      ...known,
      state,
      code: order.status,
      redirect_url: state === "pending" ? approvalLink(order) : null,
    }
  }
  const captured = moneyOf(capture.amount)
  const told = CAPTURE_OUTCOMES[capture.status] ?? "pending"
  // Money of which nobody can say how much it is must not pass for what was asked for.
  const state = told === "approved" && !captured ? "unknown" : told
  return {
    ...known,
    capture_id: capture.id,
    state,
    code: state === "declined" ? `CAPTURE_${capture.status}` : capture.status,
    message: cleanWords(capture.status_details?.reason),
    captured: state === "approved" ? captured : null,
    fee: state === "approved" ? moneyOf(capture.seller_receivable_breakdown?.paypal_fee) : null,
    refunds: order.purchase_units.flatMap(({ payments }) =>
      (payments?.refunds ?? []).map((refund) =>
        refundViewOf(refund, captured ?? { amount: "0.00", currency: capture.amount.currency_code })
      )
    ),
  }
}

type Refusal = { status: number; code: string; message: string | null }

/** What an answer refuses, in PayPal's words; null when it refuses nothing for certain. */
export const refusalOf = (reply: Reply): Refusal | null => {
  if (reply.kind !== "answered" || reply.status < 400 || reply.status >= 500) {
    return null
  }
  // 408 and 409: another call with our id may just be at work.
  if (reply.status === 408 || reply.status === 409) {
    return null
  }
  const data = jsonAs(reply, errorSchema)
  const detail = data?.details?.find(({ issue }) => issue)
  const code = detail?.issue ?? data?.name ?? data?.error
  return code
    ? {
        status: reply.status,
        code,
        message: cleanWords(detail?.description ?? data?.message ?? data?.error_description),
      }
    : null
}

const SELLER_KEEPS: ReadonlySet<string> = new Set([
  "RESOLVED_SELLER_FAVOUR",
  "RESOLVED_WITH_PAYOUT",
  "CANCELED_BY_BUYER",
  "DENIED",
])

/**
 * What a dispute has done to the money. An inquiry is talk between buyer and seller: null. From the
 * claim on PayPal holds the money; resolved without a word for the seller it is gone.
 */
const disputeViewOf = (dispute: z.infer<typeof disputeSchema>): DisputeView | null => {
  const money = moneyOf(dispute.dispute_amount)
  const outcome = dispute.dispute_outcome?.outcome_code
  const resolved = dispute.status === "RESOLVED"
  if (!money || (!resolved && dispute.dispute_life_cycle_stage === "INQUIRY")) {
    return null
  }
  const won = resolved && outcome !== undefined && SELLER_KEEPS.has(outcome)
  if (won && dispute.dispute_life_cycle_stage === "INQUIRY") {
    return null
  }
  return {
    dispute_id: dispute.dispute_id,
    money,
    state: won ? "won" : resolved ? "lost" : "open",
    fee: null,
    reason: cleanWords(dispute.reason),
  }
}

/** The same of an answer; null also when it cannot be read. */
export const disputeView = (reply: Reply): DisputeView | null => {
  const dispute = goodJsonAs(reply, disputeSchema)
  return dispute && disputeViewOf(dispute)
}

// ---------------------------------------------------------------------------------------------
// Callbacks

const eventSchema = z.object({
  id: z.string().min(1).max(200),
  event_type: z.string().min(1).max(200),
  resource: z.record(z.string(), z.unknown()),
})

const resourceSchema = z.object({
  id: z.string().optional(),
  custom_id: z.string().optional(),
  purchase_units: z.array(z.object({ custom_id: z.string().optional() })).optional(),
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
    .optional(),
  links: z.array(linkSchema).optional(),
})

type Subject = Pick<CallbackReading, "reference" | "payment_id" | "tells">

/** `.../v2/payments/captures/<id>`: a refund names its capture by a link only. */
const captureOfLinks = (links: z.infer<typeof linkSchema>[] = []): string | null =>
  links
    .map(({ rel, href }) => (rel === "up" ? /\/captures\/([^/?]+)$/.exec(href)?.[1] : undefined))
    .find((id) => id !== undefined) ?? null

const aboutOrder = (resource: unknown): Subject => {
  const { id, purchase_units } = resourceSchema.parse(resource)
  return {
    reference: withoutMark(purchase_units?.[0]?.custom_id),
    payment_id: id ?? null,
    tells: {},
  }
}

const aboutCapture = (resource: unknown): Subject => {
  const { id, custom_id, supplementary_data } = resourceSchema.parse(resource)
  return {
    reference: withoutMark(custom_id),
    payment_id: supplementary_data?.related_ids?.order_id ?? id ?? null,
    tells: {},
  }
}

const aboutRefund = (resource: unknown): Subject => {
  const { custom_id, supplementary_data, links } = resourceSchema.parse(resource)
  return {
    reference: withoutMark(custom_id),
    payment_id: supplementary_data?.related_ids?.order_id ?? captureOfLinks(links),
    tells: {},
  }
}

const aboutDispute = (resource: unknown): Subject => {
  const dispute = disputeSchema.parse(resource)
  const view = disputeViewOf(dispute)
  const [transaction] = dispute.disputed_transactions
  return {
    reference: withoutMark(transaction?.custom),
    payment_id: transaction?.seller_transaction_id ?? null,
    tells: view ? { disputes: [view] } : {},
  }
}

/** The events that are about a payment, by what their resource is. */
const EVENTS: Readonly<Record<string, (resource: unknown) => Subject>> = {
  "CHECKOUT.ORDER.APPROVED": aboutOrder,
  "CHECKOUT.ORDER.COMPLETED": aboutOrder,
  "CHECKOUT.ORDER.VOIDED": aboutOrder,
  "CHECKOUT.PAYMENT-APPROVAL.REVERSED": aboutOrder,
  "PAYMENT.CAPTURE.COMPLETED": aboutCapture,
  "PAYMENT.CAPTURE.PENDING": aboutCapture,
  "PAYMENT.CAPTURE.DENIED": aboutCapture,
  "PAYMENT.CAPTURE.DECLINED": aboutCapture,
  "PAYMENT.CAPTURE.REFUNDED": aboutRefund,
  "PAYMENT.CAPTURE.REVERSED": aboutRefund,
  "PAYMENT.REFUND.PENDING": aboutRefund,
  "PAYMENT.REFUND.FAILED": aboutRefund,
  "CUSTOMER.DISPUTE.CREATED": aboutDispute,
  "CUSTOMER.DISPUTE.UPDATED": aboutDispute,
  "CUSTOMER.DISPUTE.RESOLVED": aboutDispute,
}

/** Reads an event. @throws Error when the text is no event of PayPal */
export const readEvent = (body: Buffer): CallbackReading => {
  const { id, event_type, resource } = eventSchema.parse(JSON.parse(body.toString("utf8")))
  const about = EVENTS[event_type]
  if (!about) {
    return {
      event_id: id,
      type: event_type,
      reference: null,
      payment_id: null,
      ignore: "not an event of a payment",
      tells: {},
    }
  }
  const subject = about(resource)
  const isInquiry = about === aboutDispute && !subject.tells.disputes
  return {
    event_id: id,
    type: event_type,
    ...subject,
    ignore: isInquiry ? "an inquiry moves no money" : null,
  }
}
