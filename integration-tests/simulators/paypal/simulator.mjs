import { crc32 } from "node:zlib"
import { html, json, redirect, text } from "../lib/http.mjs"
import { decimalOf, feeOf, unitsOf } from "../lib/money.mjs"
import { decisionPage, endPage } from "../lib/page.mjs"
import { isKey, randomId } from "../lib/signing.mjs"
import { makeSigningKey, signText } from "./certificate.mjs"
import {
  captureShown,
  disputeShown,
  errorOf,
  moneyOf,
  newCapture,
  newDispute,
  newEvent,
  newOrder,
  newRefund,
  orderShown,
  refundShown,
  WHOLE_UNITS,
} from "./objects.mjs"

/** Percent, and minor units of the payment's currency. */
const FEE = { percent: 3.49, fixed: 49 }

const accountNamed = ({ key, name, client, webhook }) => ({
  ...{ key, name, methods: ["paypal"] },
  settings: { client_id: `paypal-client-${client}`, webhook_id: webhook },
  secrets: { client_secret: `paypal-simulator-secret-${client}` },
  fee_rule: {
    ...{ percent: "3.49", fixed: "0.49", chargeback_fee: "0.00", currency: "USD" },
    refund_returns_fee: false,
  },
})

const ACCOUNTS = [
  accountNamed({
    key: "paypal-main",
    name: "PayPal",
    client: "main",
    webhook: "1JE4291016473214C",
  }),
  accountNamed({
    ...{ key: "paypal-second", name: "PayPal (second)", client: "second" },
    webhook: "8PT597110X687430L",
  }),
]

/**
 * What the last two digits of an amount choose, as there are no test cards here. Everything else is
 * captured without ado.
 */
const AMOUNTS = {
  51: { refused: "INSTRUMENT_DECLINED" },
  52: { capture: "PENDING", later: "COMPLETED" },
  53: { capture: "PENDING", later: "DECLINED" },
  54: { capture: "DECLINED" },
  55: { lie: "amount" },
  56: { lie: "currency" },
  57: { disputed: true },
}
const REFUND_AMOUNTS = {
  61: "PENDING",
  62: "FAILED",
}
const SETTLE_SECONDS = 20
const DISPUTE_SECONDS = 5

const outcomeOf = (units) => AMOUNTS[units % 100] ?? {}

const ORDER_PATH = /^\/v2\/checkout\/orders\/([^/]+)(?:\/(capture))?$/
const REFUND_PATH = /^\/v2\/payments\/captures\/([^/]+)\/refund$/
const DISPUTE_PATH = /^\/v1\/customer\/disputes(?:\/([^/]+))?$/
const CERTIFICATE_PATH = /^\/v1\/notifications\/certs\/([^/]+)$/

/** The key lives as long as the process, or as long as the kept state. */
const freshKey = makeSigningKey()

const refused = (status, name, issue, description = issue) =>
  json(status, errorOf(name, issue, description))
const unprocessable = (issue, description) =>
  refused(422, "UNPROCESSABLE_ENTITY", issue, description)
