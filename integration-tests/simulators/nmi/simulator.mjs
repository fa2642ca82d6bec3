import { text } from "../lib/http.mjs"
import { decimalOf, placesOf, unitsOf } from "../lib/money.mjs"
import { hmacHex, isKey, randomId } from "../lib/signing.mjs"
import { bankAccountOutcome, cardOutcome } from "../lib/test-cards.mjs"
import { transactionXml } from "./xml.mjs"

/** Seconds until a bank debit settles, and until one that comes back does. Real ones take days. */
const SETTLES_AFTER = 20
const RETURNS_AFTER = 40
/** Cards settle in the evening; here after a minute, without a word. */
const CARD_SETTLES_AFTER = 60

const FEE_RULE = {
  ...{ percent: "10", fixed: "0.00", chargeback_fee: "25.00", currency: "USD" },
  refund_returns_fee: false,
}

const ACCOUNTS = [
  {
    key: "nmi-main",
    name: "NMI",
    methods: ["credit_card", "echeck"],
    settings: {},
    secrets: { security_key: "simulator-key-main", signing_key: "simulator-signing-main" },
    fee_rule: FEE_RULE,
    echeck_approved_when: "settled",
  },
  {
    key: "nmi-second",
    name: "NMI (second bank)",
    methods: ["credit_card", "echeck"],
    settings: {},
    secrets: { security_key: "simulator-key-second", signing_key: "simulator-signing-second" },
    fee_rule: { ...FEE_RULE, percent: "7.5", fixed: "0.25" },
    echeck_approved_when: "accepted",
  },
]

const TEXTS = {
  100: "SUCCESS",
  200: "DECLINE",
  201: "Do not honor",
  202: "Insufficient funds",
  203: "Over limit",
  223: "Expired card",
  225: "Invalid card security code",
  251: "Lost card",
  252: "Stolen card",
  253: "Fraudulent card",
  264: "Declined-Retry in a few days",
  400: "Transaction error returned by processor",
  420: "Communication error",
  430: "Duplicate transaction at processor",
}

const RETURN_TEXTS = {
  R01: "R01 - Insufficient Funds",
  R02: "R02 - Account Closed",
  R10: "R10 - Customer Advises Unauthorized",
}

/** Codes after which nobody knows; the simulator has charged nevertheless. */
const CHARGED_ALL_THE_SAME = ["420", "430"]

const now = () => new Date().toISOString().replace(/[-:T]/g, "").slice(0, 14)

/** Answers as `transact.php` gives them: a form, with these fields in this order. */
const answer = ({ response, message, id = "", request, code }) =>
  text(
    200,
    new URLSearchParams({
      response,
      responsetext: message,
      authcode: response === "1" ? "123456" : "",
      transactionid: id,
      avsresponse: "",
      cvvresponse: "",
      orderid: request.get("orderid") ?? "",
      type: request.get("type") ?? "",
      response_code: code,
    }).toString()
  )

