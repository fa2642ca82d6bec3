import assert from "node:assert/strict"
import { DECLINE_CATEGORIES, NEXT_STEPS } from "../../src/providers/payment/processor"
import type { CallbackReading, PaymentView } from "../../src/providers/payment/processor"
import { freePort } from "../harness"
import {
  accessOf,
  approvedPayment,
  bookOf,
  callbackThat,
  charge,
  close,
  createLink,
  CVV,
  eventuallyApproved,
  EUROS,
  newReference,
  PAYER,
  query,
  refund,
  type Context,
  type Subject,
} from "./context"

/** One thing that every processor must get right; it throws where it does not. */
export type Check = {
  name: string
  applies: (subject: Subject) => boolean
  run: (context: Context) => Promise<void>
}

type Instruments = NonNullable<Subject["instruments"]>

const always = (): boolean => true
const direct = ({ instruments }: Subject): boolean => instruments !== null
const has =
  (name: keyof Instruments) =>
  ({ instruments }: Subject): boolean =>
    instruments?.[name] !== undefined
const links = ({ processor }: Subject): boolean => processor.capabilities.payment_link
const refunds = ({ processor }: Subject): boolean => processor.capabilities.refund

const instrumentOf = ({ subject }: Context, name: keyof Instruments) => {
  const instrument = subject.instruments?.[name]
  assert.ok(instrument, `the subject has no instrument "${name}"`)
  return instrument
}

/** The parts of a picture that are the same whenever one looks. */
const factsOf = ({ state, captured, capture_id, fee }: PaymentView) => ({
  ...{ state, captured, capture_id, fee },
})

/** Nothing has moved, and our code does not say that it has. */
const movedNothing = (view: PaymentView): void => {
  assert.equal(view.captured, null)
  assert.notEqual(view.state, "approved")
}

/** After a charge that was done but not answered: unknown, then found; booked once. */
const lostAnswer = (fault: string): Check => ({
  name: `a charge whose answer is lost (${fault}) is unknown, and found by asking`,
  applies: direct,
  run: async (context) => {
    const reference = newReference()
    await context.simulators.fault({ fault, match: { reference }, delay_ms: 300 })
    const { view, payment } = await charge(context, instrumentOf(context, "approved"), {
      reference,
    })
    assert.equal(view.state, "unknown")
    movedNothing(view)
    const found = await eventuallyApproved(context, payment)
    assert.equal(found.found, true)
    assert.deepEqual(found.captured, EUROS)
    assert.equal((await bookOf(context, reference)).length, 1)
  },
})

/** A charge that was not done: nobody may say it was, and it can be made sure that it never will be. */
const nothingDone = (fault: string): Check => ({
  name: `a charge that was never done (${fault}) is not said to be, and can be ruled out`,
  applies: direct,
  run: async (context) => {
    const reference = newReference()
    await context.simulators.fault({ fault, match: { reference } })
    const { view, payment } = await charge(context, instrumentOf(context, "approved"), {
      reference,
    })
    assert.ok(["unknown", "declined"].includes(view.state), view.state)
    movedNothing(view)
    const asked = await query(context, payment)
    movedNothing(asked)
    if (context.processor.prepare) {
      const closed = await close(context, payment)
      assert.equal(closed.state, "declined")
      assert.ok(closed.code, "a closed payment has a code")
    } else {
      assert.equal(asked.found, false)
      assert.ok(context.processor.capabilities.not_found_grace_seconds > 0)
    }
    const booked = await bookOf(context, reference)
    assert.ok(booked.every(({ captured }) => Number(captured) === 0))
  },
})

