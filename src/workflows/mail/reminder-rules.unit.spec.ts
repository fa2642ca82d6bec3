import type { PaymentSituation } from "../../modules/payment_cascade/payment-actions"
import type { AttemptRow } from "../../modules/payment_cascade/types"
import { refuseAskingToPay, type AskingToPay } from "./reminder-rules"

const now = new Date("2026-03-01T12:00:00Z")

const attempt = (changes: Partial<AttemptRow>): AttemptRow =>
  ({ id: "patt_1", kind: "charge", state: "pending", redirect_url: null, ...changes }) as AttemptRow

const LINK = attempt({
  way: "link",
  redirect_url: "https://pay.example/1",
  expires_at: new Date(now.getTime() + 60_000),
})

const ask = (
  attempts: AttemptRow[],
  changes: Partial<Omit<AskingToPay, "payment">> & { payment?: Partial<PaymentSituation> } = {}
): string | null => {
  const { payment, ...rest } = changes
  const refusal = refuseAskingToPay({
    letter: "payment_reminder",
    payment: {
      order: { status: "pending", payment_method: "paypal", total: "20.00", currency: "USD" },
      attempts,
      facts: [],
      instrument: null,
      card_approved_before: false,
      customer_blocked: false,
      accounts: [],
      ...payment,
    },
    order: { archived_at: null },
    is_sent: true,
    is_unsubscribed: false,
    now,
    ...rest,
  })
  return refusal?.code ?? null
}

describe("asking a customer to pay", () => {
  it("needs a link that is open, or an account that can make one", () => {
    expect(ask([LINK])).toBeNull()
    expect(ask([])).toBe("no_links")
    const account = {
      methods: [],
      stored_credential: false,
      mail_or_telephone: false,
      payment_link: true,
    }
    expect(ask([], { payment: { accounts: [account] } })).toBeNull()
  })

  it("does not take a link for open whose time is over", () => {
    expect(ask([{ ...LINK, expires_at: now }])).toBe("no_links")
  })

  it("leaves those in peace who have paid and wait for their bank", () => {
    expect(ask([attempt({ way: "direct" })])).toBe("payment_under_way")
    expect(ask([attempt({ way: "direct", state: "unknown" })])).toBe("payment_under_way")
    expect(ask([attempt({ way: "direct", state: "sending" })])).toBe("in_flight")
  })

  it("asks for nothing where nothing is to be paid", () => {
    const order = { payment_method: "paypal", total: "20.00", currency: "USD" } as const
    expect(ask([LINK], { payment: { order: { ...order, status: "cancelled" } } })).toBe(
      "not_to_be_charged"
    )
    expect(ask([LINK], { order: { archived_at: now } })).toBe("archived")
  })

  it("respects the shop's switch, and the customer's for reminders only", () => {
    expect(ask([LINK], { is_sent: false })).toBe("switched_off")
    expect(ask([LINK], { is_unsubscribed: true })).toBe("unsubscribed")
    expect(ask([LINK], { is_unsubscribed: true, letter: "payment_link" })).toBeNull()
  })
})
