import { createServer } from "node:http"
import { randomBytes } from "node:crypto"
import type {
  AccountAccess,
  Answer,
  ChargeRequest,
  Exchange,
  Initiation,
  Instrument,
  LinkRequest,
  Money,
  PaymentReference,
  PaymentView,
  Processor,
  RawCallback,
  RefundView,
} from "../../src/providers/payment/processor"
import type { BookEntry, Simulators } from "../harness"

/** What the suite needs to know of a processor to put it through its checks. */
export type Subject = {
  processor: Processor
  /** The `key` of its account at the simulator, and of another one with other secrets. */
  account: string
  other_account: string | null
  /** Instruments that choose the outcome; empty for processors that are paid on their own page. */
  instruments: {
    approved: Instrument
    declined: Instrument
    /** Declined by the issuer with the scheme's advice never to try again. */
    never_again?: Instrument
    three_d_secure?: Instrument
    another_amount?: Instrument
    another_currency?: Instrument
    bank_debit?: Instrument
    bank_debit_declined?: Instrument
  } | null
  /** Does what a customer does on the page of a link or of 3-D Secure. */
  decide: ((url: string, choice: "pay" | "cancel") => Promise<unknown>) | null
  /** Does what a customer has to do to get a refund; absent where it comes by itself. */
  receive?: (refund: RefundView) => Promise<unknown>
  /** Whether a customer who is on the page can decline there. */
  declines_on_page: boolean
  /** Whether chargebacks can be seen by asking. */
  tells_disputes: boolean
  /** Whether its answers carry the real fee. */
  tells_fees: boolean
  currencies: readonly Money[]
}

export type Context = {
  subject: Subject
  processor: Processor
  simulators: Simulators
  account: AccountAccess
  /** Every exchange of every call of this run. */
  exchanges: Exchange[]
  /** The callbacks that have come in, oldest first. */
  callbacks: RawCallback[]
}

export const PAYER: ChargeRequest["payer"] = {
  first_name: "Leonie",
  last_name: "Brandtner",
  email: "leonie.brandtner@example.com",
  phone: "+4915112345678",
  ip: "203.0.113.77",
  billing: {
    address1: "Hauptstrasse 5b",
    address2: null,
    city: "Heidelberg",
    state: null,
    zip: "69117",
    country: "DE",
  },
  shipping: {
    address1: "Hauptstrasse 5b",
    address2: null,
    city: "Heidelberg",
    state: null,
    zip: "69117",
    country: "DE",
  },
}

/** Unlike any other number in the traffic, so that finding it means a leak. */
export const CVV = "9347"

export const card = (number: string): Instrument => ({
  kind: "card",
  number,
  expiry_month: 11,
  expiry_year: 2034,
  holder: "Leonie Brandtner",
  cvv: CVV,
  brand: "visa",
})

export const bankAccount = (account_number: string): Instrument => ({
  kind: "bank_account",
  holder: "Leonie Brandtner",
  routing_number: "490000018",
  account_number,
  account_type: "checking",
  holder_type: "personal",
})

export const EUROS: Money = { amount: "34.95", currency: "EUR" }

export const newReference = (): string => `att_${randomBytes(12).toString("hex")}`

type ChargeOptions = {
  money?: Money
  reference?: string
  initiation?: Initiation
  account?: AccountAccess
}

export const chargeRequest = (
  instrument: Instrument,
  {
    money = EUROS,
    reference = newReference(),
    initiation = { kind: "customer" },
  }: ChargeOptions = {}
): ChargeRequest => ({
  reference,
  prepared_payment_id: null,
  money,
  order_id: "T3-TEST",
  instrument,
  initiation,
  payer: PAYER,
  return_url: "https://shop.example/thanks",
})

/** Keeps the exchanges of an answer, for the check that nothing secret is in any of them. */
export const recorded = <View>(context: Context, answer: Answer<View>): View => {
  context.exchanges.push(...answer.exchanges)
  return answer.view
}

export type Charged = { view: PaymentView; payment: PaymentReference }

