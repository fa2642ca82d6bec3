import englishCard from "../../../admin/i18n/json/en/card.json"
import englishOrders from "../../../admin/i18n/json/en/orders.json"
import russianCard from "../../../admin/i18n/json/ru/card.json"
import russianOrders from "../../../admin/i18n/json/ru/orders.json"
import type { AttentionKind } from "../../../modules/attention/kinds"
import { DECLINE_CATEGORIES } from "../../../providers/payment/processor"
import { helpButtonFor, type HelpButtonName } from "./help-buttons"
import type { AttemptFact, EntryFact, LetterFact, ParcelFact, WhyFacts } from "./why-facts"
import { WHY_KINDS, WHY_RULES, whyIsItHere } from "./why-rules"

const NOW = new Date("2026-11-22T12:00:00Z")
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)
const HOUR = 60
const DAY = 24 * HOUR

const order = (changes: Partial<WhyFacts["order"]> = {}): WhyFacts["order"] => ({
  id: "T3-AAAA",
  status: "pending",
  payment_state: "unpaid",
  call_center_status: null,
  archived_at: null,
  created_at: ago(30),
  ...changes,
})

const facts = ({
  status,
  ...changes
}: Partial<WhyFacts> & { status?: WhyFacts["order"]["status"] } = {}): WhyFacts => ({
  now: NOW,
  payment_time_scale: 1,
  silence_days: 10,
  order: order(status && { status }),
  status_since: ago(20),
  entries: [],
  attempts: [],
  resting_accounts: [],
  parcels: [],
  loose_tracking: [],
  letters: [],
  mail_trouble: null,
  holds_all_mail: false,
  address_stopped: null,
  ways: [],
  ...changes,
})

const attempt = (changes: Partial<AttemptFact> = {}): AttemptFact => ({
  id: "att_1",
  kind: "charge",
  way: "direct",
  state: "pending",
  method: "credit_card",
  amount: "34.95",
  currency: "EUR",
  code: null,
  category: null,
  next: null,
  redirect_url: null,
  expires_at: null,
  checks: 0,
  created_at: ago(10),
  sent_at: ago(10),
  finished_at: null,
  account: "Main",
  given_up_at: null,
  ...changes,
})

const parcel = ({
  supplier,
  ...changes
}: Partial<Omit<ParcelFact, "supplier">> & {
  supplier?: Partial<ParcelFact["supplier"]>
} = {}): ParcelFact => ({
  id: "shpm_1",
  number: "T3-AAAA-P1",
  state: "planned",
  message: null,
  created_at: ago(2 * DAY),
  handed_over_at: null,
  answered_at: null,
  shipped_at: null,
  last_news_at: null,
  updated_at: ago(DAY),
  is_uncovered: false,
  is_replaced: false,
  tracking: [],
  ...changes,
  supplier: {
    id: "supp_1",
    name: "Warehouse",
    active: true,
    silent_after_hours: 24,
    can_ask: true,
    resting_until: null,
    trouble: null,
    trouble_since: null,
    ...supplier,
  },
})

const letter = (changes: Partial<LetterFact> = {}): LetterFact => ({
  id: "mmsg_1",
  kind: "pending",
  language: "en",
  state: "sent",
  reason: null,
  due_at: ago(5),
  answer: null,
  created_at: ago(6),
  updated_at: ago(5),
  ...changes,
})

const entry = (kind: AttentionKind, data: EntryFact["data"] = {}): EntryFact => ({
  kind,
  data,
  since: ago(7),
})

const stuck = { entries: [entry("payment_no_processor")] }
const link = { redirect_url: "https://pay", way: "link" } as const

type Case = [kind: string, facts: WhyFacts, button: HelpButtonName | null]

