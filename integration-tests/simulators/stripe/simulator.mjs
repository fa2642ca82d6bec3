import { html, json, redirect } from "../lib/http.mjs"
import { decimalOf, feeOf, formatUnits, placesOf } from "../lib/money.mjs"
import { decisionPage, endPage } from "../lib/page.mjs"
import { hmacHex, isKey, randomId } from "../lib/signing.mjs"
import { brandOf, cardOutcome } from "../lib/test-cards.mjs"
import {
  cardDetails,
  cardError,
  newBalanceTransaction,
  newCharge,
  newDispute,
  newEvent,
  newPaymentIntent,
  newRefund,
  newSession,
  requestError,
  stripePlaces,
} from "./objects.mjs"

/** Percent and minor units of the settlement currency. */
const FEE = { percent: 2.9, fixed: 30 }
const DISPUTE_FEE = 1500

/** Units of US dollars per unit of the currency, for the account that settles everything in dollars. */
const TO_USD = { usd: 1, eur: 1.08, gbp: 1.27, jpy: 0.0067, kwd: 3.25 }

const ACCOUNTS = [
  {
    key: "stripe-main",
    name: "Stripe",
    methods: ["credit_card"],
    settings: {},
    secrets: { secret_key: "sk_test_simulator_main", webhook_secret: "whsec_simulator_main" },
    fee_rule: {
      ...{ percent: "2.9", fixed: "0.30", chargeback_fee: "15.00", currency: "USD" },
      refund_returns_fee: false,
    },
    settles_in: null,
  },
  {
    key: "stripe-dollars",
    name: "Stripe (settles in dollars)",
    methods: ["credit_card"],
    settings: {},
    secrets: { secret_key: "sk_test_simulator_dollars", webhook_secret: "whsec_simulator_dollars" },
    fee_rule: {
      ...{ percent: "2.9", fixed: "0.30", chargeback_fee: "15.00", currency: "USD" },
      refund_returns_fee: false,
    },
    settles_in: "usd",
  },
]

/** Stripe's form fields with a given beginning: `metadata[attempt]` is `attempt`. */
const fieldsIn = (form, name) =>
  Object.fromEntries(
    [...form]
      .filter(([key]) => key.startsWith(`${name}[`))
      .map(([key, value]) => [key.slice(name.length + 1, -1), value])
  )

const ID =
  /^\/v1\/(payment_intents|refunds|checkout\/sessions)\/([^/]+)(?:\/(confirm|cancel|expire))?$/