const CHARGES: Check[] = [
  {
    name: "a charge is approved, with its money, and looks the same when asked about",
    applies: always,
    run: async (context) => {
      const { view, payment } = await approvedPayment(context)
      assert.equal(view.state, "approved")
      assert.deepEqual(view.captured, EUROS)
      assert.ok(view.payment_id, "an approved payment has an id")
      const asked = await query(context, payment)
      assert.equal(asked.found, true)
      assert.deepEqual(factsOf(asked), factsOf(view))
      const [booked, ...more] = await bookOf(context, payment.reference)
      assert.deepEqual(more, [])
      assert.equal(booked.captured, EUROS.amount)
      if (context.subject.tells_fees) {
        assert.equal(Number(view.fee?.amount), Number(booked.fee))
      }
    },
  },
  {
    name: "a payment is found by the processor's id alone",
    applies: always,
    run: async (context) => {
      const { payment } = await approvedPayment(context)
      const asked = await query(context, {
        reference: newReference(),
        payment_id: payment.payment_id,
      })
      assert.equal(asked.state, "approved")
    },
  },
  {
    name: "a declined charge has a code of the table, and an issuer has answered",
    applies: direct,
    run: async (context) => {
      const { view, payment } = await charge(context, instrumentOf(context, "declined"))
      assert.equal(view.state, "declined")
      movedNothing(view)
      assert.ok(view.code && view.code in context.processor.codes, `unknown code ${view.code}`)
      assert.equal(view.issuer_answered, true)
      const asked = await query(context, payment)
      assert.equal(asked.state, "declined")
      assert.equal(asked.code, view.code)
    },
  },
  {
    name: "the scheme's advice about trying again is passed on",
    applies: has("never_again"),
    run: async (context) => {
      const { view } = await charge(context, instrumentOf(context, "never_again"))
      assert.equal(view.state, "declined")
      assert.equal(view.advice_code, "03")
    },
  },
  ...["hang_after_charging", "reset_after_charging", "error_502_after_charging"].map(lostAnswer),
  lostAnswer("truncated_body"),
  ...["reset_before", "error_500_page"].map(nothingDone),
  {
    name: "a charge that takes longer than the account allows is unknown",
    applies: direct,
    run: async (context) => {
      const reference = newReference()
      await context.simulators.fault({ fault: "slow", match: { reference }, delay_ms: 1_500 })
      const { view } = await charge(context, instrumentOf(context, "approved"), {
        reference,
        account: {
          ...context.account,
          settings: { ...context.account.settings, timeout_seconds: "1" },
        },
      })
      assert.equal(view.state, "unknown")
    },
  },
  {
    name: "a refused connection is a definite failure, and no issuer has answered",
    applies: direct,
    run: async (context) => {
      const account = { ...context.account, base_url: `http://127.0.0.1:${await freePort()}` }
      const { view } = await charge(context, instrumentOf(context, "approved"), { account })
      assert.equal(view.state, "declined")
      assert.equal(view.code, "not_reached")
      assert.equal(view.issuer_answered, false)
    },
  },
  {
    name: "wrong credentials are a definite failure of the account",
    applies: direct,
    run: async (context) => {
      const secrets = Object.fromEntries(
        Object.keys(context.account.secrets).map((name) => [name, "wrong-secret-of-the-test"])
      )
      const account = { ...context.account, secrets }
      const { view } = await charge(context, instrumentOf(context, "approved"), { account })
      assert.equal(view.state, "declined")
      const rule = context.processor.codes[view.code ?? ""]
      assert.equal(rule?.category, "account_setup", `code ${view.code}`)
      assert.equal(view.issuer_answered, false)
    },
  },
  {
    name: "a question that is not answered says nothing",
    applies: always,
    run: async (context) => {
      const { payment } = await approvedPayment(context)
      await context.simulators.fault({ fault: "error_500_page", purpose: "query" })
      const view = await query(context, payment)
      assert.equal(view.state, "unknown")
      assert.equal(view.found, true)
      movedNothing(view)
    },
  },
  {
    name: "what was never sent is not found",
    applies: always,
    run: async (context) => {
      const view = await query(context, { reference: newReference(), payment_id: null })
      assert.equal(view.found, false)
    },
  },
  {
    // By asking: not every answer to a charge names an amount.
    name: "another amount than asked for is told as it is",
    applies: has("another_amount"),
    run: async (context) => {
      const { payment } = await charge(context, instrumentOf(context, "another_amount"))
      const view = await query(context, payment)
      const [booked] = await bookOf(context, payment.reference)
      assert.notEqual(view.captured?.amount, EUROS.amount)
      assert.equal(view.captured?.amount, booked.captured)
    },
  },
  {
    name: "another currency than asked for is told as it is",
    applies: has("another_currency"),
    run: async (context) => {
      const { view, payment } = await charge(context, instrumentOf(context, "another_currency"))
      const [booked] = await bookOf(context, payment.reference)
      assert.notEqual(view.captured?.currency, EUROS.currency)
      assert.equal(view.captured?.currency, booked.currency)
    },
  },
  {
    name: "amounts arrive exactly, in currencies of any number of decimal places",
    applies: always,
    run: async (context) => {
      for (const money of context.subject.currencies) {
        const { view, payment } = await approvedPayment(context, money)
        assert.deepEqual(view.captured, money)
        const [booked] = await bookOf(context, payment.reference)
        assert.deepEqual([booked.captured, booked.currency], [money.amount, money.currency])
      }
    },
  },
  {
    name: "a stored credential is charged without the customer and without a CVV",
    applies: ({ processor }) => processor.capabilities.stored_credential,
    run: async (context) => {
      const first = await approvedPayment(context)
      const instrument = instrumentOf(context, "approved")
      const { view } = await charge(
        context,
        instrument.kind === "card" ? { ...instrument, cvv: null } : instrument,
        {
          initiation: {
            kind: "stored",
            network_transaction_id: first.view.network_transaction_id,
            earlier_payment_id: first.view.payment_id,
          },
        }
      )
      assert.equal(view.state, "approved")
    },
  },
  {
    name: "a card is charged on a customer's order by mail or telephone",
    applies: ({ processor }) => processor.capabilities.mail_or_telephone,
    run: async (context) => {
      const { view } = await charge(context, instrumentOf(context, "approved"), {
        initiation: { kind: "mail_or_telephone" },
      })
      assert.equal(view.state, "approved")
    },
  },
]

