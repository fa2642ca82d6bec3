import type { LinkRequest } from "../processor"
import {
  amountFor,
  canBeClosed,
  closingPatch,
  mustBeCaptured,
  orderOf,
  orderRequest,
  orderView,
  readEvent,
  refundView,
  refusalOf,
} from "./transformers"
import type { PaypalOrder } from "./transformers"

const answered = (body: unknown, status = 200) => ({
  kind: "answered" as const,
  status,
  text: typeof body === "string" ? body : JSON.stringify(body),
})

const eur = (value: string) => ({ currency_code: "EUR", value })

type Payments = { captures?: unknown[]; refunds?: unknown[] }

const order = (status: string, payments?: Payments, customId = "patt_1"): PaypalOrder => {
  const read = orderOf(
    answered({
      id: "5O190127TN364715T",
      status,
      purchase_units: [{ reference_id: "default", custom_id: customId, payments }],
      links: [
        { rel: "self", href: "https://api-m.paypal.com/v2/checkout/orders/5O190127TN364715T" },
        { rel: "payer-action", href: "https://www.paypal.com/checkoutnow?token=5O190127TN364715T" },
      ],
    })
  )
  if (!read) {
    throw new Error("The order cannot be read.")
  }
  return read
}

const capture = (status: string, more: object = {}) => ({
  id: "3C679366HH908993F",
  status,
  amount: eur("6.60"),
  ...more,
})

const completed = capture("COMPLETED", {
  seller_receivable_breakdown: {
    gross_amount: eur("6.60"),
    paypal_fee: eur("0.14"),
    net_amount: eur("6.46"),
  },
})

describe("a PayPal order", () => {
  it("waits for its payer", () => {
    expect(orderView(order("PAYER_ACTION_REQUIRED"), [])).toMatchObject({
      found: true,
      payment_id: "5O190127TN364715T",
      state: "pending",
      redirect_url: "https://www.paypal.com/checkoutnow?token=5O190127TN364715T",
      captured: null,
    })
  })

  it("is captured with the fee that PayPal names", () => {
    expect(orderView(order("COMPLETED", { captures: [completed] }), [])).toMatchObject({
      state: "approved",
      capture_id: "3C679366HH908993F",
      captured: { amount: "6.60", currency: "EUR" },
      fee: { amount: "0.14", currency: "EUR" },
      redirect_url: null,
    })
  })

  it.each([
    ["PENDING", "pending"],
    ["DECLINED", "declined"],
    ["FAILED", "declined"],
    ["SOMETHING_NEW", "pending"],
  ])("with a capture that is %s is %s, and no money is counted", (status, state) => {
    const captures = [capture(status, { status_details: { reason: "PENDING_REVIEW" } })]
    expect(orderView(order("COMPLETED", { captures }), [])).toMatchObject({
      state,
      captured: null,
      fee: null,
      message: "PENDING_REVIEW",
    })
  })

  it("whose amount makes no sense is not approved", () => {
    const captures = [{ ...completed, amount: eur("6.605") }]
    expect(orderView(order("COMPLETED", { captures }), [])).toMatchObject({
      state: "unknown",
      captured: null,
    })
  })

  it("tells its refunds by our references, and what comes back of the fee", () => {
    const refunds = [
      {
        id: "R1",
        status: "COMPLETED",
        amount: eur("1.60"),
        custom_id: "patt_2",
        seller_payable_breakdown: { paypal_fee: eur("0.03") },
      },
      { id: "R2", status: "PENDING", amount: eur("1.00") },
    ]
    const captures = [{ ...completed, status: "PARTIALLY_REFUNDED" }]
    expect(orderView(order("COMPLETED", { captures, refunds }), []).refunds).toEqual([
      {
        refund_id: "R1",
        reference: "patt_2",
        state: "approved",
        money: { amount: "1.60", currency: "EUR" },
        code: null,
        message: null,
        fee: { amount: "-0.03", currency: "EUR" },
      },
      {
        refund_id: "R2",
        reference: null,
        state: "pending",
        money: { amount: "1.00", currency: "EUR" },
        code: "REFUND_PENDING",
        message: null,
        fee: null,
      },
    ])
  })

  it("is captured when approved, and never when we have closed it", () => {
    expect(mustBeCaptured(order("APPROVED"))).toBe(true)
    expect(mustBeCaptured(order("PAYER_ACTION_REQUIRED"))).toBe(false)
    expect(mustBeCaptured(order("COMPLETED", { captures: [completed] }))).toBe(false)

    const [{ value }] = closingPatch("patt_1")
    const closed = order("APPROVED", undefined, String(value))
    expect(mustBeCaptured(closed)).toBe(false)
    expect(canBeClosed(closed)).toBe(false)
    expect(orderView(closed, [])).toMatchObject({
      state: "declined",
      code: "closed_by_us",
      redirect_url: null,
    })
  })

  it("that was paid before it was closed is paid", () => {
    const [{ value }] = closingPatch("patt_1")
    const paid = order("COMPLETED", { captures: [completed] }, String(value))
    expect(orderView(paid, []).state).toBe("approved")
  })
})