/** A Stripe that keeps its own book: PaymentIntents, refunds, disputes, Checkout, signed events. */
export const createSimulator = ({ state, url, later, notify }) => {
  const accountOf = (request) => {
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1]
    return ACCOUNTS.find(({ secrets }) => isKey(key, secrets.secret_key)) ?? null
  }
  const intentOf = (id) => state.intents[id]
  const chargeOf = (intent) => state.charges[intent.latest_charge] ?? null
  const refundsOf = (charge) =>
    Object.values(state.refunds).filter((refund) => refund.charge === charge.id)
  const disputesOf = (charge) =>
    Object.values(state.disputes).filter((dispute) => dispute.charge === charge.id)
  const emit = (intentId, type, object) =>
    notify(state.owners[intentId], newEvent(type, structuredClone(object)))

  /** A movement on the account's balance, in the currency it settles in. */
  const book = (intentId, { type, source, amount, currency, fee }) => {
    const { settles_in } = ACCOUNTS.find(({ key }) => key === state.owners[intentId])
    const rate = settles_in && settles_in !== currency ? (TO_USD[currency] ?? 1) : null
    const places = stripePlaces(currency) - stripePlaces(settles_in ?? currency)
    const settled = rate === null ? amount : Math.round((amount * rate) / 10 ** places)
    const transaction = newBalanceTransaction({
      ...{ type, source, amount: settled, fee: fee(settled), exchangeRate: rate },
      currency: settles_in ?? currency,
    })
    state.transactions[transaction.id] = transaction
    return transaction
  }

  const expanded = (intent) => {
    const charge = chargeOf(intent)
    return {
      ...intent,
      latest_charge: charge && {
        ...charge,
        balance_transaction: state.transactions[charge.balance_transaction] ?? null,
        refunds: {
          object: "list",
          has_more: false,
          data: refundsOf(charge).map((refund) => expandedRefund(refund)),
        },
      },
    }
  }
  const expandedRefund = (refund) => ({
    ...refund,
    balance_transaction: state.transactions[refund.balance_transaction] ?? null,
  })

  const decline = (intent, { declineCode, advice, card, billing }) => {
    const charge = newCharge(intent, {
      amount: intent.amount,
      currency: intent.currency,
      card,
      billing,
    })
    Object.assign(charge, {
      ...{ amount_captured: 0, captured: false, paid: false, status: "failed" },
      failure_code: "card_declined",
    })
    Object.assign(charge.outcome, {
      ...{ network_status: "declined_by_network", type: "issuer_declined", reason: declineCode },
      network_advice_code: advice ?? null,
    })
    state.charges[charge.id] = charge
    const error = cardError({ declineCode, advice, chargeId: charge.id })
    Object.assign(intent, {
      ...{ status: "requires_payment_method", next_action: null, payment_method: null },
      ...{ last_payment_error: error, latest_charge: charge.id },
    })
    emit(intent.id, "payment_intent.payment_failed", intent)
    return json(402, { error: { ...error, payment_intent: intent } })
  }

  const approve = (intent, { outcome, card, billing }) => {
    const amount = intent.amount + (outcome.lie === "amount" ? 100 : 0)
    const currency =
      outcome.lie === "currency" ? (intent.currency === "gbp" ? "usd" : "gbp") : intent.currency
    const charge = newCharge(intent, { amount, currency, card, billing })
    const transaction = book(intent.id, {
      ...{ type: "charge", source: charge.id, amount, currency },
      fee: (settled) => feeOf(settled, FEE.percent, FEE.fixed),
    })
    charge.balance_transaction = transaction.id
    state.charges[charge.id] = charge
    Object.assign(intent, {
      ...{ status: "succeeded", amount_received: amount, currency, next_action: null },
      ...{ latest_charge: charge.id, last_payment_error: null },
    })
    emit(intent.id, "payment_intent.succeeded", intent)
    if (outcome.later?.chargeback) {
      later(5, "dispute", { intent: intent.id, reason: outcome.later.chargeback })
    }
    return json(200, expanded(intent))
  }

  const confirm = (intent, form) => {
    if (intent.status !== "requires_payment_method" && intent.status !== "requires_confirmation") {
      const error = requestError(
        "payment_intent_unexpected_state",
        `This PaymentIntent's status is ${intent.status}: it cannot be confirmed.`,
        { payment_intent: intent }
      )
      return json(400, { error })
    }
    const number = form.get("payment_method_data[card][number]") ?? ""
    if (!/^\d{12,19}$/.test(number)) {
      const error = cardError({ declineCode: "incorrect_number" })
      return json(402, { error: { ...error, payment_intent: intent } })
    }
    const outcome = cardOutcome(number)
    const card = cardDetails({
      ...{ number, brand: brandOf(number), cvc: form.get("payment_method_data[card][cvc]") },
      expMonth: Number(form.get("payment_method_data[card][exp_month]")),
      expYear: Number(form.get("payment_method_data[card][exp_year]")),
    })
    const billing = {
      name: form.get("payment_method_data[billing_details][name]"),
      email: form.get("payment_method_data[billing_details][email]"),
    }
    intent.payment_method = `pm_${randomId()}`
    state.cards[intent.id] = { first6: number.slice(0, 6), last4: number.slice(-4) }
    const declineCode = outcome.stripe
    if (typeof declineCode === "string") {
      return decline(intent, { declineCode, advice: outcome.advice, card, billing })
    }
    const isMoto = form.get("payment_method_options[card][moto]") === "true"
    if (declineCode?.three_d_secure && !isMoto) {
      if (form.get("off_session") === "true") {
        return decline(intent, { declineCode: "authentication_required", card, billing })
      }
      const returnUrl = form.get("return_url")
      state.challenges[intent.id] = { after: declineCode.three_d_secure, card, billing }
      Object.assign(intent, {
        status: "requires_action",
        next_action: {
          type: "redirect_to_url",
          redirect_to_url: { url: `${url}/3ds/${intent.id}`, return_url: returnUrl },
        },
      })
      emit(intent.id, "payment_intent.requires_action", intent)
      return json(200, expanded(intent))
    }
    state.outcomes[intent.id] = outcome
    return approve(intent, { outcome, card, billing })
  }

  const cancel = (intent, reason) => {
    if (["succeeded", "canceled"].includes(intent.status)) {
      const error = requestError(
        "payment_intent_unexpected_state",
        `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
        { payment_intent: intent }
      )
      return json(400, { error })
    }
    Object.assign(intent, {
      ...{ status: "canceled", next_action: null, cancellation_reason: reason },
      canceled_at: Math.floor(Date.now() / 1000),
    })
    emit(intent.id, "payment_intent.canceled", intent)
    return json(200, expanded(intent))
  }

  const refundable = (charge) => charge.amount_captured - charge.amount_refunded

  /** Gives money back; throws an error object of Stripe's when it cannot be. */
  const refund = (intent, { amount, metadata = {} }) => {
    const charge = chargeOf(intent)
    if (!charge || charge.status !== "succeeded") {
      return { error: requestError("resource_missing", "This payment has no successful charge.") }
    }
    if (disputesOf(charge).some(({ status }) => status !== "won")) {
      return { error: requestError("charge_disputed", "This charge has been charged back.") }
    }
    if (refundable(charge) === 0) {
      return { error: requestError("charge_already_refunded", "The charge has been refunded.") }
    }
    if (amount > refundable(charge)) {
      const message = `Refund amount is greater than unrefunded amount on charge.`
      return { error: requestError("amount_too_large", message) }
    }
    const way = state.outcomes[intent.id]?.refund
    const made = newRefund(charge, {
      ...{ amount, metadata },
      status: way?.startsWith("pending") ? "pending" : "succeeded",
    })
    made.balance_transaction = book(intent.id, {
      ...{ type: "refund", source: made.id, amount: -amount, currency: charge.currency },
      fee: () => 0,
    }).id
    state.refunds[made.id] = made
    charge.amount_refunded += amount
    charge.refunded = refundable(charge) === 0
    emit(intent.id, "refund.created", made)
    emit(intent.id, "charge.refunded", charge)
    if (way) {
      later(5, way === "pending_first" ? "finishRefund" : "failRefund", { refund: made.id })
    }
    return { made }
  }

  const dispute = (intent, { amount, reason = "general" }) => {
    const charge = chargeOf(intent)
    const taken = amount ?? charge.amount_captured
    const transaction = book(intent.id, {
      ...{ type: "adjustment", source: charge.id, amount: -taken, currency: charge.currency },
      fee: () => DISPUTE_FEE,
    })
    const made = newDispute(charge, { amount: taken, reason, transaction })
    state.disputes[made.id] = made
    charge.disputed = true
    emit(intent.id, "charge.dispute.created", made)
    emit(intent.id, "charge.dispute.funds_withdrawn", made)
    return made
  }

  const closeDispute = (made, status) => {
    made.status = status
    if (status === "won") {
      made.balance_transactions.push(
        book(made.payment_intent, {
          ...{ type: "adjustment", source: made.charge, amount: made.amount },
          ...{ currency: made.currency, fee: () => 0 },
        })
      )
      emit(made.payment_intent, "charge.dispute.funds_reinstated", made)
    }
    emit(made.payment_intent, "charge.dispute.closed", made)
    return made
  }

  const create = (account, form) => {
    const intent = newPaymentIntent({
      amount: Number(form.get("amount")),
      currency: form.get("currency"),
      metadata: fieldsIn(form, "metadata"),
      description: form.get("description"),
    })
    state.intents[intent.id] = intent
    state.owners[intent.id] = account.key
    return intent
  }

  const createSession = (account, form) => {
    const session = newSession({
      ...{ url, currency: form.get("line_items[0][price_data][currency]") },
      amount: Number(form.get("line_items[0][price_data][unit_amount]")),
      metadata: fieldsIn(form, "metadata"),
      expiresAt: Number(form.get("expires_at")),
      successUrl: form.get("success_url"),
      reference: form.get("client_reference_id"),
    })
    state.sessions[session.id] = session
    state.owners[session.id] = account.key
    return json(200, session)
  }

  const expandedSession = (session) => ({
    ...session,
    payment_intent: session.payment_intent && expanded(intentOf(session.payment_intent)),
  })

  const expireSession = (session) => {
    if (session.status !== "open") {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired.`
      return json(400, { error: requestError(null, message) })
    }
    session.status = "expired"
    emit(session.id, "checkout.session.expired", session)
    return json(200, session)
  }

  /** The customer pays on the page of a link. */
  const paySession = (session) => {
    const intent = newPaymentIntent({
      ...{ amount: session.amount_total, currency: session.currency, metadata: session.metadata },
      description: null,
    })
    intent.payment_method = `pm_${randomId()}`
    state.intents[intent.id] = intent
    state.owners[intent.id] = state.owners[session.id]
    const number = "4242424242424242"
    const card = cardDetails({ number, brand: "visa", expMonth: 12, expYear: 2034, cvc: "123" })
    approve(intent, { outcome: {}, card, billing: { name: null, email: null } })
    Object.assign(session, {
      ...{ status: "complete", payment_status: "paid", payment_intent: intent.id },
    })
    emit(session.id, "checkout.session.completed", session)
  }

  const missing = (id) =>
    json(404, { error: requestError("resource_missing", `No such object: '${id}'`) })

  const api = (account, request) => {
    const form = request.form()
    if (request.method === "POST" && request.path === "/v1/payment_intents") {
      return json(200, create(account, form))
    }
    if (request.method === "POST" && request.path === "/v1/checkout/sessions") {
      return createSession(account, form)
    }
    if (request.method === "POST" && request.path === "/v1/refunds") {
      const id = form.get("payment_intent") ?? state.charges[form.get("charge")]?.payment_intent
      const intent = intentOf(id)
      if (!intent || state.owners[intent.id] !== account.key) {
        return missing(id)
      }
      const { made, error } = refund(intent, {
        amount: Number(form.get("amount")),
        metadata: fieldsIn(form, "metadata"),
      })
      return error ? json(400, { error }) : json(200, expandedRefund(made))
    }
    if (request.method === "GET" && request.path === "/v1/disputes") {
      const intent = intentOf(request.query.get("payment_intent"))
      const data = intent && chargeOf(intent) ? disputesOf(chargeOf(intent)) : []
      return json(200, { object: "list", data, has_more: false, url: "/v1/disputes" })
    }
    const [, kind, id, verb] = ID.exec(request.path) ?? []
    const object =
      kind === "payment_intents"
        ? state.intents[id]
        : kind === "refunds"
          ? state.refunds[id]
          : state.sessions[id]
    if (!object || state.owners[object.payment_intent ?? id] === undefined) {
      return missing(id)
    }
    if (state.owners[kind === "refunds" ? object.payment_intent : id] !== account.key) {
      return missing(id)
    }
    const answers = {
      "GET payment_intents": () => json(200, expanded(object)),
      "GET refunds": () => json(200, expandedRefund(object)),
      "GET checkout/sessions": () => json(200, expandedSession(object)),
      "POST payment_intents confirm": () => confirm(object, form),
      "POST payment_intents cancel": () => cancel(object, form.get("cancellation_reason")),
      "POST checkout/sessions expire": () => expireSession(object),
    }
    const answer = answers[[request.method, kind, verb].filter(Boolean).join(" ")]
    return answer ? answer() : missing(id)
  }

  /** The same key again gets the first answer again, whatever it was; other parameters are refused. */
  const onceByKey = (account, request, work) => {
    const key = request.method === "POST" ? request.headers["idempotency-key"] : undefined
    if (!key) {
      return work()
    }
    const slot = `${account.key} ${key}`
    const fingerprint = hmacHex("sha256", "parameters", `${request.path}\n${request.text}`)
    const earlier = state.idempotency[slot]
    if (earlier && earlier.fingerprint !== fingerprint) {
      const message = "Keys for idempotent requests can only be used with the same parameters."
      return json(400, { error: { type: "idempotency_error", message } })
    }
    if (earlier) {
      return {
        ...earlier.reply,
        headers: { ...earlier.reply.headers, "idempotent-replayed": "true" },
      }
    }
    const reply = work()
    state.idempotency[slot] = { fingerprint, reply }
    return reply
  }

  /** Pages for customers: 3-D Secure and the payment link. */
  const page = (request) => {
    const [, kind, id] = /^\/(3ds|c\/pay)\/(.+)$/.exec(request.path) ?? []
    const choice = request.method === "POST" ? request.form().get("choice") : null
    if (kind === "3ds" && state.intents[id]) {
      return challengePage(state.intents[id], choice)
    }
    if (kind === "c/pay" && state.sessions[id]) {
      return linkPage(state.sessions[id], choice)
    }
    return html(404, endPage("There is no such page"))
  }

  const priceOf = ({ amount, amount_total, currency }) =>
    `${formatUnits(amount ?? amount_total, stripePlaces(currency))} ${currency.toUpperCase()}`

  const challengePage = (intent, choice) => {
    if (intent.status !== "requires_action") {
      return html(200, endPage("This payment does not wait for a confirmation"))
    }
    if (choice === null) {
      return html(
        200,
        decisionPage({
          title: "Confirm your payment (3-D Secure)",
          lines: [priceOf(intent)],
          choices: [
            { value: "pay", label: "Confirm" },
            { value: "cancel", label: "Do not confirm" },
          ],
        })
      )
    }
    const { after, card, billing } = state.challenges[intent.id]
    const returnUrl = intent.next_action.redirect_to_url.return_url
    if (choice !== "pay") {
      Object.assign(intent, {
        ...{ status: "requires_payment_method", next_action: null },
        last_payment_error: {
          ...{ type: "invalid_request_error", code: "payment_intent_authentication_failure" },
          message: "The provided payment method has failed authentication.",
        },
      })
      emit(intent.id, "payment_intent.payment_failed", intent)
    } else if (after === "approved") {
      state.outcomes[intent.id] = {}
      approve(intent, { outcome: {}, card, billing })
    } else {
      decline(intent, { declineCode: after, card, billing })
    }
    const result = intent.status === "succeeded" ? "succeeded" : "failed"
    return redirect(`${returnUrl}${returnUrl.includes("?") ? "&" : "?"}redirect_status=${result}`)
  }

  const linkPage = (session, choice) => {
    if (session.status !== "open" || session.expires_at * 1000 < Date.now()) {
      return html(200, endPage("This link is not open any more"))
    }
    if (choice === "pay") {
      paySession(session)
      return redirect(session.success_url)
    }
    return html(
      200,
      decisionPage({
        title: "Pay by card",
        lines: [priceOf(session)],
        choices: [{ value: "pay", label: "Pay" }],
      })
    )
  }

  const purposeOf = (request) => {
    const [, kind, , verb] = ID.exec(request.path) ?? []
    if (verb === "confirm") {
      return "charge"
    }
    if (verb) {
      return "close"
    }
    if (request.method === "GET") {
      return "query"
    }
    return (
      { "/v1/payment_intents": "prepare", "/v1/refunds": "refund" }[request.path] ??
      (kind ? "query" : "link")
    )
  }

  /** In the places that the currency has by ISO 4217, whatever Stripe counts in. */
  const decimal = (units, currency) =>
    decimalOf(Math.round(units * 10 ** (placesOf(currency) - stripePlaces(currency))), currency)

  const entryOf = (intent) => {
    const charge = chargeOf(intent)
    const paid = charge?.status === "succeeded" ? charge : null
    const disputes = paid ? disputesOf(paid) : []
    const fee = paid && state.transactions[paid.balance_transaction]
    const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0)
    return {
      processor: "stripe",
      account: state.owners[intent.id],
      payment_id: intent.id,
      reference: intent.metadata.attempt_id ?? null,
      order_id: intent.metadata.order_id ?? null,
      method: "credit_card",
      state: intent.status,
      currency: intent.currency.toUpperCase(),
      captured: decimal(paid?.amount_captured ?? 0, intent.currency),
      refunded: decimal(paid?.amount_refunded ?? 0, intent.currency),
      disputed: decimal(
        sum(disputes.filter(({ status }) => status !== "won").map(({ amount }) => amount)),
        intent.currency
      ),
      returned: decimal(0, intent.currency),
      fee: fee ? decimal(fee.fee, fee.currency) : "0",
      fee_currency: (fee?.currency ?? intent.currency).toUpperCase(),
      dispute_fees: decimal(
        sum(disputes.flatMap((one) => one.balance_transactions.map((moved) => moved.fee))),
        fee?.currency ?? intent.currency
      ),
      refunds: paid
        ? refundsOf(paid).map((one) => ({
            id: one.id,
            reference: one.metadata.attempt_id ?? null,
            amount: decimal(one.amount, one.currency),
            state: one.status,
          }))
        : [],
      card: state.cards[intent.id]
        ? `${state.cards[intent.id].first6}…${state.cards[intent.id].last4}`
        : "",
      created_at: new Date(intent.created * 1000).toISOString(),
    }
  }

  /** The payment an event is asked for: by its id or our reference. */
  const wanted = ({ payment_id, reference }) => {
    const found = Object.values(state.intents).find(
      (intent) =>
        intent.id === payment_id || (reference && intent.metadata.attempt_id === reference)
    )
    if (!found) {
      throw new Error("There is no such payment.")
    }
    return found
  }
  const unitsIn = (amount, currency) => Math.round(Number(amount) * 10 ** stripePlaces(currency))
  const openDispute = (data) => {
    const found = disputesOf(chargeOf(wanted(data))).find(
      ({ status }) => status === "needs_response"
    )
    if (!found) {
      throw new Error("This payment has no open dispute.")
    }
    return found
  }

  return {
    accounts: ACCOUNTS.map(({ settles_in, ...account }) => account),
    begin: () => {
      const tables =
        "intents charges refunds disputes transactions sessions owners cards outcomes challenges idempotency"
      tables.split(" ").forEach((table) => (state[table] ??= {}))
    },
    describe: (request) => {
      if (!request.path.startsWith("/v1/")) {
        return null
      }
      const form = request.form()
      const [, , id] = ID.exec(request.path) ?? []
      const intent = intentOf(
        id ?? form.get("payment_intent") ?? request.query.get("payment_intent")
      )
      const number = form.get("payment_method_data[card][number]")
      return {
        account: accountOf(request)?.key ?? null,
        purpose: purposeOf(request),
        reference: intent?.metadata.attempt_id ?? form.get("metadata[attempt_id]"),
        order_id: intent?.metadata.order_id ?? form.get("metadata[order_id]"),
        card: number,
        fault: number ? (cardOutcome(number).fault ?? null) : null,
      }
    },
    handle: (request) => {
      if (!request.path.startsWith("/v1/")) {
        return page(request)
      }
      const account = accountOf(request)
      return account
        ? onceByKey(account, request, () => api(account, request))
        : json(401, { error: requestError(null, "Invalid API Key provided: sk_test_***") })
    },
    sign: (account, event, { forged } = {}) => {
      const secret = ACCOUNTS.find(({ key }) => key === account).secrets.webhook_secret
      const body = JSON.stringify(forged ? { ...event, id: `evt_${randomId()}` } : event)
      const at = Math.floor(Date.now() / 1000)
      const signature = hmacHex("sha256", forged ? "whsec_wrong" : secret, `${at}.${body}`)
      return {
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": `t=${at},v1=${signature}`,
        },
        body,
      }
    },
    book: () => Object.values(state.intents).map(entryOf),
    actions: {
      dispute: ({ intent, reason }) => dispute(intentOf(intent), { reason }),
      finishRefund: ({ refund: id }) => {
        state.refunds[id].status = "succeeded"
        emit(state.refunds[id].payment_intent, "refund.updated", state.refunds[id])
      },
      failRefund: ({ refund: id }) => {
        const failed = state.refunds[id]
        const charge = state.charges[failed.charge]
        Object.assign(failed, { status: "failed", failure_reason: "unknown" })
        charge.amount_refunded -= failed.amount
        charge.refunded = false
        emit(failed.payment_intent, "refund.failed", failed)
      },
    },
    events: {
      chargeback: (data) => {
        const intent = wanted(data)
        const amount = data.amount && unitsIn(data.amount, intent.currency)
        return { dispute_id: dispute(intent, { amount, reason: data.reason }).id }
      },
      chargeback_reversal: (data) => ({ dispute_id: closeDispute(openDispute(data), "won").id }),
      chargeback_lost: (data) => ({ dispute_id: closeDispute(openDispute(data), "lost").id }),
      refund: (data) => {
        const intent = wanted(data)
        const { made, error } = refund(intent, { amount: unitsIn(data.amount, intent.currency) })
        if (error) {
          throw new Error(error.message)
        }
        return { refund_id: made.id }
      },
      /** An event about something that is none of ours, as a shared account has them. */
      foreign: ({ account = "stripe-main" }) => {
        const intent = newPaymentIntent({ amount: 100, currency: "usd", metadata: {} })
        notify(account, newEvent("payment_intent.succeeded", intent))
        return { payment_id: intent.id }
      },
    },
  }
}
