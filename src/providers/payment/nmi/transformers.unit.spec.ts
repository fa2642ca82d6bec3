import { readFileSync } from "node:fs"
import path from "node:path"
import type { ChargeRequest } from "../processor"
import { NMI_CODES } from "./codes"
import {
  readAnswer,
  readEvent,
  readTransactions,
  refundAnswerView,
  saleFields,
  saleView,
  transactionsView,
} from "./transformers"
import { nmiProcessor } from "./processor"

const fixture = (name: string) =>
  JSON.parse(readFileSync(path.join(process.cwd(), "integration-tests", "fixtures", name), "utf8"))
const recorded: Record<string, { raw: string }> = fixture("activemerchant/nmi.json").responses

const money = { amount: "34.95", currency: "EUR" }
const address = {
  address1: "Street 1",
  address2: null,
  city: "Rome",
  state: null,
  zip: null,
  country: "IT",
}
const request: ChargeRequest = {
  reference: "att_1",
  prepared_payment_id: null,
  money,
  order_id: "T3-1",
  instrument: {
    ...{ kind: "card", number: "4111111111111111", expiry_month: 3, expiry_year: 2031 },
    ...{ holder: "Ann", cvv: "123", brand: "visa" },
  },
  initiation: { kind: "customer" },
  payer: {
    ...{ first_name: "Ann", last_name: "E", email: "a@example.com", phone: "+39", ip: null },
    ...{ billing: address, shipping: address },
  },
  return_url: "https://shop.example",
}

const viewOf = (name: string) => {
  const answer = readAnswer(200, recorded[name].raw)
  return answer && saleView(answer, request)
}