const decide = async ({ subject }: Context, view: PaymentView, choice: "pay" | "cancel") => {
  assert.equal(view.state, "pending")
  assert.ok(view.redirect_url, "a payment that waits for the customer has an address")
  assert.ok(subject.decide, "the subject does not know how customers decide")
  await subject.decide(view.redirect_url, choice)
}

const PAGES: Check[] = [
  {
    name: "3-D Secure: waits with an address, and is approved when the customer confirms",
    applies: has("three_d_secure"),
    run: async (context) => {
      const { view, payment } = await charge(context, instrumentOf(context, "three_d_secure"))
      movedNothing(view)
      await decide(context, view, "pay")
      const asked = await eventuallyApproved(context, payment)
      assert.deepEqual(asked.captured, EUROS)
    },
  },
  {
    name: "3-D Secure: declined when the customer does not confirm",
    applies: has("three_d_secure"),
    run: async (context) => {
      const { view, payment } = await charge(context, instrumentOf(context, "three_d_secure"))
      await decide(context, view, "cancel")
      const asked = await query(context, payment)
      assert.equal(asked.state, "declined")
      assert.equal(context.processor.codes[asked.code ?? ""]?.category, "authentication_failed")
    },
  },
  {
    name: "3-D Secure: closed before the customer confirms, it never takes money",
    applies: has("three_d_secure"),
    run: async (context) => {
      const { view, payment } = await charge(context, instrumentOf(context, "three_d_secure"))
      const closed = await close(context, payment)
      assert.equal(closed.state, "declined")
      await context.subject.decide?.(view.redirect_url ?? "", "pay")
      movedNothing(await query(context, payment))
    },
  },
  {
    name: "a payment link waits with an address and an end, and is approved when paid",
    applies: links,
    run: async (context) => {
      const { view, payment } = await createLink(context)
      movedNothing(view)
      await decide(context, view, "pay")
      const asked = await eventuallyApproved(context, payment)
      assert.deepEqual(asked.captured, EUROS)
    },
  },
  {
    name: "a payment link that is closed cannot be paid",
    applies: ({ processor }) => links({ processor } as Subject) && processor.close !== undefined,
    run: async (context) => {
      const { view, payment } = await createLink(context)
      const closed = await close(context, payment)
      assert.equal(closed.state, "declined")
      await context.subject.decide?.(view.redirect_url ?? "", "pay")
      movedNothing(await query(context, payment))
    },
  },
  {
    name: "closing a link that was paid tells that it was",
    applies: ({ processor }) => links({ processor } as Subject) && processor.close !== undefined,
    run: async (context) => {
      const { view, payment } = await createLink(context)
      await decide(context, view, "pay")
      await eventuallyApproved(context, payment)
      const closed = await close(context, payment)
      assert.equal(closed.state, "approved")
      assert.deepEqual(closed.captured, EUROS)
    },
  },
]

