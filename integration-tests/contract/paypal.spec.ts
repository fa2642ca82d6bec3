import { paypalProcessor } from "../../src/providers/payment/paypal/processor"
import type { Exchange } from "../../src/providers/payment/processor"
import { schemasOf, type Simulators, startSimulators } from "../harness"
import {
  accessOf,
  bookOf,
  close,
  type Context,
  createLink,
  eventuallyApproved,
  EUROS,
  query,
  receiveCallbacks,
  refund,
} from "./context"
import { SUBJECTS } from "./subjects"

const euros = (amount: string) => ({ amount, currency: "EUR" })

/** What PayPal does besides what every processor does. */
describe("PayPal", () => {
  let simulators: Simulators
  let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
  let context: Context

  beforeAll(async () => {
    const subject = SUBJECTS.find(({ processor }) => processor === paypalProcessor)
    if (!subject) {
      throw new Error("PayPal is not among the subjects.")
    }
    receiver = await receiveCallbacks()
    simulators = await startSimulators({ callbacks: receiver.url, speed: 20 })
    context = {
      subject,
      processor: paypalProcessor,
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

  /** A link that the payer has approved; nobody has asked about it since. */
  const approvedLink = async (amount: string) => {
    const { view, payment } = await createLink(context, euros(amount))
    await context.subject.decide?.(view.redirect_url ?? "", "pay")
    return payment
  }

  it("is spoken to, and simulated, as PayPal's own OpenAPI files say", async () => {
    const orders = schemasOf("paypal/checkout_orders_v2.openapi.json")
    const payments = schemasOf("paypal/payments_payment_v2.openapi.json")
    const start = context.exchanges.length

    const { view, payment } = await createLink(context)
    await context.subject.decide?.(view.redirect_url ?? "", "pay")
    const paid = await eventuallyApproved(context, payment)
    await refund(context, { view: paid, payment }, "10.00")
    await query(context, payment)
    const other = await createLink(context)
    await close(context, other.payment)
    const beyond = await refund(context, { view: paid, payment }, "99.00")
    expect(beyond).toMatchObject({ state: "declined", code: "REFUND_AMOUNT_EXCEEDED" })

    const faults: Record<string, (exchange: Exchange) => string[]> = {
      "link POST": ({ request, response }) => [
        ...orders("order_request", request),
        ...orders("order", response),
      ],
      "query GET": ({ url, response }) =>
        url.includes("/v1/customer/disputes") ? [] : orders("order", response),
      "capture POST": ({ request, response }) => [
        ...(request === null ? [] : orders("order_capture_request", request)),
        ...orders("order", response),
      ],
      "close PATCH": ({ request }) => orders("patch_request", request),
      // Of an error the record hides the name, as it does all names.
      "refund POST": ({ request, response, response_status }) => [
        ...payments("refund_request", request),
        ...(response_status === 422
          ? payments("error_422", Object.assign({}, response, { name: "UNPROCESSABLE_ENTITY" }))
          : payments("refund", response)),
      ],
      "token POST": () => [],
    }
    const said = context.exchanges.slice(start)
    const kinds = said.map(({ purpose, method }) => `${purpose} ${method}`)
    expect(kinds).toEqual(
      expect.arrayContaining(["link POST", "query GET", "capture POST", "close PATCH"])
    )
    expect(said.flatMap((exchange, index) => faults[kinds[index]](exchange))).toEqual([])
  })

  it("is asked for the money once, even when the answer is lost", async () => {
    const payment = await approvedLink("34.95")
    await simulators.fault({
      processor: "paypal",
      purpose: "capture",
      fault: "reset_after_charging",
    })
    expect(await query(context, payment)).toMatchObject({ state: "unknown", captured: null })
    expect(await query(context, payment)).toMatchObject({ state: "approved", captured: EUROS })
    expect(await bookOf(context, payment.reference)).toMatchObject([{ captured: "34.95" }])
  })

  it("is asked again when it was away", async () => {
    const payment = await approvedLink("34.95")
    await simulators.fault({ processor: "paypal", purpose: "capture", fault: "error_500_page" })
    expect(await query(context, payment)).toMatchObject({ state: "unknown", captured: null })
    expect(await query(context, payment)).toMatchObject({ state: "approved", captured: EUROS })
  })

  it("refuses the payer: declined, and nothing can come any more", async () => {
    const payment = await approvedLink("20.51")
    expect(await query(context, payment)).toMatchObject({
      state: "declined",
      code: "INSTRUMENT_DECLINED",
    })
    expect(await query(context, payment)).toMatchObject({ state: "declined" })
    const entry = (await simulators.book()).find(
      ({ payment_id }) => payment_id === payment.payment_id
    )
    expect(entry).toMatchObject({ captured: "0.00" })
  })

  it.each([
    ["20.52", "approved", "COMPLETED", euros("20.52")],
    ["20.53", "declined", "CAPTURE_DECLINED", null],
  ])("looks at %s for a while, then: %s", async (amount, state, code, captured) => {
    const payment = await approvedLink(amount)
    expect(await query(context, payment)).toMatchObject({
      state: "pending",
      message: "PENDING_REVIEW",
      captured: null,
    })
    const settled = await eventuallyApproved(context, payment, (view) => view.state !== "pending")
    expect(settled).toMatchObject({ state, code, captured })
  })

  it.each([
    ["20.55", euros("21.55")],
    ["20.56", { amount: "20.56", currency: "GBP" }],
  ])("takes something else than %s euros: told as it is", async (amount, captured) => {
    const payment = await approvedLink(amount)
    expect(await query(context, payment)).toMatchObject({ state: "approved", captured })
  })

  it("has forgotten a link that nobody has paid: expired", async () => {
    const { payment } = await createLink(context)
    await simulators.event("paypal", "expire", { payment_id: payment.payment_id })
    expect(await query(context, payment)).toMatchObject({ state: "declined", code: "expired" })
  })

  it("has withdrawn our token before its time: another one is asked for", async () => {
    await createLink(context)
    await simulators.reset()
    const start = context.exchanges.length
    const { view } = await createLink(context)
    expect(view.state).toBe("pending")
    expect(context.exchanges.slice(start).map(({ purpose }) => purpose)).toEqual([
      "link",
      "token",
      "link",
    ])
  })

  it("does not know our keys: nothing is made", async () => {
    const account = {
      ...context.account,
      secrets: { client_secret: "another-secret" },
    }
    const { view } = await paypalProcessor.query(account, {
      reference: "att_1",
      payment_id: "5O190127TN364715T",
    })
    expect(view).toMatchObject({ found: true, state: "unknown" })
    const link = await createLink({ ...context, account })
    expect(link.view).toMatchObject({ state: "declined", code: "invalid_client" })
  })
})
