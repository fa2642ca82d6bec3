import { invoiceOf, invoiceView, decidingInvoice, pullPaymentView, readEvent } from "./transformers"
import type { Invoice } from "./transformers"

const invoice = (more: object = {}): Invoice => {
  const read = invoiceOf({
    kind: "answered",
    status: 200,
    text: JSON.stringify({
      id: "INV1",
      storeId: "S1",
      amount: "34.95",
      paidAmount: "0",
      currency: "EUR",
      checkoutLink: "https://btcpay.example/i/INV1",
      createdTime: 1_763_770_000,
      expirationTime: 1_763_770_900,
      status: "New",
      additionalStatus: "None",
      metadata: { orderId: "patt_1" },
      ...more,
    }),
  })
  if (!read) {
    throw new Error("The invoice cannot be read.")
  }
  return read
}

const payments = (...statuses: string[]) => ({
  paymentMethods: [{ payments: statuses.map((status, index) => ({ id: `p${index}`, status })) }],
})

describe("an invoice of BTCPay Server", () => {
  it("waits for its customer until it expires", () => {
    expect(invoiceView(invoice(), [])).toMatchObject({
      found: true,
      payment_id: "INV1",
      state: "pending",
      redirect_url: "https://btcpay.example/i/INV1",
      expires_at: new Date("2025-11-22T00:21:40.000Z"),
      captured: null,
      fee: null,
    })
  })

  it.each([
    // status, additional status, paid, payments → state, code, captured
    ["New", "PaidPartial", "20.00", ["Settled"], "pending", "PaidPartial", null],
    ["Processing", "None", "34.95", ["Processing"], "pending", "Processing", null],
    ["Processing", "PaidOver", "40.00", ["Processing"], "pending", "PaidOver", null],
    ["Settled", "None", "34.95", ["Settled"], "approved", "Settled", "34.95"],
    ["Settled", "PaidOver", "40.00", ["Settled"], "approved", "PaidOver", "40.00"],
    ["Settled", "None", "34.949999997", ["Settled"], "approved", "Settled", "34.95"],
    ["Settled", "Marked", "0", [], "pending", "Marked", null],
    ["Expired", "None", "0", [], "declined", "Expired", null],
    ["Expired", "PaidPartial", "20.00", ["Settled"], "approved", "PaidPartial", "20.00"],
    ["Expired", "PaidPartial", "20.00", ["Processing"], "pending", "PaidPartial", null],
    ["Expired", "PaidLate", "34.95", ["Settled"], "approved", "PaidLate", "34.95"],
    ["Invalid", "None", "34.95", ["Invalid"], "declined", "Invalid", null],
    ["Invalid", "Marked", "0", [], "declined", "closed_by_us", null],
    ["Invalid", "Marked", "34.95", ["Settled"], "approved", "Marked", "34.95"],
    ["SomethingNew", "None", "0", [], "pending", "SomethingNew", null],
  ] as const)(
    "%s/%s with %s paid, %j: %s (%s)",
    (status, additionalStatus, paidAmount, seen, state, code, captured) => {
      const read = invoice({ status, additionalStatus, paidAmount, ...payments(...seen) })
      expect(invoiceView(read, [])).toMatchObject({
        state,
        code,
        captured: captured === null ? null : { amount: captured, currency: "EUR" },
      })
    }
  )

  it.each([
    ["JPY", "1200", "1200"],
    ["KWD", "12.3456", "12.346"],
    ["USD", "0.001", null],
  ])("counts what was paid in the places of %s", (currency, paidAmount, captured) => {
    const read = invoice({ currency, paidAmount, status: "Settled", ...payments("Settled") })
    expect(invoiceView(read, []).captured).toEqual(
      captured === null ? null : { amount: captured, currency }
    )
  })

  it("that was paid counts before a newer one that was not", () => {
    const paid = invoice({ id: "OLD", paidAmount: "34.95", status: "Settled", createdTime: 1 })
    const newer = invoice({ id: "NEW", createdTime: 2 })
    expect(decidingInvoice([newer, paid])?.id).toBe("OLD")
    expect(decidingInvoice([newer, invoice({ id: "OLDER", createdTime: 1 })])?.id).toBe("NEW")
    expect(decidingInvoice([])).toBeNull()
  })
})

describe("a refund by BTCPay Server", () => {
  const pullPayment = {
    id: "PP1",
    name: "patt_2",
    description: "Refund of invoice INV1",
    currency: "EUR",
    amount: "10",
    archived: false,
    viewLink: "https://btcpay.example/pull-payments/PP1",
  }

  it.each([
    [false, [], "pending"],
    [false, ["AwaitingApproval"], "pending"],
    [false, ["Cancelled"], "pending"],
    [false, ["Cancelled", "Completed"], "approved"],
    [true, ["Cancelled"], "declined"],
    [true, [], "declined"],
    [true, ["InProgress"], "pending"],
  ])("archived %s with payouts %j is %s", (archived, states, state) => {
    const payouts = states.map((one, index) => ({ id: String(index), state: one }))
    expect(pullPaymentView({ ...pullPayment, archived }, payouts)).toMatchObject({
      refund_id: "PP1",
      reference: "patt_2",
      state,
      money: { amount: "10.00", currency: "EUR" },
    })
  })

  it("tells where the customer claims it", () => {
    expect(pullPaymentView(pullPayment, []).message).toContain(pullPayment.viewLink)
  })

  it("made on its own pages has no reference of ours", () => {
    const own = { ...pullPayment, name: "Refund INV1", description: "" }
    expect(pullPaymentView(own, []).reference).toBeNull()
  })
})

describe("an event of BTCPay Server", () => {
  const event = (more: object) =>
    readEvent(Buffer.from(JSON.stringify({ deliveryId: "d2", type: "InvoiceSettled", ...more })))

  it("sent again has the id of the first delivery", () => {
    const again = { originalDeliveryId: "d1", invoiceId: "INV1", metadata: { orderId: "patt_1" } }
    expect(event(again)).toEqual({
      event_id: "d1",
      type: "InvoiceSettled",
      reference: "patt_1",
      payment_id: "INV1",
      ignore: null,
      tells: {},
    })
  })

  it("about a payout names the refund", () => {
    expect(event({ type: "PayoutUpdated", pullPaymentId: "PP1" })).toMatchObject({
      reference: null,
      payment_id: "PP1",
      ignore: null,
    })
  })

  it("about nothing that moves money is left alone", () => {
    expect(event({ type: "InvoiceCreated", invoiceId: "INV1" }).ignore).toBe("no money has moved")
  })

  it.each(["", "{}", "[]", "null", "not json"])("is not %j", (text) => {
    expect(() => readEvent(Buffer.from(text))).toThrow()
  })
})