const REFUNDS: Check[] = [
  {
    name: "a whole refund gives everything back, and is seen when asked about",
    applies: refunds,
    run: async (context) => {
      const charged = await approvedPayment(context)
      const reference = newReference()
      const view = await refund(context, charged, EUROS.amount, reference)
      assert.ok(["approved", "pending"].includes(view.state), `${view.state} ${view.code}`)
      assert.deepEqual(view.money, EUROS)
      await context.subject.receive?.(view)
      const isGiven = ({ refunds: made }: PaymentView): boolean =>
        made.some((one) => one.reference === reference && one.state === "approved")
      const asked = await eventuallyApproved(context, charged.payment, isGiven)
      assert.ok(isGiven(asked), "the refund is not seen")
      assert.deepEqual(asked.captured, EUROS)
      const [booked] = await bookOf(context, charged.payment.reference)
      assert.equal(booked.refunded, EUROS.amount)
    },
  },
  {
    name: "partial refunds add up, and more than was taken is refused",
    applies: ({ processor }) => processor.capabilities.partial_refund,
    run: async (context) => {
      const charged = await approvedPayment(context)
      const first = await refund(context, charged, "10.00")
      const second = await refund(context, charged, "4.95")
      assert.notEqual(first.refund_id, second.refund_id)
      const beyond = await refund(context, charged, "20.01")
      assert.equal(beyond.state, "declined")
      assert.ok(beyond.code, "a refused refund has a code")
      await context.subject.receive?.(first)
      await context.subject.receive?.(second)
      await eventuallyApproved(context, charged.payment, ({ refunds: made }) =>
        made.every(({ state }) => state === "approved")
      )
      const [booked] = await bookOf(context, charged.payment.reference)
      assert.equal(booked.refunded, "14.95")
    },
  },
  {
    name: "a refund whose answer is lost is unknown, and found by asking about the payment",
    applies: refunds,
    run: async (context) => {
      const charged = await approvedPayment(context)
      const reference = newReference()
      await context.simulators.fault({ fault: "reset_after_charging", purpose: "refund" })
      const view = await refund(context, charged, "5.00", reference)
      assert.equal(view.state, "unknown")
      const asked = await query(context, charged.payment)
      assert.equal(asked.refunds.find((one) => one.reference === reference)?.money.amount, "5.00")
    },
  },
  {
    name: "a refund made at the processor is seen",
    applies: ({ processor }) => processor.capabilities.partial_refund,
    run: async (context) => {
      const charged = await approvedPayment(context)
      await context.simulators.event(context.processor.name, "refund", {
        payment_id: charged.payment.payment_id,
        reference: charged.payment.reference,
        amount: "7.00",
      })
      const asked = await query(context, charged.payment)
      assert.deepEqual(
        asked.refunds.map(({ money }) => money.amount),
        ["7.00"]
      )
    },
  },
  {
    name: "a chargeback is seen as money that is gone, its reversal as money that is back",
    applies: ({ tells_disputes }) => tells_disputes,
    run: async (context) => {
      const { payment } = await approvedPayment(context)
      const which = { payment_id: payment.payment_id, reference: payment.reference }
      await context.simulators.event(context.processor.name, "chargeback", which)
      const [open, ...more] = (await query(context, payment)).disputes
      assert.deepEqual(more, [])
      assert.equal(open.state, "open")
      assert.deepEqual(open.money, EUROS)
      await context.simulators.event(context.processor.name, "chargeback_reversal", which)
      const [won] = (await query(context, payment)).disputes
      assert.equal(won.state, "won")
      assert.equal(won.dispute_id, open.dispute_id)
    },
  },
]

