import { html, json, redirect } from "../lib/http.mjs"
import { decimalOf, unitsOf } from "../lib/money.mjs"
import { decisionPage, endPage } from "../lib/page.mjs"
import { hmacHex, isKey, randomId } from "../lib/signing.mjs"

const accountNamed = ({ key, name, store }) => ({
  ...{ key, name, methods: ["crypto"] },
  settings: { store_id: `SimulatorStore${store}` },
  secrets: {
    api_key: `btcpay-simulator-key-${store}`,
    webhook_secret: `btcpay-simulator-secret-${store}`,
  },
  fee_rule: {
    ...{ percent: "0", fixed: "0.00", chargeback_fee: "0.00", currency: "USD" },
    refund_returns_fee: false,
  },
})

const ACCOUNTS = [
  accountNamed({ key: "btcpay-main", name: "BTCPay Server", store: "Main" }),
  accountNamed({ key: "btcpay-second", name: "BTCPay Server (second)", store: "Second" }),
]

const EXPIRES_SECONDS = 15 * 60
const MONITORED_SECONDS = 24 * 60 * 60
/** How long the simulated chain takes to confirm a payment. */
const CONFIRMED_SECONDS = 5
const PAID_OUT_SECONDS = 5
/** Bitcoins per unit of any currency: nobody looks at the rate here. */
const RATE = 64_000

const INVOICE_PATH = /^\/api\/v1\/stores\/([^/]+)\/invoices(?:\/([^/]+)(?:\/(status|refund))?)?$/
const PULL_PAYMENTS_PATH = /^\/api\/v1\/stores\/([^/]+)\/pull-payments$/
const PAYOUTS_PATH = /^\/api\/v1\/pull-payments\/([^/]+)\/payouts$/

const seconds = () => Math.floor(Date.now() / 1000)
const problem = (status, code, message) => json(status, { code, message })
const faults = (path, message) => json(400, [{ path, message }])