/** Charges as the cascade does: prepare first where there is such a step. */
export const charge = async (
  context: Context,
  instrument: Instrument,
  options: ChargeOptions = {}
): Promise<Charged> => {
  const { processor } = context
  const account = options.account ?? context.account
  const request = chargeRequest(instrument, options)
  const prepared = processor.prepare
    ? recorded(context, await processor.prepare(account, request))
    : null
  if (prepared && prepared.state !== "pending") {
    return { view: prepared, payment: { reference: request.reference, payment_id: null } }
  }
  const paymentId = prepared?.payment_id ?? null
  const view = recorded(
    context,
    await processor.charge(account, { ...request, prepared_payment_id: paymentId })
  )
  return {
    view,
    payment: { reference: request.reference, payment_id: view.payment_id ?? paymentId },
  }
}

export const query = async (context: Context, payment: PaymentReference): Promise<PaymentView> =>
  recorded(context, await context.processor.query(context.account, payment))

export const close = async (context: Context, payment: PaymentReference): Promise<PaymentView> => {
  const { processor } = context
  if (!processor.close) {
    throw new Error(`${processor.name} has nothing to close.`)
  }
  return recorded(context, await processor.close(context.account, payment))
}

export const createLink = async (
  context: Context,
  money: Money = EUROS
): Promise<{ view: PaymentView; payment: PaymentReference }> => {
  const { processor } = context
  if (!processor.createPaymentLink) {
    throw new Error(`${processor.name} has no links.`)
  }
  const request: LinkRequest = {
    reference: newReference(),
    money,
    order_id: "T3-TEST",
    payer: PAYER,
    return_url: "https://shop.example/thanks",
    pay_currency: null,
  }
  const view = recorded(context, await processor.createPaymentLink(context.account, request))
  return { view, payment: { reference: request.reference, payment_id: view.payment_id } }
}

/** A payment that is approved, by whichever way the processor has. */
export const approvedPayment = async (context: Context, money: Money = EUROS): Promise<Charged> => {
  const { subject } = context
  if (subject.instruments) {
    const charged = await charge(context, subject.instruments.approved, { money })
    return charged.view.state === "pending"
      ? { ...charged, view: await eventuallyApproved(context, charged.payment) }
      : charged
  }
  const { view, payment } = await createLink(context, money)
  await subject.decide?.(view.redirect_url ?? "", "pay")
  return { view: await eventuallyApproved(context, payment), payment }
}

/** Asks until the payment is approved; gives the last picture when that takes too long. */
export const eventuallyApproved = async (
  context: Context,
  payment: PaymentReference,
  isGood: (view: PaymentView) => boolean = ({ state }) => state === "approved"
): Promise<PaymentView> => {
  for (let turn = 0; ; turn += 1) {
    const view = await query(context, payment)
    if (isGood(view) || turn === 50) {
      return view
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The refund of a payment, in the words of the contract. */
export const refund = async (
  context: Context,
  { view, payment }: Charged,
  amount: string,
  reference = newReference()
): Promise<RefundView> => {
  if (!view.captured) {
    throw new Error("A payment without money cannot be refunded.")
  }
  return recorded(
    context,
    await context.processor.refund(context.account, {
      reference,
      charge: { ...payment, capture_id: view.capture_id, captured: view.captured },
      money: { amount, currency: view.captured.currency },
      method: context.processor.capabilities.methods[0],
    })
  )
}

/** Everything the simulator has booked under our reference. */
export const bookOf = async (context: Context, reference: string): Promise<BookEntry[]> =>
  (await context.simulators.book()).filter((entry) => entry.reference === reference)

/** Waits until a callback fits; throws when none comes in time. */
export const callbackThat = async (
  context: Context,
  fits: (callback: RawCallback) => boolean
): Promise<RawCallback> => {
  for (let turn = 0; turn < 100; turn += 1) {
    const found = context.callbacks.find(fits)
    if (found) {
      return found
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error("The callback has not come.")
}

/** Takes callbacks as the application's door does, and keeps them. */
export const receiveCallbacks = async (): Promise<{
  url: string
  callbacks: RawCallback[]
  stop: () => Promise<void>
}> => {
  const callbacks: RawCallback[] = []
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) {
      chunks.push(chunk)
    }
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
    )
    callbacks.push({ headers, body: Buffer.concat(chunks) })
    outgoing.writeHead(200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    callbacks,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The simulated account as our code is given it. */
export const accessOf = (simulators: Simulators, key: string): AccountAccess => {
  const { base_url, settings, secrets } = simulators.account(key)
  return { id: key, base_url, settings, secrets }
}