const notFound = () => refused(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")

/** A PayPal that keeps its own book: orders, captures, refunds, disputes, signed events. */
export const createSimulator = ({ state, url, later, notify }) => {
  const shown = { url }
  const emit = (account, type, resourceType, resource) =>
    notify(account, newEvent(type, resourceType, resource))

  const orderOfCapture = (id) =>
    Object.values(state.orders).find(({ captures }) => captures.some((one) => one.id === id))
  const captureOf = (id) => orderOfCapture(id)?.captures.find((one) => one.id === id)
  const disputesOf = (captureId) =>
    Object.values(state.disputes).filter(({ capture_id }) => capture_id === captureId)
  const refundedOf = (order) =>
    order.refunds
      .filter(({ status }) => status === "COMPLETED" || status === "PENDING")
      .reduce((sum, { units }) => sum + units, 0)
  const taken = ({ captures }) =>
    captures.find(({ status }) => !["PENDING", "DECLINED"].includes(status))

  // ------------------------------------------------------------------------------------------
  // What happens

  const EVENT_OF = {
    COMPLETED: "PAYMENT.CAPTURE.COMPLETED",
    PENDING: "PAYMENT.CAPTURE.PENDING",
    DECLINED: "PAYMENT.CAPTURE.DENIED",
  }

  const emitCapture = (order, capture) =>
    emit(order.account, EVENT_OF[capture.status], "capture", {
      ...captureShown(capture, { url, orderId: order.id }),
      supplementary_data: { related_ids: { order_id: order.id } },
    })

  const capture = (order) => {
    const outcome = outcomeOf(order.units)
    const units = order.units + (outcome.lie === "amount" ? 100 : 0)
    const other = order.currency === "GBP" ? "USD" : "GBP"
    const status = outcome.capture ?? "COMPLETED"
    const made = newCapture(order, {
      ...{ units, status, fee: feeOf(units, FEE.percent, FEE.fixed) },
      currency: outcome.lie === "currency" ? other : order.currency,
      reason: status === "PENDING" ? "PENDING_REVIEW" : undefined,
    })
    order.captures.push(made)
    order.status = "COMPLETED"
    if (outcome.later) {
      later(SETTLE_SECONDS, "settle", { order: order.id, status: outcome.later })
    }
    if (outcome.disputed) {
      later(DISPUTE_SECONDS, "dispute", { capture: made.id })
    }
    emitCapture(order, made)
  }

  const refund = (order, { units, customId, status = "COMPLETED" }) => {
    const captured = taken(order)
    const made = newRefund(captured, { units, status, customId })
    order.refunds.push(made)
    captured.status = refundedOf(order) >= captured.units ? "REFUNDED" : "PARTIALLY_REFUNDED"
    emit(order.account, "PAYMENT.CAPTURE.REFUNDED", "refund", refundShown(made, shown))
    if (status === "PENDING") {
      later(SETTLE_SECONDS, "finishRefund", { order: order.id, refund: made.id })
    }
    return made
  }

  const dispute = (order, { units, reason = "MERCHANDISE_OR_SERVICE_NOT_RECEIVED" }) => {
    const captured = taken(order)
    const made = newDispute(captured, { units: units ?? captured.units, reason })
    state.disputes[made.dispute_id] = made
    emit(order.account, "CUSTOMER.DISPUTE.CREATED", "dispute", disputeShown(made, shown))
    return made
  }

  const resolve = (order, outcome) => {
    const open = disputesOf(taken(order).id).find(({ status }) => status !== "RESOLVED")
    if (!open) {
      throw new Error("This payment has no open dispute.")
    }
    Object.assign(open, { status: "RESOLVED", outcome })
    emit(order.account, "CUSTOMER.DISPUTE.RESOLVED", "dispute", disputeShown(open, shown))
    return { dispute_id: open.dispute_id }
  }

  const approve = (order) => {
    order.status = "APPROVED"
    emit(order.account, "CHECKOUT.ORDER.APPROVED", "checkout-order", orderShown(order, shown))
  }

  // ------------------------------------------------------------------------------------------
  // The API

  const token = (request) => {
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? ""
    const [id, secret] = Buffer.from(basic, "base64").toString("utf8").split(":")
    const account = ACCOUNTS.find(
      ({ settings, secrets }) =>
        isKey(id, settings.client_id) && isKey(secret, secrets.client_secret)
    )
    if (!account) {
      return json(401, {
        error: "invalid_client",
        error_description: "Client Authentication failed",
      })
    }
    const access_token = `A21AA${randomId(60)}`
    state.tokens[access_token] = account.key
    return json(200, { scope: "", access_token, token_type: "Bearer", expires_in: 32_400 })
  }

  const tokenOwner = (request) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1]
    return state.tokens[given] ?? null
  }

  const create = (account, request) => {
    const { purchase_units, payment_source } = request.json()
    const [unit] = purchase_units
    const { currency_code: currency, value } = unit.amount
    if (WHOLE_UNITS.includes(currency) && value.includes(".")) {
      return unprocessable("DECIMAL_PRECISION")
    }
    const units = unitsOf(value, currency)
    if (!units) {
      return unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE")
    }
    const context = payment_source?.paypal?.experience_context ?? {}
    const order = newOrder({
      ...{ account, unit, currency, units },
      returnUrl: context.return_url,
      cancelUrl: context.cancel_url,
    })
    state.orders[order.id] = order
    return json(200, orderShown(order, shown))
  }

  const captureCall = (order) => {
    if (order.captures.length > 0) {
      return unprocessable("ORDER_ALREADY_CAPTURED")
    }
    if (order.status !== "APPROVED") {
      return unprocessable("ORDER_NOT_APPROVED")
    }
    const { refused: issue } = outcomeOf(order.units)
    if (issue) {
      return unprocessable(issue)
    }
    capture(order)
    return json(201, orderShown(order, shown))
  }

  const patch = (order, request) => {
    if (order.status === "COMPLETED") {
      return unprocessable("ORDER_ALREADY_COMPLETED")
    }
    for (const { op, path, value } of request.json()) {
      const field = /^\/purchase_units\/@reference_id=='([^']+)'\/custom_id$/.exec(path)
      if (op !== "replace" || field?.[1] !== order.reference_id) {
        return unprocessable("NOT_PATCHABLE")
      }
      order.custom_id = value
    }
    return { status: 204, headers: {}, body: "" }
  }

  const refundCall = (account, captureId, request) => {
    const order = orderOfCapture(captureId)
    if (!order || order.account !== account) {
      return notFound()
    }
    const captured = taken(order)
    if (!captured) {
      return unprocessable("REFUND_NOT_ALLOWED")
    }
    const left = captured.units - refundedOf(order)
    const body = request.text === "" ? {} : request.json()
    const units = body.amount ? unitsOf(body.amount.value, captured.currency) : left
    if (left === 0) {
      return unprocessable("CAPTURE_FULLY_REFUNDED")
    }
    if (body.amount && body.amount.currency_code !== captured.currency) {
      return unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH")
    }
    if (!units || units > left) {
      return unprocessable("REFUND_AMOUNT_EXCEEDED")
    }
    const status = REFUND_AMOUNTS[units % 100]
    if (status === "FAILED") {
      return unprocessable("REFUND_FAILED_INSUFFICIENT_FUNDS")
    }
    const made = refund(order, { units, customId: body.custom_id, status })
    return json(201, refundShown(made, shown))
  }

  const disputes = (id, request) => {
    if (id) {
      return state.disputes[id] ? json(200, disputeShown(state.disputes[id], shown)) : notFound()
    }
    const about = disputesOf(request.query.get("disputed_transaction_id"))
    return json(200, { items: about.map((one) => disputeShown(one, shown)), links: [] })
  }

  const api = (account, request) => {
    const { method, path } = request
    if (method === "POST" && path === "/v2/checkout/orders") {
      return create(account, request)
    }
    const refundOf = REFUND_PATH.exec(path)
    if (method === "POST" && refundOf) {
      return refundCall(account, refundOf[1], request)
    }
    const disputeOf = DISPUTE_PATH.exec(path)
    if (method === "GET" && disputeOf) {
      return disputes(disputeOf[1], request)
    }
    const [, id, verb] = ORDER_PATH.exec(path) ?? []
    const order = state.orders[id]
    if (!order || order.account !== account) {
      return notFound()
    }
    const answers = {
      GET: () => json(200, orderShown(order, shown)),
      PATCH: () => patch(order, request),
      "POST capture": () => captureCall(order),
    }
    const answer = answers[[method, verb].filter(Boolean).join(" ")]
    return answer ? answer() : notFound()
  }

  /** The same PayPal-Request-Id again gets what the first one was given, if that was good. */
  const onceById = (account, request, work) => {
    const id = request.method === "POST" ? request.headers["paypal-request-id"] : undefined
    const slot = `${account} ${request.path} ${id}`
    if (id && state.requests[slot]) {
      return state.requests[slot]
    }
    const reply = work()
    if (id && reply.status < 300) {
      state.requests[slot] = reply
    }
    return reply
  }

  // ------------------------------------------------------------------------------------------
  // Pages

  const withQuery = (address, query) => {
    const target = new URL(address)
    Object.entries(query).forEach(([name, value]) => target.searchParams.set(name, value))
    return target.href
  }

  const approvalPage = (request) => {
    const order = state.orders[request.query.get("token")]
    if (!order || order.status !== "PAYER_ACTION_REQUIRED") {
      return html(order ? 200 : 404, endPage("This payment does not wait for an approval"))
    }
    const choice = request.method === "POST" ? request.form().get("choice") : null
    if (choice === "pay") {
      approve(order)
      return redirect(withQuery(order.return_url, { token: order.id, PayerID: "SIMULATOR" }))
    }
    if (choice === "cancel") {
      return redirect(withQuery(order.cancel_url, { token: order.id }))
    }
    const { value, currency_code } = moneyOf(order.units, order.currency)
    return html(
      200,
      decisionPage({
        title: "Pay with PayPal",
        lines: [order.description ?? "", `${value} ${currency_code}`],
        choices: [
          { value: "pay", label: "Pay now" },
          { value: "cancel", label: "Cancel and return" },
        ],
      })
    )
  }

  const certificate = (id) =>
    id === state.signing.id
      ? text(200, state.signing.certificate, "application/x-pem-file")
      : text(404, "not found")

  // ------------------------------------------------------------------------------------------
  // What tests ask for

  /** The order an event is asked for: by its id, its capture's, or our reference. */
  const wanted = ({ payment_id, reference }) => {
    const found = Object.values(state.orders).find(
      (order) =>
        order.id === payment_id ||
        order.captures.some(({ id }) => id === payment_id) ||
        (reference && order.custom_id === reference)
    )
    if (!found) {
      throw new Error("There is no such payment.")
    }
    return found
  }
  const wantedPaid = (data) => {
    const order = wanted(data)
    if (!taken(order)) {
      throw new Error("This payment was not captured.")
    }
    return order
  }

  const orderIdOf = ({ invoice_id }) => invoice_id?.split("-").slice(0, -1).join("-") ?? null

  const entryOf = (order) => {
    const captured = taken(order)
    const currency = captured?.currency ?? order.currency
    const disputed = captured
      ? disputesOf(captured.id).filter(
          ({ outcome }) => outcome === null || outcome === "RESOLVED_BUYER_FAVOUR"
        )
      : []
    const sum = (rows) => rows.reduce((total, { units }) => total + units, 0)
    const done = order.refunds.filter(({ status }) => status === "COMPLETED")
    return {
      processor: "paypal",
      account: order.account,
      payment_id: order.id,
      reference: order.custom_id ?? null,
      order_id: orderIdOf(order),
      method: "paypal",
      state: captured?.status ?? order.captures.at(-1)?.status ?? order.status,
      currency,
      captured: decimalOf(captured?.units ?? 0, currency),
      refunded: decimalOf(sum(done), currency),
      disputed: decimalOf(sum(disputed), currency),
      returned: decimalOf(0, currency),
      fee: decimalOf(captured?.fee ?? 0, currency),
      fee_currency: currency,
      dispute_fees: decimalOf(0, currency),
      refunds: order.refunds.map(({ id, custom_id, units, status }) => ({
        ...{ id, reference: custom_id ?? null, amount: decimalOf(units, currency), state: status },
      })),
      card: "",
      created_at: order.create_time,
    }
  }

  const purposeOf = ({ method, path }) => {
    if (path === "/v1/oauth2/token") {
      return "token"
    }
    if (path === "/v2/checkout/orders") {
      return "link"
    }
    if (method === "GET") {
      return "query"
    }
    return REFUND_PATH.test(path) ? "refund" : method === "PATCH" ? "close" : "capture"
  }

  return {
    accounts: ACCOUNTS,
    begin: () => {
      for (const table of ["orders", "disputes", "tokens", "requests"]) {
        state[table] ??= {}
      }
      state.signing ??= freshKey
    },
    describe: (request) => {
      if (!/^\/v[12]\//.test(request.path) || CERTIFICATE_PATH.test(request.path)) {
        return null
      }
      const captureId = REFUND_PATH.exec(request.path)?.[1]
      const order =
        state.orders[ORDER_PATH.exec(request.path)?.[1]] ??
        (captureId ? orderOfCapture(captureId) : undefined)
      return {
        account: tokenOwner(request),
        purpose: purposeOf(request),
        reference: order?.custom_id ?? request.headers["paypal-request-id"] ?? null,
        order_id: order ? orderIdOf(order) : null,
        card: null,
        fault: null,
      }
    },
    handle: (request) => {
      const certificateId = CERTIFICATE_PATH.exec(request.path)?.[1]
      if (certificateId) {
        return certificate(certificateId)
      }
      if (request.path === "/checkoutnow") {
        return approvalPage(request)
      }
      if (request.path === "/v1/oauth2/token") {
        return token(request)
      }
      const account = tokenOwner(request)
      return account
        ? onceById(account, request, () => api(account, request))
        : json(401, { error: "invalid_token", error_description: "Token signature is wrong" })
    },
    sign: (account, event, { forged } = {}) => {
      const { settings } = ACCOUNTS.find(({ key }) => key === account)
      const body = JSON.stringify(forged ? { ...event, id: `WH-${randomId(17)}` } : event)
      const id = randomId(36)
      const time = new Date().toISOString()
      const webhookId = forged ? "WRONG" : settings.webhook_id
      return {
        headers: {
          "content-type": "application/json",
          "paypal-transmission-id": id,
          "paypal-transmission-time": time,
          "paypal-auth-algo": "SHA256withRSA",
          "paypal-cert-url": `${url}/v1/notifications/certs/${state.signing.id}`,
          "paypal-transmission-sig": signText(
            state.signing,
            `${id}|${time}|${webhookId}|${crc32(body)}`
          ),
        },
        body,
      }
    },
    book: () => Object.values(state.orders).map(entryOf),
    actions: {
      settle: ({ order: id, status }) => {
        const order = state.orders[id]
        const waiting = order.captures.find((one) => one.status === "PENDING")
        if (waiting) {
          Object.assign(waiting, { status, reason: undefined })
          emitCapture(order, waiting)
        }
      },
      dispute: ({ capture: id }) => {
        if (captureOf(id)) {
          dispute(orderOfCapture(id), {})
        }
      },
      finishRefund: ({ order: id, refund: refundId }) => {
        const order = state.orders[id]
        const made = order.refunds.find((one) => one.id === refundId)
        made.status = "COMPLETED"
        emit(order.account, "PAYMENT.CAPTURE.REFUNDED", "refund", refundShown(made, shown))
      },
    },
    events: {
      /** The payer approves, as on the page. */
      approve: (data) => approve(wanted(data)),
      /** PayPal forgets an order that nobody has paid. */
      expire: (data) => {
        const order = wanted(data)
        if (order.captures.length > 0) {
          throw new Error("A captured order does not expire.")
        }
        delete state.orders[order.id]
      },
      chargeback: (data) => {
        const order = wantedPaid(data)
        const units = data.amount && unitsOf(data.amount, taken(order).currency)
        return { dispute_id: dispute(order, { units, reason: data.reason }).dispute_id }
      },
      chargeback_reversal: (data) => resolve(wantedPaid(data), "RESOLVED_SELLER_FAVOUR"),
      chargeback_lost: (data) => resolve(wantedPaid(data), "RESOLVED_BUYER_FAVOUR"),
      /** A refund made on PayPal's own pages. */
      refund: (data) => {
        const order = wantedPaid(data)
        const units = unitsOf(data.amount, taken(order).currency)
        if (!units || units > taken(order).units - refundedOf(order)) {
          throw new Error("More cannot be given back.")
        }
        return { refund_id: refund(order, { units }).id }
      },
      /** An event about something that is none of ours, as a shared account has them. */
      foreign: ({ account = "paypal-main" }) => {
        const unit = { custom_id: "SOMEBODY-ELSES", invoice_id: "X-1" }
        const order = newOrder({ account, unit, currency: "USD", units: 100 })
        const made = newCapture(order, {
          ...{ units: 100, currency: "USD", status: "COMPLETED", fee: 52 },
        })
        emitCapture(order, made)
        return { payment_id: order.id }
      },
    },
  }
}