/** A BTCPay Server with a chain of its own: invoices, payments of any amount, refunds, signed events. */
export const createSimulator = ({ state, url, later, notify }) => {
  const paidOf = ({ payments }) =>
    payments.filter(({ status }) => status !== "Invalid").reduce((sum, { units }) => sum + units, 0)
  const settledOf = ({ payments }) =>
    payments.filter(({ status }) => status === "Settled").reduce((sum, { units }) => sum + units, 0)

  const emit = (invoice, type, more = {}) =>
    notify(invoice.account, {
      type,
      original: randomId(22),
      at: seconds(),
      subject: { invoiceId: invoice.id, metadata: invoice.metadata, ...more },
    })

  // ------------------------------------------------------------------------------------------
  // What is shown

  const paymentShown = ({ id, at, units, status }) => ({
    id,
    receivedDate: at,
    value: (units / 100 / RATE).toFixed(8),
    fee: "0.0",
    status,
    destination: "bcrt1qsimulatorsimulatorsimulatorsimulator",
  })

  const shown = (invoice, { withMethods = false } = {}) => ({
    metadata: invoice.metadata,
    checkout: invoice.checkout,
    id: invoice.id,
    storeId: invoice.store,
    amount: decimalOf(invoice.units, invoice.currency),
    paidAmount: decimalOf(paidOf(invoice), invoice.currency),
    currency: invoice.currency,
    type: "Standard",
    checkoutLink: `${url}/i/${invoice.id}`,
    createdTime: invoice.created,
    expirationTime: invoice.created + EXPIRES_SECONDS,
    monitoringExpiration: invoice.created + EXPIRES_SECONDS + MONITORED_SECONDS,
    status: invoice.status,
    additionalStatus: invoice.additional,
    availableStatusesForManualMarking: ["New", "Expired"].includes(invoice.status)
      ? ["Settled", "Invalid"]
      : [],
    archived: false,
    ...(withMethods
      ? {
          paymentMethods: [
            {
              paymentMethodId: "BTC-CHAIN",
              currency: "BTC",
              destination: "bcrt1qsimulatorsimulatorsimulatorsimulator",
              rate: String(RATE),
              payments: invoice.payments.map(paymentShown),
              activated: true,
            },
          ],
        }
      : {}),
  })

  const pullPaymentShown = ({ id, name, description, units, currency }) => ({
    ...{ id, name, description, currency, amount: decimalOf(units, currency) },
    autoApproveClaims: false,
    archived: false,
    viewLink: `${url}/pull-payments/${id}`,
  })

  const payoutsOf = (pullPaymentId) =>
    Object.values(state.payouts).filter(({ pullPaymentId: id }) => id === pullPaymentId)

  // ------------------------------------------------------------------------------------------
  // What happens

  /** Status and additional status, by what has been paid and when. */
  const restate = (invoice, { isLate }) => {
    const paid = paidOf(invoice)
    if (invoice.status === "Invalid" || invoice.status === "Settled") {
      invoice.additional = paid > invoice.units && !isLate ? "PaidOver" : invoice.additional
      return
    }
    if (paid < invoice.units) {
      invoice.additional = "PaidPartial"
      return
    }
    if (isLate) {
      invoice.additional = "PaidLate"
      return
    }
    invoice.status = "Processing"
    invoice.additional = paid > invoice.units ? "PaidOver" : "None"
    emit(invoice, "InvoiceProcessing", { overPaid: paid > invoice.units })
  }

  const pay = (invoice, units) => {
    const isLate = invoice.status === "Expired" || invoice.status === "Invalid"
    const payment = { id: `${randomId(32)}-0`, at: seconds(), units, status: "Processing" }
    invoice.payments.push(payment)
    emit(invoice, "InvoiceReceivedPayment", {
      afterExpiration: isLate,
      paymentMethodId: "BTC-CHAIN",
      payment: paymentShown(payment),
    })
    restate(invoice, { isLate })
    later(CONFIRMED_SECONDS, "confirm", { invoice: invoice.id, payment: payment.id, isLate })
    return payment
  }

  const confirm = (invoice, payment, isLate) => {
    if (payment.status !== "Processing") {
      return
    }
    payment.status = "Settled"
    emit(invoice, "InvoicePaymentSettled", {
      afterExpiration: isLate,
      paymentMethodId: "BTC-CHAIN",
      payment: paymentShown(payment),
    })
    if (invoice.status === "Processing" && settledOf(invoice) >= invoice.units) {
      invoice.status = "Settled"
      const overPaid = paidOf(invoice) > invoice.units
      emit(invoice, "InvoiceSettled", { manuallyMarked: false, overPaid })
    }
  }

  const expire = (invoice) => {
    if (invoice.status === "New") {
      invoice.status = "Expired"
      emit(invoice, "InvoiceExpired", { partiallyPaid: invoice.payments.length > 0 })
    }
  }

  const invalidate = (invoice, manuallyMarked) => {
    Object.assign(invoice, { status: "Invalid", additional: manuallyMarked ? "Marked" : "None" })
    emit(invoice, "InvoiceInvalid", { manuallyMarked })
  }

  const newPullPayment = (invoice, { units, currency, name, description }) => {
    const made = { id: randomId(20), invoice: invoice.id, units, currency, name, description }
    state.pull_payments[made.id] = made
    return made
  }

  const emitPayout = (type, payout) => {
    const { invoice: invoiceId } = state.pull_payments[payout.pullPaymentId]
    const { account } = state.invoices[invoiceId]
    notify(account, {
      ...{ type, original: randomId(22), at: seconds() },
      subject: {
        payoutId: payout.id,
        pullPaymentId: payout.pullPaymentId,
        payoutState: payout.state,
      },
    })
  }

  /** The customer gives an address; the merchant sends the coins to it a moment later. */
  const claim = (pullPayment) => {
    const { id: pullPaymentId, units, currency } = pullPayment
    const payout = {
      ...{ id: randomId(20), pullPaymentId, revision: 0, date: String(seconds()) },
      destination: "bcrt1qcustomercustomercustomercustomer",
      originalCurrency: currency,
      originalAmount: decimalOf(units, currency),
      payoutCurrency: "BTC",
      payoutAmount: null,
      payoutMethodId: "BTC-CHAIN",
      state: "AwaitingApproval",
      metadata: {},
    }
    state.payouts[payout.id] = payout
    emitPayout("PayoutCreated", payout)
    later(PAID_OUT_SECONDS, "payOut", { payout: payout.id })
    return payout
  }

  const payOut = (payout) => {
    payout.state = "Completed"
    payout.payoutAmount = (Number(payout.originalAmount) / RATE).toFixed(8)
    emitPayout("PayoutUpdated", payout)
  }

  // ------------------------------------------------------------------------------------------
  // The API

  const accountOf = (request) => {
    const key = /^token (.+)$/.exec(request.headers.authorization ?? "")?.[1]
    return ACCOUNTS.find(({ secrets }) => isKey(key, secrets.api_key)) ?? null
  }

  const create = (account, request) => {
    const { amount, currency, metadata = {}, checkout = {} } = request.json()
    const units = unitsOf(amount, currency)
    if (!units) {
      return faults("amount", "The amount should be positive")
    }
    const invoice = {
      ...{ id: randomId(22), account: account.key, store: account.settings.store_id },
      ...{ units, currency, metadata, checkout, payments: [] },
      ...{ status: "New", additional: "None", created: seconds() },
    }
    state.invoices[invoice.id] = invoice
    emit(invoice, "InvoiceCreated")
    later(EXPIRES_SECONDS, "expire", { invoice: invoice.id })
    return json(200, shown(invoice))
  }

  const list = (account, { query }) => {
    const orderIds = query.getAll("orderId")
    const withMethods = query.get("includePaymentMethods") === "true"
    const found = Object.values(state.invoices).filter(
      (invoice) =>
        invoice.account === account.key &&
        (orderIds.length === 0 || orderIds.includes(invoice.metadata.orderId))
    )
    return json(
      200,
      found.map((invoice) => shown(invoice, { withMethods }))
    )
  }

  const mark = (invoice, request) => {
    const { status } = request.json()
    if (status !== "Invalid" || !["New", "Expired"].includes(invoice.status)) {
      return faults("status", `Status ${status} is not allowed now`)
    }
    invalidate(invoice, true)
    return json(200, shown(invoice))
  }

  const refund = (invoice, request) => {
    const { refundVariant, customAmount, customCurrency, name, description } = request.json()
    if (settledOf(invoice) === 0) {
      return problem(400, "non-refundable", "Cannot refund this invoice")
    }
    const units = refundVariant === "Custom" ? unitsOf(customAmount, customCurrency) : null
    if (!units) {
      return faults("customAmount", "Amount must be greater than 0")
    }
    const made = newPullPayment(invoice, {
      ...{ units, currency: customCurrency, description: description ?? "" },
      name: name ?? `Refund ${invoice.id}`,
    })
    return json(200, pullPaymentShown(made))
  }

  const api = (account, request) => {
    const { method, path, query } = request
    const payouts = PAYOUTS_PATH.exec(path)
    if (method === "GET" && payouts) {
      return json(200, payoutsOf(payouts[1]))
    }
    if (!account) {
      return problem(
        401,
        "unauthenticated",
        "Authentication is required for accessing this endpoint"
      )
    }
    const store = (INVOICE_PATH.exec(path) ?? PULL_PAYMENTS_PATH.exec(path))?.[1]
    if (store !== account.settings.store_id) {
      return problem(403, "missing-permission", "Insufficient API Permissions")
    }
    if (method === "GET" && PULL_PAYMENTS_PATH.test(path)) {
      const own = Object.values(state.pull_payments).filter(
        ({ invoice }) => state.invoices[invoice].account === account.key
      )
      return json(200, own.map(pullPaymentShown))
    }
    const [, , id, verb] = INVOICE_PATH.exec(path) ?? []
    if (!id) {
      return method === "POST" ? create(account, request) : list(account, request)
    }
    const invoice = state.invoices[id]
    if (!invoice || invoice.account !== account.key) {
      return problem(404, "invoice-not-found", "The invoice was not found")
    }
    const withMethods = query.get("includePaymentMethods") === "true"
    const answers = {
      GET: () => json(200, shown(invoice, { withMethods })),
      "POST status": () => mark(invoice, request),
      "POST refund": () => refund(invoice, request),
    }
    const answer = answers[[method, verb].filter(Boolean).join(" ")]
    return answer ? answer() : problem(404, "not-found", "There is no such endpoint")
  }

  // ------------------------------------------------------------------------------------------
  // Pages

  const priceOf = ({ units, currency }) => `${decimalOf(units, currency)} ${currency}`

  /** What a customer may do with an invoice on its page. */
  const PAYMENTS = {
    pay: { label: "Pay the amount", units: (invoice) => invoice.units - paidOf(invoice) },
    less: { label: "Pay half of it", units: ({ units }) => Math.ceil(units / 2) },
    more: { label: "Pay a tenth more", units: ({ units }) => Math.ceil(units * 1.1) },
  }

  const invoicePage = (invoice, choice) => {
    if (!invoice) {
      return html(404, endPage("There is no such invoice"))
    }
    const isOpen = ["New", "Expired"].includes(invoice.status)
    if (!isOpen || paidOf(invoice) >= invoice.units) {
      return html(200, endPage(`This invoice is ${invoice.status.toLowerCase()}`))
    }
    const { redirectURL } = invoice.checkout
    if (choice in PAYMENTS) {
      pay(invoice, PAYMENTS[choice].units(invoice))
      return redirectURL ? redirect(redirectURL) : html(200, endPage("Thank you"))
    }
    if (choice === "expire") {
      expire(invoice)
      return html(200, endPage("The invoice has expired"))
    }
    const isLate = invoice.status === "Expired"
    return html(
      200,
      decisionPage({
        title: "Pay with cryptocurrency",
        lines: [
          invoice.metadata.itemDesc ?? "",
          priceOf(invoice),
          ...(isLate ? ["This invoice has expired: whatever you pay now is late."] : []),
        ],
        choices: [
          ...Object.entries(PAYMENTS).map(([value, { label }]) => ({ value, label })),
          ...(isLate ? [] : [{ value: "expire", label: "Let it expire" }]),
        ],
      })
    )
  }

  const refundPage = (pullPayment, choice) => {
    if (!pullPayment || payoutsOf(pullPayment.id).length > 0) {
      return html(pullPayment ? 200 : 404, endPage("There is nothing to claim here"))
    }
    if (choice === "claim") {
      claim(pullPayment)
      return html(200, endPage("The refund is on its way"))
    }
    return html(
      200,
      decisionPage({
        title: "Claim your refund",
        lines: [priceOf(pullPayment)],
        choices: [{ value: "claim", label: "Send it to my address" }],
      })
    )
  }

  const page = (request) => {
    const [, kind, id] = /^\/(i|pull-payments)\/([^/]+)$/.exec(request.path) ?? []
    const choice = request.method === "POST" ? request.form().get("choice") : null
    if (kind === "i") {
      return invoicePage(state.invoices[id], choice)
    }
    return kind
      ? refundPage(state.pull_payments[id], choice)
      : html(404, endPage("There is no such page"))
  }

  // ------------------------------------------------------------------------------------------
  // What tests ask for

  const wanted = ({ payment_id, reference }) => {
    const found = Object.values(state.invoices).find(
      ({ id, metadata }) => id === payment_id || (reference && metadata.orderId === reference)
    )
    if (!found) {
      throw new Error("There is no such payment.")
    }
    return found
  }

  const wantedRefund = ({ refund_id, reference }) => {
    const found = Object.values(state.pull_payments).find(
      ({ id, name }) => id === refund_id || (reference && name === reference)
    )
    if (!found) {
      throw new Error("There is no such refund.")
    }
    return found
  }

  const isPaidOut = ({ id }) => payoutsOf(id).some(({ state: has }) => has === "Completed")

  const entryOf = (invoice) => {
    const { currency } = invoice
    const refunds = Object.values(state.pull_payments).filter((one) => one.invoice === invoice.id)
    const given = refunds.filter(isPaidOut).reduce((sum, { units }) => sum + units, 0)
    const nothing = decimalOf(0, currency)
    return {
      processor: "btcpay",
      account: invoice.account,
      payment_id: invoice.id,
      reference: invoice.metadata.orderId ?? null,
      order_id: invoice.metadata.itemDesc?.replace(/^Order /, "") ?? null,
      method: "crypto",
      state:
        invoice.additional === "None" ? invoice.status : `${invoice.status}/${invoice.additional}`,
      currency,
      // An open invoice's part payments are not the merchant's yet: they count when it is over.
      captured: decimalOf(
        invoice.status === "New" || invoice.status === "Processing" ? 0 : settledOf(invoice),
        currency
      ),
      refunded: decimalOf(given, currency),
      ...{ disputed: nothing, returned: nothing, fee: nothing, fee_currency: currency },
      dispute_fees: nothing,
      refunds: refunds.map((one) => ({
        ...{ id: one.id, reference: one.name, amount: decimalOf(one.units, currency) },
        state: isPaidOut(one) ? "Completed" : "Waiting",
      })),
      card: "",
      created_at: new Date(invoice.created * 1000).toISOString(),
    }
  }

  const purposeOf = ({ method, path }) => {
    const [, , id, verb] = INVOICE_PATH.exec(path) ?? []
    if (method === "GET") {
      return "query"
    }
    return id ? { status: "close", refund: "refund" }[verb] : "link"
  }

  return {
    accounts: ACCOUNTS,
    begin: () => {
      for (const table of ["invoices", "pull_payments", "payouts"]) {
        state[table] ??= {}
      }
    },
    describe: (request) => {
      if (!request.path.startsWith("/api/")) {
        return null
      }
      const id = INVOICE_PATH.exec(request.path)?.[2]
      const purpose = purposeOf(request)
      const metadata =
        state.invoices[id]?.metadata ?? (purpose === "link" ? request.json().metadata : {})
      return {
        account: accountOf(request)?.key ?? null,
        purpose,
        reference: metadata?.orderId ?? request.query.get("orderId"),
        order_id: metadata?.itemDesc?.replace(/^Order /, "") ?? null,
        card: null,
        fault: null,
      }
    },
    handle: (request) =>
      request.path.startsWith("/api/") ? api(accountOf(request), request) : page(request),
    sign: (account, event, { forged } = {}) => {
      const { settings, secrets } = ACCOUNTS.find(({ key }) => key === account)
      // The first delivery has the id that all later ones name.
      const isRedelivery = event.sent === true
      event.sent = true
      const original = forged ? randomId(22) : event.original
      const body = JSON.stringify({
        deliveryId: isRedelivery ? randomId(22) : original,
        webhookId: "SimulatorWebhook",
        originalDeliveryId: original,
        isRedelivery,
        type: event.type,
        timestamp: event.at,
        storeId: settings.store_id,
        ...event.subject,
      })
      const secret = forged ? "wrong" : secrets.webhook_secret
      return {
        headers: {
          "content-type": "application/json",
          "btcpay-sig": `sha256=${hmacHex("sha256", secret, body)}`,
        },
        body,
      }
    },
    book: () => Object.values(state.invoices).map(entryOf),
    actions: {
      expire: ({ invoice }) => expire(state.invoices[invoice]),
      confirm: ({ invoice: id, payment: paymentId, isLate }) => {
        const invoice = state.invoices[id]
        confirm(
          invoice,
          invoice.payments.find((one) => one.id === paymentId),
          isLate
        )
      },
      payOut: ({ payout }) => payOut(state.payouts[payout]),
    },
    events: {
      /** The customer pays; any `amount`, by default what is asked for. */
      pay: (data) => {
        const invoice = wanted(data)
        const units = data.amount ? unitsOf(data.amount, invoice.currency) : invoice.units
        return { payment: pay(invoice, units).id }
      },
      /** The chain confirms at once what it has not confirmed yet. */
      confirm: (data) => {
        const invoice = wanted(data)
        const isLate = invoice.status === "Expired" || invoice.status === "Invalid"
        invoice.payments.forEach((payment) => confirm(invoice, payment, isLate))
      },
      expire: (data) => expire(wanted(data)),
      /** The chain never confirms: the payments were spent elsewhere. */
      invalidate: (data) => {
        const invoice = wanted(data)
        invoice.payments.forEach((payment) => (payment.status = "Invalid"))
        invalidate(invoice, false)
      },
      /** The customer claims a refund; it is paid out a moment later. */
      claim: (data) => ({ payout: claim(wantedRefund(data)).id }),
      /** A refund made on BTCPay Server's own pages, claimed and paid out. */
      refund: (data) => {
        const invoice = wanted(data)
        const made = newPullPayment(invoice, {
          ...{ units: unitsOf(data.amount, invoice.currency), currency: invoice.currency },
          ...{ name: `Refund ${invoice.id}`, description: "" },
        })
        payOut(claim(made))
        return { refund_id: made.id }
      },
      /** An event about something that is none of ours, as a shared store has them. */
      foreign: ({ account = "btcpay-main" }) => {
        const invoice = { account, id: randomId(22), metadata: { orderId: "SOMEBODY-ELSES" } }
        emit(invoice, "InvoiceSettled", { manuallyMarked: false, overPaid: false })
        return { payment_id: invoice.id }
      },
    },
  }
}