const xml = (transactions: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<nm_response>\n${transactions}\n</nm_response>`
const transaction = (type: string, condition: string, ...actions: string[]) =>
  `<transaction><transaction_id>7</transaction_id><transaction_type>${type}</transaction_type>` +
  `<condition>${condition}</condition><order_id>att_1</order_id><currency>EUR</currency>` +
  `${actions.join("")}</transaction>`
const action = (type: string, { success = "1", text = "SUCCESS", code = "100" } = {}) =>
  `<action><amount>34.95</amount><action_type>${type}</action_type><success>${success}</success>` +
  `<response_text>${text}</response_text><response_code>${code}</response_code></action>`

const asked = (...transactions: string[]) => {
  const read = readTransactions(200, xml(transactions.join("")))
  return read && transactionsView(read)
}

describe("answers of NMI's transact.php, as recorded from the real gateway", () => {
  it("approves a card", () => {
    expect(viewOf("successful_purchase_response")).toMatchObject({
      ...{ state: "approved", payment_id: "2762757839", captured: money, issuer_answered: true },
    })
  })

  it("declines a card, by its code", () => {
    expect(viewOf("failed_purchase_response")).toMatchObject({
      ...{ state: "declined", code: "200", captured: null, issuer_answered: true },
    })
  })

  it("takes a bank debit as accepted, not as paid", () => {
    const answer = readAnswer(200, recorded.successful_echeck_purchase_response.raw)
    const instrument: ChargeRequest["instrument"] = {
      ...{ kind: "bank_account", holder: "Ann", routing_number: "490000018" },
      ...{ account_number: "123123123", account_type: "checking", holder_type: "personal" },
    }
    expect(answer && saleView(answer, { money, instrument })).toMatchObject({
      ...{ state: "pending", code: "accepted", captured: null },
    })
  })

  it("reads a refused refund", () => {
    const answer = readAnswer(200, recorded.failed_refund_response.raw)
    expect(answer && refundAnswerView(answer, { reference: "att_2", money })).toMatchObject({
      ...{ state: "declined", code: "300", message: "Invalid Transaction ID specified" },
    })
  })

  it.each(["420", "421", "430"])("does not know what has become of code %s", (code) => {
    const answer = readAnswer(200, `response=3&responsetext=x&transactionid=&response_code=${code}`)
    expect(answer && saleView(answer, request)).toMatchObject({
      ...{ state: "unknown", issuer_answered: false, captured: null },
    })
  })

  it.each([
    ["an empty one", 200, ""],
    ["a page", 200, "<html></html>"],
    ["half of one", 200, "response=1&responsetext=SUCC"],
    ["one without a code", 200, "response=1&responsetext=x&transactionid=1"],
    ["one with another status", 502, "response=1&responsetext=x&transactionid=1&response_code=100"],
  ])("cannot read %s", (_what, status, text) => {
    expect(readAnswer(status, text)).toBeNull()
  })
})

describe("answers of NMI's query.php", () => {
  it.each([
    ["approved card", ["cc", "pendingsettlement", action("sale")], "approved", "34.95"],
    ["settled card", ["cc", "complete", action("sale"), action("settle")], "approved", "34.95"],
    ["accepted debit", ["ck", "pendingsettlement", action("sale")], "pending", undefined],
    ["settled debit", ["ck", "complete", action("sale"), action("settle")], "approved", "34.95"],
    [
      "sale under way",
      ["cc", "in_progress", action("sale", { success: "0" })],
      "pending",
      undefined,
    ],
    ["word we do not know", ["cc", "paused", action("sale")], "unknown", "34.95"],
  ] as const)("tells an %s", (_what, [type, condition, ...actions], state, amount) => {
    const view = asked(transaction(type, condition, ...actions))
    expect(view?.state).toBe(state)
    expect(view?.captured?.amount).toBe(amount)
  })

  it("tells a declined sale by its code", () => {
    const failed = action("sale", { success: "0", text: "Insufficient funds", code: "202" })
    expect(asked(transaction("cc", "failed", failed))).toMatchObject({
      ...{ state: "declined", code: "202", issuer_answered: true },
    })
  })

  it("tells a void as a refund of the whole", () => {
    const view = asked(transaction("cc", "canceled", action("sale"), action("void")))
    expect(view?.captured).toEqual(money)
    expect(view?.refunds).toMatchObject([{ state: "approved", money }])
  })

  it("says that it has never seen a payment only when the list is there and empty", () => {
    expect(asked()?.found).toBe(false)
    expect(readTransactions(200, "<nm_response/>")).toEqual([])
    for (const text of [
      "",
      "<html></html>",
      "<nm_response>",
      xml("<error_response>Authentication Failed</error_response>"),
    ]) {
      expect(readTransactions(200, text)).toBeNull()
    }
    expect(readTransactions(503, xml(""))).toBeNull()
  })
})

describe("NMI's form, codes and events", () => {
  it("has the card, the amount and no empty field", () => {
    const fields = saleFields(request)
    expect(fields).toMatchObject({
      amount: "34.95",
      ccexp: "0331",
      orderid: "att_1",
      dup_seconds: "0",
    })
    expect(Object.values(fields)).not.toContain("")
    expect(fields).not.toHaveProperty("zip")
  })

  it("names the first payment of a stored card only when it is one of NMI's", () => {
    const stored = (earlier_payment_id: string) =>
      saleFields({
        ...request,
        initiation: { kind: "stored", network_transaction_id: null, earlier_payment_id },
      })
    expect(stored("2762757839").initial_transaction_id).toBe("2762757839")
    expect(stored("pi_123")).not.toHaveProperty("initial_transaction_id")
  })

  it("knows every published code of a failure", () => {
    const published = Object.keys(fixture("nmi-codes/nmi_response_codes.json").codes)
    const known = [...Object.keys(NMI_CODES), "100", "420", "421", "430"]
    expect(published.filter((code) => !known.includes(code))).toEqual([])
  })

  it("believes the signature of the documented formula", async () => {
    const vector = fixture("webhook-signatures/webhook_vectors.json").vectors.find(
      ({ provider }: { provider: string }) => provider === "nmi"
    )
    const body = Buffer.from(vector.body)
    const account = { id: "1", base_url: "", settings: {}, secrets: { signing_key: vector.secret } }
    const { headers } = vector
    expect(await nmiProcessor.verifyCallback(account, { headers, body })).toBe(true)
    const changed = Buffer.from(vector.body.replace("34.95", "1.00"))
    expect(await nmiProcessor.verifyCallback(account, { headers, body: changed })).toBe(false)
    expect(readEvent(body)).toMatchObject({ event_id: "0c5d", reference: "att_1", ignore: null })
  })

  it("names no payment for a batch of chargebacks, but does not ignore it", () => {
    const event = {
      event_id: "1",
      event_type: "chargeback.batch.complete",
      event_body: { chargebacks: [{ id: "9", amount: "34.95" }] },
    }
    expect(readEvent(Buffer.from(JSON.stringify(event)))).toMatchObject({
      ...{ reference: null, payment_id: null, ignore: null },
    })
  })
})
