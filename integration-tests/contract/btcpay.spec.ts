import { btcpayProcessor } from "../../src/providers/payment/btcpay/processor"
import type { Exchange } from "../../src/providers/payment/processor"
import { schemasOf, type Simulators, startSimulators } from "../harness"
import {
  accessOf,
  approvedPayment,
  bookOf,
  callbackThat,
  close,
  type Context,
  createLink,
  eventuallyApproved,
  EUROS,
  newReference,
  query,
  receiveCallbacks,
  refund,
} from "./context"
import { SUBJECTS } from "./subjects"

const euros = (amount: string) => ({ amount, currency: "EUR" })

/** What BTCPay Server does besides what every processor does. */
describe("BTCPay Server", () => {
  let simulators: Simulators
  let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
  let context: Context

  beforeAll(async () => {
    const subject = SUBJECTS.find(({ processor }) => processor === btcpayProcessor)
    if (!subject) {
      throw new Error("BTCPay Server is not among the subjects.")
    }
    receiver = await receiveCallbacks()
    simulators = await startSimulators({ callbacks: receiver.url, speed: 20 })
    context = {
      subject,
      processor: btcpayProcessor,
      simulators,
      account: accessOf(simulators, subject.account),
      exchanges: [],
      callbacks: receiver.callbacks,
    }
  })

  afterAll(async () => {
    await simulators?.stop()
    await receiver?.stop()
  })

  const happens = (event: string, payment: { payment_id: string | null }, amount?: string) =>
    simulators.event("btcpay", event, { payment_id: payment.payment_id, amount })

  it("is spoken to, and simulated, as its own OpenAPI files say", async () => {
    const invoices = schemasOf("btcpay/swagger.template.invoices.json")
    const webhooks = schemasOf("btcpay/swagger.template.webhooks.json")
    const start = context.exchanges.length

    const { view, payment } = await approvedPayment(context)
    await refund(context, { view, payment }, "10.00")
    const other = await createLink(context)
    await close(context, other.payment)
    await query(context, { reference: other.payment.reference, payment_id: null })

    const faults: Record<string, (exchange: Exchange) => string[]> = {
      link: ({ request, response }) => [
        ...invoices("CreateInvoiceRequest", request),
        ...invoices("InvoiceData", response),
      ],
      close: ({ request, response }) => [
        ...invoices("MarkInvoiceStatusRequest", request),
        ...invoices("InvoiceData", response),
      ],
      refund: ({ request }) => invoices("RefundInvoiceRequest", request),
      query: ({ url, response }) => {
        if (!url.includes("/invoices")) {
          return []
        }
        return Array.isArray(response)
          ? invoices("InvoiceDataList", response)
          : invoices("InvoiceDataList", [response])
      },
    }
    const said = context.exchanges.slice(start)
    expect(new Set(said.map(({ purpose }) => purpose))).toEqual(new Set(Object.keys(faults)))
    expect(said.flatMap((exchange) => faults[exchange.purpose](exchange))).toEqual([])

    const settled = await callbackThat(context, ({ body }) =>
      body.toString("utf8").includes('"InvoiceSettled"')
    )
    const event: unknown = JSON.parse(settled.body.toString("utf8"))
    expect(webhooks("WebhookInvoiceSettledEvent", event)).toEqual([])
  })

  it("makes an invoice whose answer is lost: found by our reference", async () => {
    await simulators.fault({ processor: "btcpay", purpose: "link", fault: "reset_after_charging" })
    const { view, payment } = await createLink(context)
    expect(view).toMatchObject({ state: "unknown", payment_id: null })
    const found = await query(context, payment)
    expect(found).toMatchObject({ found: true, state: "pending" })
    expect(found.payment_id).not.toBeNull()
    expect(found.redirect_url).toContain("/i/")
  })

  it("is paid too little: pending while the rest may come, then told as it is", async () => {
    const { payment } = await createLink(context)
    await happens("pay", payment, "20.00")
    await happens("confirm", payment)
    expect(await query(context, payment)).toMatchObject({ state: "pending", code: "PaidPartial" })
    await happens("expire", payment)
    expect(await query(context, payment)).toMatchObject({
      state: "approved",
      code: "PaidPartial",
      captured: euros("20.00"),
    })
  })

  it("is paid in two parts: the amount", async () => {
    const { payment } = await createLink(context)
    await happens("pay", payment, "20.00")
    await happens("pay", payment, "14.95")
    await happens("confirm", payment)
    expect(await query(context, payment)).toMatchObject({ state: "approved", captured: EUROS })
  })

  it("is paid too much: told as it is", async () => {
    const { payment } = await createLink(context)
    await happens("pay", payment, "40.00")
    expect(await query(context, payment)).toMatchObject({ state: "pending", captured: null })
    await happens("confirm", payment)
    expect(await query(context, payment)).toMatchObject({
      state: "approved",
      code: "PaidOver",
      captured: euros("40.00"),
    })
  })

  it("is paid too late: expired first, money all the same", async () => {
    const { payment } = await createLink(context)
    await happens("expire", payment)
    expect(await query(context, payment)).toMatchObject({ state: "declined", code: "Expired" })
    await happens("pay", payment)
    expect(await query(context, payment)).toMatchObject({ state: "pending", code: "PaidLate" })
    const paid = await eventuallyApproved(context, payment)
    expect(paid).toMatchObject({ code: "PaidLate", captured: EUROS })
  })

  it("is paid after we have closed it: money all the same", async () => {
    const { payment } = await createLink(context)
    expect(await close(context, payment)).toMatchObject({ code: "closed_by_us" })
    await happens("pay", payment)
    const paid = await eventuallyApproved(context, payment)
    expect(paid).toMatchObject({ state: "approved", captured: EUROS })
  })

  it("is not closed while a payment waits for the chain", async () => {
    const { payment } = await createLink(context)
    await happens("pay", payment)
    expect(await close(context, payment)).toMatchObject({ state: "pending", code: "Processing" })
    await eventuallyApproved(context, payment)
  })

  it("has a payment that the chain never confirms: no money", async () => {
    const { payment } = await createLink(context)
    await happens("pay", payment)
    await happens("invalidate", payment)
    expect(await query(context, payment)).toMatchObject({
      state: "declined",
      code: "Invalid",
      captured: null,
    })
  })

  it("is asked for the same refund again: one refund", async () => {
    const charged = await approvedPayment(context)
    const reference = newReference()
    const first = await refund(context, charged, "10.00", reference)
    const second = await refund(context, charged, "10.00", reference)
    expect(second.refund_id).toBe(first.refund_id)
    const [booked] = await bookOf(context, charged.payment.reference)
    expect(booked.refunds).toHaveLength(1)
  })

  it("tells when a refund was fetched, by an event that names it", async () => {
    const charged = await approvedPayment(context)
    const made = await refund(context, charged, "10.00")
    await context.subject.receive?.(made)
    await callbackThat(context, ({ body }) => {
      const { type, payment_id } = btcpayProcessor.readCallback(body)
      return type === "PayoutUpdated" && payment_id === made.refund_id
    })
  })
})