describe("what is sent to PayPal", () => {
  const request: LinkRequest = {
    reference: "patt_01HZX4",
    money: { amount: "34.95", currency: "EUR" },
    order_id: "T3-ABCD",
    payer: {
      first_name: "A",
      last_name: "B",
      email: "a@example.com",
      phone: "1",
      ip: null,
      billing: { address1: "", address2: null, city: "", state: null, zip: null, country: "DE" },
      shipping: { address1: "", address2: null, city: "", state: null, zip: null, country: "DE" },
    },
    return_url: "https://shop.example/thanks",
    pay_currency: null,
  }

  it("names our attempt, and nobody", () => {
    const [unit] = orderRequest(request, "34.95").purchaseUnits
    expect(unit).toMatchObject({ customId: "patt_01HZX4", invoiceId: "T3-ABCD-01HZX4" })
    expect(JSON.stringify(orderRequest(request, "34.95"))).not.toContain("example.com")
  })

  it.each([
    ["34.95", "EUR", "34.95"],
    ["1200", "JPY", "1200"],
    ["1200.00", "HUF", "1200"],
    ["1200.50", "HUF", null],
    ["1200.00", "TWD", "1200"],
  ])("writes %s %s as %s", (amount, currency, written) => {
    expect(amountFor({ amount, currency })).toBe(written)
  })
})

describe("what PayPal refuses", () => {
  it("is told by its issue", () => {
    const body = {
      name: "UNPROCESSABLE_ENTITY",
      message: "The requested action could not be performed.",
      details: [{ issue: "INSTRUMENT_DECLINED", description: "The instrument was declined." }],
    }
    expect(refusalOf(answered(body, 422))).toEqual({
      status: 422,
      code: "INSTRUMENT_DECLINED",
      message: "The instrument was declined.",
    })
  })

  it.each([
    ["a fault of PayPal's", answered({ name: "INTERNAL_SERVER_ERROR" }, 500)],
    ["another call at work", answered({ name: "RESOURCE_CONFLICT" }, 409)],
    ["a page", answered("<html>Not found</html>", 404)],
    ["silence", { kind: "no_answer" as const, reason: "ECONNRESET" }],
    ["half an answer", answered('{"name":"UNPROC', 422)],
  ])("is not for certain with %s", (_, reply) => {
    expect(refusalOf(reply)).toBeNull()
  })

  it("is no refund", () => {
    expect(refundView(answered({}, 422), { amount: "1.00", currency: "EUR" })).toBeNull()
  })
})

describe("an event of PayPal", () => {
  const event = (event_type: string, resource: object) =>
    readEvent(Buffer.from(JSON.stringify({ id: "WH-1", event_type, resource })))

  it("about an order names attempt and order", () => {
    const resource = { id: "ORDER1", purchase_units: [{ custom_id: "patt_1" }] }
    expect(event("CHECKOUT.ORDER.APPROVED", resource)).toEqual({
      event_id: "WH-1",
      type: "CHECKOUT.ORDER.APPROVED",
      reference: "patt_1",
      payment_id: "ORDER1",
      ignore: null,
      tells: {},
    })
  })

  it("about a closed order still names the attempt", () => {
    const resource = { id: "ORDER1", purchase_units: [{ custom_id: "closed.patt_1" }] }
    expect(event("CHECKOUT.ORDER.APPROVED", resource).reference).toBe("patt_1")
  })

  it("about a capture names its order", () => {
    const resource = {
      id: "CAPTURE1",
      custom_id: "patt_1",
      supplementary_data: { related_ids: { order_id: "ORDER1" } },
    }
    expect(event("PAYMENT.CAPTURE.COMPLETED", resource)).toMatchObject({
      reference: "patt_1",
      payment_id: "ORDER1",
    })
  })

  it("about a refund names the capture by its link", () => {
    const resource = {
      id: "R1",
      custom_id: "patt_2",
      links: [{ rel: "up", href: "https://api-m.paypal.com/v2/payments/captures/CAPTURE1" }],
    }
    expect(event("PAYMENT.CAPTURE.REFUNDED", resource)).toMatchObject({
      reference: "patt_2",
      payment_id: "CAPTURE1",
    })
  })

  const dispute = (more: object) => ({
    dispute_id: "PP-D-1",
    reason: "UNAUTHORISED",
    dispute_amount: eur("6.60"),
    disputed_transactions: [{ seller_transaction_id: "CAPTURE1", custom: "patt_1" }],
    ...more,
  })

  it.each([
    [{ status: "OPEN", dispute_life_cycle_stage: "CHARGEBACK" }, "open"],
    [{ status: "RESOLVED", dispute_outcome: { outcome_code: "RESOLVED_BUYER_FAVOUR" } }, "lost"],
    [{ status: "RESOLVED", dispute_outcome: { outcome_code: "RESOLVED_SELLER_FAVOUR" } }, "won"],
    [{ status: "RESOLVED" }, "lost"],
  ])("about a dispute tells what the money does: %j is %s", (more, state) => {
    expect(event("CUSTOMER.DISPUTE.CREATED", dispute(more))).toMatchObject({
      reference: "patt_1",
      payment_id: "CAPTURE1",
      ignore: null,
      tells: {
        disputes: [{ dispute_id: "PP-D-1", state, money: { amount: "6.60", currency: "EUR" } }],
      },
    })
  })

  it("about an inquiry is left alone, and so is one about something else", () => {
    const inquiry = dispute({ status: "OPEN", dispute_life_cycle_stage: "INQUIRY" })
    expect(event("CUSTOMER.DISPUTE.CREATED", inquiry).ignore).toBe("an inquiry moves no money")
    expect(event("BILLING.PLAN.CREATED", {}).ignore).toBe("not an event of a payment")
  })

  it.each(["", "null", "[]", "{}", "not json", '{"id":"WH-1","event_type":"X"}'])(
    "is not %j",
    (text) => {
      expect(() => readEvent(Buffer.from(text))).toThrow()
    }
  )
})