const BANK_DEBITS: Check[] = [
  {
    name: "a bank debit waits as accepted, and is approved when it has settled",
    applies: has("bank_debit"),
    run: async (context) => {
      const { view, payment } = await charge(context, instrumentOf(context, "bank_debit"))
      assert.deepEqual([view.state, view.code], ["pending", "accepted"])
      movedNothing(view)
      movedNothing(await query(context, payment))
      await context.simulators.event(context.processor.name, "settle", payment)
      const settled = await query(context, payment)
      assert.equal(settled.state, "approved")
      assert.deepEqual(settled.captured, EUROS)
    },
  },
  {
    name: "a bank debit that comes back after it has settled tells so, with the bank's code",
    applies: has("bank_debit"),
    run: async (context) => {
      const { processor } = context
      const { payment } = await charge(context, instrumentOf(context, "bank_debit"))
      await context.simulators.event(processor.name, "settle", payment)
      await context.simulators.event(processor.name, "check_return", { ...payment, code: "R01" })
      const { state, captured, returned } = await query(context, payment)
      assert.deepEqual({ state, captured }, { state: "approved", captured: EUROS })
      assert.deepEqual(returned, { code: "R01", money: EUROS })
      const callback = await callbackThat(context, ({ body }) => {
        const reading = processor.readCallback(body)
        return reading.reference === payment.reference && reading.tells.returned !== undefined
      })
      assert.deepEqual(processor.readCallback(callback.body).tells.returned, returned)
    },
  },
  {
    name: "a bank debit that comes back before it has settled is declined by the bank's code",
    applies: has("bank_debit"),
    run: async (context) => {
      const { payment } = await charge(context, instrumentOf(context, "bank_debit"))
      await context.simulators.event(context.processor.name, "check_return", {
        ...payment,
        code: "R02",
      })
      const view = await query(context, payment)
      assert.deepEqual([view.state, view.code, view.captured], ["declined", "R02", null])
      assert.ok(view.code && view.code in context.processor.codes)
    },
  },
  {
    name: "a bank debit that the gateway refuses is declined at once",
    applies: has("bank_debit_declined"),
    run: async (context) => {
      const { view } = await charge(context, instrumentOf(context, "bank_debit_declined"))
      assert.equal(view.state, "declined")
      assert.ok(view.code && view.code in context.processor.codes)
    },
  },
]

