import type {
  Answer,
  PaymentReference,
  PaymentView,
  Processor,
  RefundRequest,
  RefundView,
} from "../processor"
import { lostOf } from "../reading"
import type { Reply } from "../reading"
import { EMPTY_VIEW, lostCharge, lostQuestion, lostRefund, NEVER_SEEN } from "../views"
import { BtcpayClient } from "./client"
import { btcpayCodes } from "./codes"
import {
  decidingInvoice,
  exceeds,
  invoiceOf,
  invoiceRequest,
  invoicesOf,
  invoiceView,
  isRefundOf,
  payoutsOf,
  pullPaymentOf,
  pullPaymentsOf,
  pullPaymentView,
  readEvent,
  refundRequest,
  refusalOf,
} from "./transformers"
import type { Invoice } from "./transformers"
import { isFromBtcpay } from "./webhook-signature"

const answer = <View>(btcpay: BtcpayClient, view: View): Answer<View> => ({
  view,
  exchanges: btcpay.exchanges,
})

const declined = (code: string, message: string | null = null): PaymentView => ({
  ...EMPTY_VIEW,
  state: "declined",
  code,
  message,
})

/** What an answer means that shows no invoice, after a call that was to make or change one. */
const viewWithoutInvoice = (id: string | null, reply: Reply): PaymentView => {
  const refusal = refusalOf(reply)
  return refusal ? declined(refusal.code, refusal.message) : lostCharge(id, lostOf(reply))
}

/**
 * The refunds of an invoice; null when they cannot be read. BTCPay Server does not list them by
 * invoice, so its pull payments are gone through; asked for only where money has come in.
 */
const askRefunds = async (btcpay: BtcpayClient, invoice: Invoice): Promise<RefundView[] | null> => {
  const pullPayments = pullPaymentsOf(await btcpay.listPullPayments())
  const views: RefundView[] = []
  for (const pullPayment of (pullPayments ?? []).filter((one) => isRefundOf(one, invoice.id))) {
    const payouts = payoutsOf(await btcpay.listPayouts(pullPayment.id))
    if (!payouts) {
      return null
    }
    views.push(pullPaymentView(pullPayment, payouts))
  }
  return pullPayments && views
}

const isInvoice = (found: Invoice | PaymentView): found is Invoice => "currency" in found

/** The invoice by its id, or by our reference when the answer with the id was lost. */
const askInvoice = async (
  btcpay: BtcpayClient,
  { reference, payment_id }: PaymentReference
): Promise<Invoice | PaymentView> => {
  if (payment_id === null) {
    const reply = await btcpay.findInvoices(reference)
    const invoices = invoicesOf(reply)
    return invoices ? (decidingInvoice(invoices) ?? NEVER_SEEN) : lostQuestion(null, lostOf(reply))
  }
  const reply = await btcpay.getInvoice(payment_id)
  return invoiceOf(reply) ?? lostQuestion(payment_id, lostOf(reply))
}

const viewOf = async (btcpay: BtcpayClient, invoice: Invoice): Promise<PaymentView> => {
  const view = invoiceView(invoice, [])
  return view.captured ? { ...view, refunds: (await askRefunds(btcpay, invoice)) ?? [] } : view
}

/** Nothing was sent, because it could not be looked at before: a definite failure. */
const notAsked = ({ reference, money }: RefundRequest, message: string): RefundView =>
  lostRefund(reference, money, { code: "not_reached", message })

/**
 * BTCPay Server, a self-hosted taker of cryptocurrency, by payment link only: an invoice is made, the
 * customer pays it (all, a part, too much, too late), the chain confirms it.
 */
export const btcpayProcessor: Processor = {
  name: "btcpay",
  title: "BTCPay Server",
  capabilities: {
    methods: ["crypto"],
    needs_cvv: false,
    stored_credential: false,
    mail_or_telephone: false,
    refund: true,
    partial_refund: true,
    payment_link: true,
    // The search by our reference reads the same table that the invoice was written to.
    not_found_grace_seconds: 10,
  },
  account_fields: {
    settings: [
      { name: "store_id", label: "Store ID", required: true },
      { name: "timeout_seconds", label: "Seconds to wait for an answer", required: false },
    ],
    secrets: [
      { name: "api_key", label: "API key", required: true },
      { name: "webhook_secret", label: "Webhook secret", required: true },
    ],
  },

  charge: async () => ({ view: declined("instrument_not_supported"), exchanges: [] }),

  createPaymentLink: async (account, request) => {
    const btcpay = new BtcpayClient(account)
    const reply = await btcpay.createInvoice(invoiceRequest(request))
    const invoice = invoiceOf(reply)
    return answer(btcpay, invoice ? invoiceView(invoice, []) : viewWithoutInvoice(null, reply))
  },

  query: async (account, payment) => {
    const btcpay = new BtcpayClient(account)
    const found = await askInvoice(btcpay, payment)
    return answer(btcpay, isInvoice(found) ? await viewOf(btcpay, found) : found)
  },

  close: async (account, payment) => {
    const btcpay = new BtcpayClient(account)
    const found = await askInvoice(btcpay, payment)
    if (!isInvoice(found)) {
      return answer(btcpay, found.found ? found : declined("closed_by_us"))
    }
    const before = invoiceView(found, [])
    // Paid, or about to be: the customer was faster, and what has come in is not thrown away.
    if (before.state !== "pending" || found.status !== "New") {
      return answer(btcpay, before)
    }
    await btcpay.markInvalid(found.id)
    // Whether the mark was taken is what the invoice says afterwards.
    const after = await askInvoice(btcpay, { ...payment, payment_id: found.id })
    return answer(btcpay, isInvoice(after) ? invoiceView(after, []) : after)
  },

  /**
   * BTCPay Server makes any refund it is asked for, again and beyond what was paid, so the refunds
   * there are looked at first.
   */
  refund: async (account, request) => {
    const btcpay = new BtcpayClient(account)
    const { reference, money, charge } = request
    const refused = (code: string, message: string | null = null): Answer<RefundView> =>
      answer(btcpay, {
        ...{ refund_id: null, reference, state: "declined", money, code, message, fee: null },
      })
    const invoice = await askInvoice(btcpay, charge)
    if (!isInvoice(invoice)) {
      return invoice.found
        ? answer(btcpay, notAsked(request, invoice.message ?? "the invoice cannot be read"))
        : refused("invoice-not-found")
    }
    const earlier = await askRefunds(btcpay, invoice)
    if (!earlier) {
      return answer(btcpay, notAsked(request, "its refunds cannot be read"))
    }
    const same = earlier.find((one) => one.reference === reference)
    if (same) {
      return answer(btcpay, same)
    }
    if (exceeds(money, charge.captured, earlier)) {
      return refused("refund-exceeds-payment")
    }
    const reply = await btcpay.refundInvoice(invoice.id, refundRequest(request, invoice.id))
    const made = pullPaymentOf(reply)
    if (made) {
      return answer(btcpay, { ...pullPaymentView(made, []), reference })
    }
    const refusal = refusalOf(reply)
    return refusal
      ? refused(refusal.code, refusal.message)
      : answer(btcpay, lostRefund(reference, money, lostOf(reply)))
  },

  verifyCallback: isFromBtcpay,
  readCallback: readEvent,
  codes: btcpayCodes,
}