/** One row of the table each: the facts that it is for, and the button that helps first. */
const CASES: Case[] = [
  ["archived", facts({ order: order({ archived_at: ago(1) }) }), "unarchive"],
  ["payment_unknown", facts({ attempts: [attempt({ state: "unknown" })] }), "check_now"],
  [
    "refund_unknown",
    facts({ status: "approved", attempts: [attempt({ kind: "refund", state: "unknown" })] }),
    "check_now",
  ],
  ["payment_under_way", facts({ attempts: [attempt({ state: "sending" })] }), null],
  [
    "refund_under_way",
    facts({ status: "approved", attempts: [attempt({ kind: "refund", state: "pending" })] }),
    "check_now",
  ],
  ["callback_failed", facts({ entries: [entry("callback_failed")] }), "replay_callback"],
  ["payment_mismatch", facts({ entries: [entry("payment_mismatch")] }), "refund"],
  [
    "payment_overpaid",
    facts({ status: "approved", entries: [entry("payment_overpaid")] }),
    "refund_overpayment",
  ],
  [
    "payment_on_closed_order",
    facts({ status: "closed", entries: [entry("payment_on_closed_order")] }),
    "refund_overpayment",
  ],
  ["refund_failed", facts({ status: "approved", entries: [entry("refund_failed")] }), "refund"],
  [
    "refund_came_back",
    facts({ status: "refunded", entries: [entry("refund_came_back")] }),
    "refund",
  ],
  [
    "chargeback_on_order",
    facts({ status: "cancelled", entries: [entry("chargeback_on_order")] }),
    "decide_status",
  ],
  [
    "payment_returned",
    facts({ status: "shipped", entries: [entry("payment_returned")] }),
    "decide_status",
  ],
  ["payment_underpaid", facts({ entries: [entry("payment_underpaid")] }), "create_link"],
  [
    "call_not_made",
    facts({ order: order({ status: "call_center", call_center_status: "new_inquiry" }) }),
    "record_call",
  ],
  [
    "call_awaiting",
    facts({ order: order({ status: "call_center", call_center_status: "awaiting_response" }) }),
    "record_call",
  ],
  [
    "call_refund_wanted",
    facts({ order: order({ status: "call_center", call_center_status: "refund_initiated" }) }),
    "refund",
  ],
  [
    "call_reship_wanted",
    facts({ order: order({ status: "call_center", call_center_status: "reship_initiated" }) }),
    "reship",
  ],
  [
    "call_center_outcome",
    facts({ order: order({ status: "call_center", call_center_status: "failed" }) }),
    "decide_status",
  ],
  ["payment_cvv_expired", facts({ entries: [entry("payment_cvv_expired")] }), "create_link"],
  [
    "payment_card_unreadable",
    facts({ entries: [entry("payment_card_unreadable")] }),
    "create_link",
  ],
  [
    "account_resting",
    facts({
      status: "declined",
      attempts: [attempt({ state: "declined", category: "processor_unavailable" })],
      resting_accounts: [{ account: "Main", reason: "no_answer", since: ago(1) }],
    }),
    "manual_payment",
  ],
  ["customer_blocked", facts({ entries: [entry("customer_blocked")] }), "manual_payment"],
  ["payment_no_processor", facts(stuck), "create_link"],
  [
    "payment_pending_too_long",
    facts({ entries: [entry("payment_pending_too_long")] }),
    "check_now",
  ],
  [
    "declined_insufficient_funds",
    facts({
      status: "declined",
      attempts: [attempt({ state: "declined", category: "insufficient_funds" })],
    }),
    "create_link",
  ],
  [
    "declined_expired_card",
    facts({
      status: "declined",
      attempts: [attempt({ state: "declined", category: "expired_card" })],
    }),
    "create_link",
  ],
  [
    "declined_other",
    facts({ status: "declined", attempts: [attempt({ state: "declined" })] }),
    "manual_payment",
  ],
  ["declined_by_hand", facts({ status: "declined" }), "manual_payment"],
  [
    "shipping_callback_failed",
    facts({ status: "shipped", entries: [entry("shipping_callback_failed")] }),
    "open_shipping_callback",
  ],
  [
    "dispatch_unknown_sku",
    facts({ status: "approved", entries: [entry("dispatch_unknown_sku")] }),
    "open_catalogue",
  ],
  [
    "dispatch_rejected",
    facts({ status: "approved", parcels: [parcel({ state: "rejected", is_uncovered: true })] }),
    "send_to_shipper",
  ],
  [
    "dispatch_unclear",
    facts({ status: "approved", entries: [entry("dispatch_unclear")] }),
    "ask_supplier",
  ],
  [
    "dispatch_silent",
    facts({
      status: "packed",
      parcels: [parcel({ state: "taken", handed_over_at: ago(25 * HOUR) })],
    }),
    "ask_supplier",
  ],
  [
    "supplier_off",
    facts({ status: "approved", parcels: [parcel({ supplier: { active: false } })] }),
    "open_supplier",
  ],
  [
    "supplier_away",
    facts({ status: "approved", parcels: [parcel({ supplier: { trouble_since: ago(9) } })] }),
    "retry_parcel",
  ],
  [
    "tracking_conflict",
    facts({ status: "packed", entries: [entry("tracking_conflict")] }),
    "add_tracking",
  ],
  ["parcel_lost", facts({ status: "shipped", parcels: [parcel({ state: "lost" })] }), "reship"],
  [
    "parcel_exception",
    facts({ status: "shipped", entries: [entry("parcel_exception")] }),
    "reship",
  ],
  [
    "parcel_maybe_lost",
    facts({
      status: "shipped",
      parcels: [parcel({ state: "shipped", last_news_at: ago(10 * DAY) })],
    }),
    "reship",
  ],
  ["mail_broken", facts({ status: "approved", entries: [entry("mail_broken")] }), "open_template"],
  [
    "address_stopped",
    facts({
      status: "approved",
      letters: [letter({ state: "suppressed", reason: "suppressed_address" })],
      address_stopped: { reason: "bounced", since: ago(DAY) },
    }),
    "release_address",
  ],
  ["mail_failed", facts({ status: "approved", entries: [entry("mail_failed")] }), "retry_message"],
  [
    "mail_bounced",
    facts({ status: "approved", entries: [entry("mail_bounced")] }),
    "resend_message",
  ],
  [
    "mail_not_sent",
    facts({ letters: [letter({ state: "suppressed", reason: "suppressed_address" })] }),
    "resend_message",
  ],
  [
    "mail_account_down",
    facts({
      status: "approved",
      letters: [letter({ state: "deferred" })],
      mail_trouble: { account_id: "macc_1", account: "Main", words: "refused" },
    }),
    "check_mail_server",
  ],
  [
    "mail_deferred",
    facts({ status: "approved", letters: [letter({ state: "deferred" })] }),
    "retry_message",
  ],
  [
    "mail_all_held",
    facts({ status: "approved", letters: [letter({ state: "queued" })], holds_all_mail: true }),
    "open_mail_settings",
  ],
  ["link_expired", facts({ attempts: [attempt({ ...link, expires_at: ago(1) })] }), "create_link"],
  [
    "waiting_echeck",
    facts({ attempts: [attempt({ method: "echeck", sent_at: ago(2 * DAY) })] }),
    "check_now",
  ],
  ["no_callback", facts({ attempts: [attempt({ sent_at: ago(40) })] }), "check_now"],
  ["waiting_3ds", facts({ attempts: [attempt({ redirect_url: "https://acs" })] }), "check_now"],
  [
    "waiting_crypto",
    facts({ attempts: [attempt({ ...link, method: "crypto" })] }),
    "remind_payment",
  ],
  [
    "waiting_link",
    facts({ attempts: [attempt({ ...link, method: "paypal", sent_at: ago(3 * HOUR) })] }),
    "remind_payment",
  ],
  ["waiting_bank", facts({ attempts: [attempt({ sent_at: ago(39) })] }), "check_now"],
  [
    "between_attempts",
    facts({
      attempts: [attempt({ state: "declined", next: "next_processor", finished_at: ago(1) })],
    }),
    null,
  ],
  [
    // A person has set it back to pending after the cascade had ended.
    "payment_not_started",
    facts({
      attempts: [attempt({ state: "declined", next: "next_processor", finished_at: ago(25) })],
    }),
    "manual_payment",
  ],
  ["payment_not_started", facts(), "manual_payment"],
  ["paid_not_sent", facts({ status: "approved" }), "send_to_shipper"],
  ["handing_over", facts({ status: "approved", parcels: [parcel()] }), null],
  [
    "with_supplier",
    facts({ status: "packed", parcels: [parcel({ state: "taken", handed_over_at: ago(HOUR) })] }),
    "ask_supplier",
  ],
  ["packed_by_hand", facts({ status: "packed" }), "add_tracking"],
  [
    "on_its_way",
    facts({ status: "shipped", parcels: [parcel({ state: "shipped", last_news_at: ago(DAY) })] }),
    null,
  ],
  [
    "on_its_way",
    facts({ status: "shipped", loose_tracking: [{ number: "X1", tag: "in_transit" }] }),
    null,
  ],
  ["no_tracking", facts({ status: "shipped" }), "add_tracking"],
  [
    "mail_held",
    facts({ status: "cancelled", letters: [letter({ state: "queued", due_at: ago(-1) })] }),
    "send_message_now",
  ],
  ["delivered", facts({ status: "delivered" }), null],
  ["refunded", facts({ status: "refunded" }), null],
  ["chargeback", facts({ status: "chargeback" }), "decide_status"],
  ["cancelled", facts({ status: "cancelled" }), null],
  ["closed", facts({ status: "closed" }), null],
  ["just_arrived", facts({ order: order({ created_at: NOW }) }), null],
]