/** An NMI gateway that keeps its own book: cards and bank debits, query.php, signed events. */
export const createSimulator = ({ state, random, later, notify }) => {
  const accountOf = (form) =>
    ACCOUNTS.find(({ secrets }) => isKey(form.get("security_key"), secrets.security_key)) ?? null
  const transactions = () => Object.values(state.transactions)
  const isSale = ({ actions }) => actions[0].action_type === "sale"
  const refundsOf = ({ id }) =>
    transactions().filter(
      ({ original_transaction_id: of, condition }) => of === id && condition !== "failed"
    )
  const succeeded = ({ actions }) => actions[0].success === "1"
  const given = (sale) => refundsOf(sale).reduce((sum, { units }) => sum + units, 0)
  const returnOf = ({ actions }) =>
    actions.find(({ action_type }) => action_type === "check_return")

  const emit = (transaction, type, action) =>
    notify(transaction.account, {
      event_id: randomId(32).toLowerCase(),
      event_type: type,
      event_body: {
        merchant: { id: "1234", name: "Simulator" },
        features: { is_test_mode: true },
        transaction_id: transaction.id,
        transaction_type: transaction.type,
        condition: transaction.condition,
        processor_id: "simulator",
        order_id: transaction.order_id,
        currency: transaction.currency,
        billing_address: transaction.payer,
        [transaction.type === "ck" ? "check" : "card"]: transaction.instrument,
        action,
      },
    })

  const act = (
    transaction,
    { type, units = transaction.units, code = "100", message, success = "1" }
  ) => {
    const action = {
      amount: decimalOf(units, transaction.currency),
      action_type: type,
      date: now(),
      success,
      source: "api",
      response_text: message ?? TEXTS[code] ?? "SUCCESS",
      response_code: code,
    }
    transaction.actions.push(action)
    return action
  }

  const open = (account, form, { units, currency, type }) => {
    const id = String(3_000_000_000 + Math.floor(random() * 900_000_000) + transactions().length)
    const number = form.get("ccnumber") ?? form.get("checkaccount") ?? ""
    const transaction = {
      ...{ id, account: account.key, type, currency, units },
      order_id: form.get("orderid") ?? "",
      merchant_defined_field_1: form.get("merchant_defined_field_1") ?? "",
      order_description: form.get("orderdescription") ?? "",
      original_transaction_id: "",
      condition: "failed",
      payer: { first_name: form.get("firstname") ?? "", email: form.get("email") ?? "" },
      instrument:
        type === "ck"
          ? { check_account: `xxxx${number.slice(-4)}`, check_aba: form.get("checkaba") ?? "" }
          : {
              cc_number: `${number.slice(0, 6)}xxxxxx${number.slice(-4)}`,
              cc_exp: form.get("ccexp"),
            },
      outcome: {},
      actions: [],
      created_at: new Date().toISOString(),
    }
    state.transactions[id] = transaction
    return transaction
  }

  const decline = (transaction, form, code) => {
    const action = act(transaction, { type: "sale", code, success: "0" })
    emit(transaction, "transaction.sale.failure", action)
    const response = code.startsWith("2") ? "2" : "3"
    return answer({ response, message: TEXTS[code], id: transaction.id, request: form, code })
  }

  const approve = (transaction, form) => {
    transaction.condition = "pendingsettlement"
    const action = act(transaction, { type: "sale" })
    emit(transaction, "transaction.sale.success", action)
    return answer({
      response: "1",
      message: "SUCCESS",
      id: transaction.id,
      request: form,
      code: "100",
    })
  }

  const refuse = (form, message) => answer({ response: "3", message, request: form, code: "300" })

  const saleByCard = (account, form, money) => {
    const number = form.get("ccnumber") ?? ""
    if (!/^\d{12,19}$/.test(number)) {
      return refuse(form, "Invalid Credit Card Number REFID:100000001")
    }
    const outcome = cardOutcome(number)
    const units = money.units + (outcome.lie === "amount" ? 100 : 0)
    const transaction = open(account, form, { ...money, units, type: "cc" })
    transaction.outcome = outcome
    // As at the real gateway's test accounts: less than one unit of the currency is declined.
    const code = outcome.nmi ?? (money.units < 10 ** placesOf(money.currency) ? "200" : null)
    if (code && !CHARGED_ALL_THE_SAME.includes(code)) {
      return decline(transaction, form, code)
    }
    const approved = approve(transaction, form)
    later(CARD_SETTLES_AFTER, "settleCard", { id: transaction.id })
    return code
      ? answer({ response: "3", message: TEXTS[code], id: "", request: form, code })
      : approved
  }

  const saleByCheck = (account, form, money) => {
    const number = form.get("checkaccount") ?? ""
    if (!/^\d{4,17}$/.test(number) || !/^\d{9}$/.test(form.get("checkaba") ?? "")) {
      return refuse(form, "Invalid ABA number REFID:100000002")
    }
    const outcome = bankAccountOutcome(number)
    const transaction = open(account, form, { ...money, type: "ck" })
    transaction.outcome = outcome
    if (outcome.declined) {
      return decline(transaction, form, outcome.declined)
    }
    if (outcome.before_settling) {
      later(SETTLES_AFTER / 2, "returnCheck", { id: transaction.id, code: outcome.before_settling })
    } else {
      later(SETTLES_AFTER, "settleCheck", { id: transaction.id })
    }
    if (outcome.after_settling) {
      later(RETURNS_AFTER, "returnCheck", { id: transaction.id, code: outcome.after_settling })
    }
    return approve(transaction, form)
  }

  const sale = (account, form) => {
    const currency = (form.get("currency") || "USD").toUpperCase()
    const units = unitsOf(form.get("amount"), currency)
    if (units === null || units === 0) {
      return refuse(form, "Invalid amount REFID:100000003")
    }
    const money = { units, currency }
    return form.get("payment") === "check"
      ? saleByCheck(account, form, money)
      : saleByCard(account, form, money)
  }

  const giveBack = (account, form) => {
    const original = state.transactions[form.get("transactionid")]
    if (
      !original ||
      original.account !== account.key ||
      !isSale(original) ||
      !succeeded(original)
    ) {
      return refuse(form, "Invalid Transaction ID specified REFID:100000004")
    }
    const units = form.get("amount")
      ? unitsOf(form.get("amount"), original.currency)
      : original.units
    if (units === null || units === 0 || given(original) + units > original.units) {
      return refuse(form, "Refund amount may not exceed the transaction balance REFID:100000005")
    }
    if (returnOf(original)) {
      return refuse(form, "The check has been returned REFID:100000006")
    }
    const refund = open(account, form, { units, currency: original.currency, type: original.type })
    Object.assign(refund, {
      ...{ original_transaction_id: original.id, condition: "pendingsettlement" },
      order_id: form.get("orderid") || original.order_id,
    })
    const action = act(refund, { type: "refund" })
    emit(refund, "transaction.refund.success", action)
    return answer({ response: "1", message: "SUCCESS", id: refund.id, request: form, code: "100" })
  }

  const transact = (form) => {
    const account = accountOf(form)
    if (!account) {
      return refuse(form, "Authentication Failed REFID:100000000")
    }
    const types = { sale, refund: giveBack }
    return (
      types[form.get("type")] ?? ((_, request) => refuse(request, "Invalid Transaction Type"))
    )(account, form)
  }

  const ask = (form) => {
    const account = accountOf(form)
    if (!account) {
      const error = "<error_response>Authentication Failed REFID:100000000</error_response>"
      return text(
        200,
        `<?xml version="1.0" encoding="UTF-8"?>\n<nm_response>${error}</nm_response>`,
        "text/xml"
      )
    }
    const found = transactions().filter(
      ({ account: of, id, order_id }) =>
        of === account.key &&
        (form.get("transaction_id") ? id === form.get("transaction_id") : true) &&
        (form.get("order_id") ? order_id === form.get("order_id") : true)
    )
    const body = found.map(transactionXml).join("\n")
    return text(
      200,
      `<?xml version="1.0" encoding="UTF-8"?>\n<nm_response>\n${body}</nm_response>`,
      "text/xml"
    )
  }

  const entryOf = (sale) => {
    const paid = succeeded(sale)
    const back = returnOf(sale)
    const decimal = (units) => decimalOf(units, sale.currency)
    return {
      processor: "nmi",
      account: sale.account,
      payment_id: sale.id,
      reference: sale.order_id || null,
      order_id: sale.order_description || null,
      method: sale.type === "ck" ? "echeck" : "credit_card",
      state: sale.condition,
      currency: sale.currency,
      captured: decimal(paid ? sale.units : 0),
      refunded: decimal(given(sale)),
      disputed: decimal(sale.disputed ?? 0),
      returned: decimal(back ? sale.units : 0),
      fee: "0",
      fee_currency: sale.currency,
      dispute_fees: "0",
      refunds: refundsOf(sale).map((refund) => ({
        id: refund.id,
        reference: refund.merchant_defined_field_1 || null,
        amount: decimal(refund.units),
        state: refund.condition,
      })),
      card: sale.instrument.cc_number?.replace("xxxxxx", "…") ?? "",
      created_at: sale.created_at,
    }
  }

  const wanted = ({ payment_id, reference }) => {
    const found = transactions().find(
      (one) => isSale(one) && (one.id === payment_id || (reference && one.order_id === reference))
    )
    if (!found) {
      throw new Error("There is no such payment.")
    }
    return found
  }

  const returnCheck = ({ id, code }) => {
    const check = state.transactions[id]
    const isLate = check.condition === "complete"
    const action = act(check, {
      type: "check_return",
      code: "200",
      message: RETURN_TEXTS[code] ?? code,
    })
    check.condition = isLate ? "complete" : "failed"
    emit(check, `transaction.check.status.${isLate ? "latereturn" : "return"}`, action)
  }
  const settleCheck = ({ id }) => {
    const check = state.transactions[id]
    if (check.condition === "pendingsettlement") {
      check.condition = "complete"
      emit(check, "transaction.check.status.settle", act(check, { type: "settle" }))
    }
  }

  return {
    accounts: ACCOUNTS,
    begin: () => {
      state.transactions ??= {}
    },
    describe: (request) => {
      const form = request.form()
      const isQuery = request.path.endsWith("/query.php")
      const original = state.transactions[form.get("transactionid")]
      const card = form.get("ccnumber")
      return {
        account: accountOf(form)?.key ?? null,
        purpose: isQuery ? "query" : form.get("type") === "refund" ? "refund" : "charge",
        reference: form.get("order_id") ?? form.get("orderid") ?? original?.order_id ?? null,
        order_id: form.get("orderdescription"),
        card,
        fault: card ? (cardOutcome(card).fault ?? null) : null,
      }
    },
    handle: (request) => {
      if (request.method !== "POST") {
        return text(405, "POST only")
      }
      const doors = { "/api/transact.php": transact, "/api/query.php": ask }
      return doors[request.path]?.(request.form()) ?? text(404, "Not found")
    },
    sign: (account, event, { forged } = {}) => {
      const key = ACCOUNTS.find((one) => one.key === account).secrets.signing_key
      const body = JSON.stringify(forged ? { ...event, event_id: randomId(32) } : event)
      const nonce = randomId(16)
      const signature = hmacHex("sha256", forged ? "wrong" : key, `${nonce}.${body}`)
      return {
        headers: {
          "content-type": "application/json",
          "webhook-signature": `t=${nonce},s=${signature}`,
        },
        body,
      }
    },
    book: () => transactions().filter(isSale).map(entryOf),
    actions: {
      settleCard: ({ id }) => {
        state.transactions[id].condition = "complete"
        act(state.transactions[id], { type: "settle" })
      },
      settleCheck,
      returnCheck,
    },
    events: {
      settle: (data) => settleCheck({ id: wanted(data).id }),
      check_return: ({ code = "R01", ...data }) => returnCheck({ id: wanted(data).id, code }),
      refund: ({ amount, ...data }) => {
        const sale = wanted(data)
        const account = ACCOUNTS.find(({ key }) => key === sale.account)
        const form = new URLSearchParams({ transactionid: sale.id, amount, orderid: sale.order_id })
        const reply = new URLSearchParams(giveBack(account, form).body)
        if (reply.get("response") !== "1") {
          throw new Error(reply.get("responsetext"))
        }
        return { refund_id: reply.get("transactionid") }
      },
      /** As NMI tells of chargebacks: in a batch that names no transaction. */
      chargeback: (data) => {
        const sale = wanted(data)
        sale.disputed = data.amount ? unitsOf(data.amount, sale.currency) : sale.units
        const amount = decimalOf(sale.disputed, sale.currency)
        notify(sale.account, {
          event_id: randomId(32).toLowerCase(),
          event_type: "chargeback.batch.complete",
          event_body: {
            merchant: { id: "1234", name: "Simulator" },
            processor: { id: "simulator", name: "Simulator", type: "cc" },
            count: 1,
            chargeback_amount: amount,
            chargebacks: [
              {
                id: randomId(10),
                date: now().slice(0, 8),
                customer_name: sale.payer.first_name,
                cc_number: sale.instrument.cc_number ?? "",
                amount,
                reason: "Fraud",
              },
            ],
          },
        })
      },
      foreign: ({ account = "nmi-main" }) =>
        notify(account, {
          event_id: randomId(32).toLowerCase(),
          event_type: "settlement.batch.complete",
          event_body: { merchant: { id: "1234", name: "Simulator" }, batch_id: "1", count: 3 },
        }),
    },
  }
}