const CALLBACKS: Check[] = [
  {
    name: "a callback is believed only with the account's own signature over these very bytes",
    applies: always,
    run: async (context) => {
      const { payment } = await approvedPayment(context)
      const { processor, account, subject, simulators } = context
      const isAbout = (reading: CallbackReading): boolean =>
        reading.reference === payment.reference || reading.payment_id === payment.payment_id
      const callback = await callbackThat(context, ({ body }) =>
        isAbout(processor.readCallback(body))
      )
      assert.equal(await processor.verifyCallback(account, callback), true)
      const changed = Buffer.from(callback.body.toString("utf8").replace(/\}\s*$/, " }"))
      assert.equal(await processor.verifyCallback(account, { ...callback, body: changed }), false)
      assert.equal(await processor.verifyCallback(account, { ...callback, headers: {} }), false)
      if (subject.other_account) {
        const other = accessOf(simulators, subject.other_account)
        assert.equal(await processor.verifyCallback(other, callback), false)
      }
    },
  },
  {
    name: "a forged callback is not believed",
    applies: always,
    run: async (context) => {
      const { processor, account } = context
      const before = context.callbacks.length
      await context.simulators.callbacks("forge", { processor: processor.name })
      await approvedPayment(context)
      await callbackThat(context, () => context.callbacks.length > before + 1)
      const all = await Promise.all(
        context.callbacks.slice(before).map((one) => processor.verifyCallback(account, one))
      )
      assert.ok(
        all.includes(false) && all.includes(true),
        "of a forged and a true one, one is believed"
      )
    },
  },
  {
    name: "the same event again has the same id, another event another",
    applies: always,
    run: async (context) => {
      const { processor } = context
      const before = context.callbacks.length
      await context.simulators.callbacks("duplicate", { processor: processor.name })
      await approvedPayment(context)
      await callbackThat(context, () => context.callbacks.length >= before + 2)
      const readIds = (): string[] =>
        context.callbacks.slice(before).map(({ body }) => processor.readCallback(body).event_id)
      const comesTwice = (ids: readonly string[]): boolean => new Set(ids).size < ids.length
      // Late events of payments before this one may come in between: the duplicate is waited for.
      await callbackThat(context, () => comesTwice(readIds())).catch(() => undefined)
      assert.ok(readIds().every((id) => id !== ""))
      assert.ok(comesTwice(readIds()), "the duplicate has an id of its own")
    },
  },
  {
    name: "what is no event of the processor cannot be read",
    applies: always,
    run: async ({ processor }) => {
      for (const body of ["", "{", "[]", "null", "{}", '{"id":7}', "<html></html>", "\u0000"]) {
        assert.throws(() => processor.readCallback(Buffer.from(body)), `it has read ${body}`)
      }
    },
  },
  {
    name: "no headers and no body can make the check of a signature fail with an error",
    applies: always,
    run: async ({ processor, account }) => {
      for (const body of ["", "{}", "\uffff"]) {
        const callback = { headers: { "content-type": "text/plain" }, body: Buffer.from(body) }
        assert.equal(await processor.verifyCallback(account, callback), false)
      }
    },
  },
]

const RECORDS: Check[] = [
  {
    name: "every code has a category and a next step that exist",
    applies: always,
    run: async ({ processor }) => {
      assert.ok(Object.keys(processor.codes).length > 0)
      for (const [code, { category, next }] of Object.entries(processor.codes)) {
        assert.ok(DECLINE_CATEGORIES.includes(category), `${code}: ${category}`)
        assert.ok(NEXT_STEPS.includes(next), `${code}: ${next}`)
      }
    },
  },
  {
    name: "no recorded exchange holds a card or account number, a CVV, a key or a person",
    applies: always,
    run: async (context) => {
      assert.ok(context.exchanges.length > 0)
      const text = JSON.stringify(context.exchanges)
      const { instruments } = context.subject
      const numbers = Object.values(instruments ?? {}).map((instrument) =>
        instrument.kind === "card" ? instrument.number : instrument.account_number
      )
      const secrets = Object.values(context.account.secrets)
      const person = [PAYER.email, PAYER.last_name, PAYER.phone, PAYER.billing.address1, PAYER.ip]
      const hidden = [...numbers, ...secrets, ...person, "wrong-secret-of-the-test"]
      for (const secret of hidden.filter((one) => one !== null)) {
        assert.ok(!text.includes(secret), `an exchange holds ${secret}`)
        assert.ok(
          !text.includes(encodeURIComponent(secret)),
          `an exchange holds ${secret}, encoded`
        )
      }
      // Four digits occur by chance inside of longer numbers and ids.
      assert.doesNotMatch(text, new RegExp(`(?<![0-9A-Za-z])${CVV}(?![0-9A-Za-z])`))
      assert.doesNotMatch(text, new RegExp(`cv[cv][^,}]{0,20}${CVV}`, "i"))
    },
  },
  {
    name: "every exchange says what it was for and how long it took",
    applies: always,
    run: async ({ exchanges }) => {
      for (const { purpose, url, duration_ms, response_status, error } of exchanges) {
        assert.ok(purpose && url.startsWith("http"))
        assert.ok(duration_ms >= 0)
        assert.ok((response_status === null) === (error !== null), `${purpose} ${url}`)
      }
    },
  },
]

/** The contract: in this order, as the last ones look at what the others have recorded. */
export const CONTRACT: readonly Check[] = [
  ...CHARGES,
  ...PAGES,
  ...REFUNDS,
  ...BANK_DEBITS,
  ...CALLBACKS,
  ...RECORDS,
]