describe("why an order is here", () => {
  it.each(CASES)("%s", (kind, seen, button) => {
    const reason = whyIsItHere(seen)
    expect([reason.kind, reason.buttons[0] ?? null]).toEqual([kind, button])
    expect(reason.since).toBeInstanceOf(Date)
  })

  it("has a case for every row but the declines, which differ by their category only", () => {
    const tried = new Set(CASES.map(([kind]) => kind))
    expect(WHY_KINDS.filter((kind) => !kind.startsWith("declined_") && !tried.has(kind))).toEqual(
      []
    )
  })

  it("has a row for every kind of decline", () => {
    const wanted = DECLINE_CATEGORIES.map((category) => `declined_${category}`)
    expect(WHY_KINDS).toEqual(expect.arrayContaining(wanted))
  })

  it("names what the button needs", () => {
    const { data } = whyIsItHere(facts({ attempts: [attempt({ state: "unknown" })] }))
    expect(data).toMatchObject({ attempt_id: "att_1", account: "Main", amount: "34.95" })
  })

  describe("says what matters most", () => {
    it("money that nobody knows about before a letter that came back", () => {
      const both = facts({
        attempts: [attempt({ state: "unknown" })],
        entries: [entry("mail_bounced")],
      })
      expect(whyIsItHere(both).kind).toBe("payment_unknown")
    })

    it("a supplier's refusal before the letter, the letter before what is only to be done", () => {
      const mail = { letters: [letter({ state: "deferred" as const })] }
      const refused = parcel({ state: "rejected", is_uncovered: true })
      expect(whyIsItHere(facts({ status: "approved", parcels: [refused], ...mail })).kind).toBe(
        "dispatch_rejected"
      )
      expect(whyIsItHere(facts({ status: "approved", ...mail })).kind).toBe("mail_deferred")
    })

    it("nothing of a parcel that another has replaced", () => {
      const lost = parcel({ state: "lost", is_replaced: true })
      const next = parcel({ id: "shpm_2", state: "shipped", last_news_at: ago(HOUR) })
      expect(whyIsItHere(facts({ status: "reshipped", parcels: [lost, next] })).kind).toBe(
        "on_its_way"
      )
    })

    it("nothing of an older letter once a newer one has gone out", () => {
      const letters = [letter(), letter({ id: "old", state: "suppressed" })]
      expect(whyIsItHere(facts({ status: "delivered", letters })).kind).toBe("delivered")
    })

    it("what became of a letter, though the next one is still held", () => {
      const letters = [
        letter({ state: "queued", due_at: ago(-1) }),
        letter({ id: "old", state: "suppressed" }),
      ]
      expect(whyIsItHere(facts({ status: "approved", letters })).kind).toBe("mail_not_sent")
    })

    it("nothing of an earlier decline once a link waits to be paid", () => {
      const attempts = [attempt({ state: "declined", category: "other" }), attempt({ ...link })]
      expect(whyIsItHere(facts({ attempts })).kind).toBe("waiting_link")
    })
  })

  it("knows waiting times that are shorter", () => {
    const waiting = facts({ attempts: [attempt({ sent_at: ago(1) })], payment_time_scale: 0.01 })
    expect(whyIsItHere(waiting).kind).toBe("no_callback")
  })

  it("ends with a row that fits every order", () => {
    expect(WHY_RULES.at(-1)?.when(facts())).not.toBeNull()
  })
})

describe("the button that helps", () => {
  const button = (name: HelpButtonName, data = {}, role: "manager" | "operator" = "manager") =>
    helpButtonFor(name, "T3-AAAA", data, role)

  it("is a call of the staff API with what it needs", () => {
    expect(button("check_now", { attempt_id: "att_1" })).toEqual({
      name: "check_now",
      request: {
        method: "POST",
        path: "/admin/crm/orders/T3-AAAA/payment/check-now",
        body: { attempt_id: "att_1" },
      },
      asks: [],
    })
    expect(button("ask_supplier", { shipment_id: "shpm_1" })?.request?.path).toBe(
      "/admin/crm/orders/T3-AAAA/shipments/shpm_1/ask"
    )
  })

  it("is a page where a person goes on", () => {
    expect(button("open_catalogue")).toEqual({ name: "open_catalogue", request: null, asks: [] })
  })

  it("is none where nobody knows for what", () => {
    expect(button("ask_supplier")).toBeNull()
    expect(button("retry_message", { message_id: "" })).toBeNull()
  })

  it("is an operator's only where he may press it", () => {
    expect(button("record_call", {}, "operator")).toMatchObject({ asks: ["status"] })
    expect(button("check_now", {}, "operator")).toBeNull()
    expect(button("open_catalogue", {}, "operator")).toBeNull()
  })
})

const LANGUAGES = [
  { language: "English", card: englishCard, orders: englishOrders },
  { language: "Russian", card: russianCard, orders: russianOrders },
]

describe.each(LANGUAGES)("the card in $language", ({ card, orders }) => {
  it("has a sentence for every kind of reason", () => {
    const said = new Set([...Object.keys(card.why.kind), ...Object.keys(orders.attention)])
    const keyOf = (kind: string): string =>
      kind.startsWith("declined_") && kind !== "declined_by_hand" ? "declined" : kind
    expect(WHY_KINDS.filter((kind) => !said.has(keyOf(kind)))).toEqual([])
  })

  it("has a text for every button", () => {
    const names = new Set(WHY_RULES.flatMap(({ buttons }) => buttons))
    expect([...names].filter((name) => !Object.hasOwn(card.why.button, name))).toEqual([])
  })
})
