import type { Capabilities } from "../../providers/payment/processor"
import { chosenAccountOf, isChosenByStaff, plan, type PlanAccount, type PlanContext } from "./plan"
import { planSentence } from "./plan-words"
import { healthOf } from "./processor-health"
import { emptyRouting, type RoutingEntry } from "./routing-rules"
import { countedSince, reachedLimit, schemeLimitsOf } from "./scheme-limits"

const CAPABILITIES: Capabilities = {
  methods: ["credit_card", "paypal", "crypto", "echeck"],
  needs_cvv: false,
  stored_credential: true,
  mail_or_telephone: true,
  refund: true,
  partial_refund: true,
  payment_link: true,
  not_found_grace_seconds: 0,
}

const account = (
  id: string,
  changes: Partial<PlanAccount> = {},
  capabilities: Partial<Capabilities> = {}
): PlanAccount => ({
  id,
  name: id,
  methods: ["credit_card"],
  active: true,
  ...changes,
  capabilities: { ...CAPABILITIES, ...capabilities },
})

const entry = (account_id: string, changes: Partial<RoutingEntry> = {}): RoutingEntry => ({
  account_id,
  priority: 1,
  weight: 1,
  when: {},
  ...changes,
})

const CONTEXT: PlanContext = {
  order_id: "T3-1",
  method: "credit_card",
  way: "direct",
  initiation: "customer",
  currency: "EUR",
  country: "DE",
  shop_id: "shop_1",
  brand: "visa",
  amount_usd: "50.00",
  has_cvv: true,
  tried: [],
  only_account: null,
  scheme_limit: null,
}

const ACCOUNTS = [account("a"), account("b"), account("c")]
const LISTED = [entry("a"), entry("b", { priority: 2 }), entry("c", { priority: 3 })]

const planned = (
  context: Partial<PlanContext> = {},
  { entries = LISTED, accounts = ACCOUNTS, health = {} } = {}
) =>
  plan(
    { ...CONTEXT, ...context },
    { version: 7, rules: { ...emptyRouting(), credit_card: entries } },
    health,
    accounts
  )

const reasonsOf = (made: ReturnType<typeof plan>) =>
  made.choices.map(({ account_id, chosen, reason }) => [account_id, chosen, reason])

describe("a plan", () => {
  it("asks in the order of the list, and says so", () => {
    const made = planned()
    expect(made.routing_version).toBe(7)
    expect(reasonsOf(made)).toEqual([
      ["a", true, "first_in_list"],
      ["b", false, "next_in_line"],
      ["c", false, "next_in_line"],
    ])
    expect(made.choices.map(({ data }) => data.position)).toEqual([undefined, 2, 3])
  })

  it.each<[string, Partial<PlanContext>, RoutingEntry, PlanAccount]>([
    ["account_inactive", {}, entry("a"), account("a", { active: false })],
    ["method_not_taken", {}, entry("a"), account("a", { methods: ["echeck"] })],
    ["currency_not_taken", {}, entry("a", { when: { currencies: ["USD"] } }), account("a")],
    ["country_not_taken", {}, entry("a", { when: { countries: ["US"] } }), account("a")],
    ["shop_not_taken", {}, entry("a", { when: { shop_ids: ["other"] } }), account("a")],
    ["brand_not_taken", {}, entry("a", { when: { brands: ["amex"] } }), account("a")],
    ["amount_too_small", {}, entry("a", { when: { min_usd: "50.01" } }), account("a")],
    ["amount_too_large", {}, entry("a", { when: { max_usd: "49.99" } }), account("a")],
    ["already_tried", { tried: [{ account_id: "a", code: "x" }] }, entry("a"), account("a")],
    ["no_payment_link", { way: "link" }, entry("a"), account("a", {}, { payment_link: false })],
    [
      "no_stored_credential",
      { initiation: "stored" },
      entry("a"),
      account("a", {}, { stored_credential: false }),
    ],
    [
      "no_mail_or_telephone",
      { initiation: "mail_or_telephone" },
      entry("a"),
      account("a", {}, { mail_or_telephone: false }),
    ],
    ["needs_cvv", { has_cvv: false }, entry("a"), account("a", {}, { needs_cvv: true })],
    ["scheme_limit", { scheme_limit: { declines: 20, days: 30 } }, entry("a"), account("a")],
  ])("leaves an account out: %s", (reason, context, listed, one) => {
    const made = planned(context, {
      entries: [listed, entry("b", { priority: 2 })],
      accounts: [one, account("b")],
    })
    const choice = made.choices.find(({ account_id }) => account_id === "a")
    expect(choice).toMatchObject({ chosen: false, reason })
    expect(planSentence({ reason, data: choice?.data ?? {} })).not.toContain("undefined")
  })

  it("takes what fits a condition exactly", () => {
    const when = {
      currencies: ["EUR"],
      countries: ["DE"],
      shop_ids: ["shop_1"],
      brands: ["visa"],
      min_usd: "50.00",
      max_usd: "50",
    }
    expect(chosenAccountOf(planned({}, { entries: [entry("a", { when })] }))).toBe("a")
  })

  it("passes over an account that fails, unless all of them do", () => {
    const open = { open: true, since: new Date(), reason: "no_answer" }
    expect(reasonsOf(planned({}, { health: { a: open } }))[0]).toEqual(["b", true, "first_in_list"])
    const all = { a: open, b: open, c: open }
    expect(reasonsOf(planned({}, { health: all }))[0]).toEqual(["a", true, "all_circuits_open"])
  })

  it("asks whom a person names, also past conditions, earlier tries and the list", () => {
    const staff = { id: "c", by: "staff" as const }
    const made = planned(
      { only_account: staff, tried: [{ account_id: "c", code: null }] },
      { entries: [entry("a")] }
    )
    expect(reasonsOf(made)).toEqual([
      ["c", true, "chosen_by_staff"],
      ["a", false, "not_chosen"],
    ])
    expect(isChosenByStaff(made)).toBe(true)
  })

  it("has nobody to ask where everybody is left out", () => {
    expect(chosenAccountOf(planned({}, { entries: [] }))).toBeNull()
    expect(chosenAccountOf(planned({ currency: "JPY" }, { entries: [entry("x")] }))).toBeNull()
  })

  it("judges an account that stands in the list twice by the entry that fits", () => {
    const entries = [
      entry("a", { when: { currencies: ["USD"] } }),
      entry("a", { priority: 2, when: { currencies: ["EUR"] } }),
    ]
    expect(reasonsOf(planned({}, { entries }))).toEqual([["a", true, "first_in_list"]])
  })

  it("draws by weight, the same for the same order", () => {
    const entries = [
      entry("a", { weight: 3 }),
      entry("b", { weight: 1 }),
      entry("c", { weight: 0 }),
    ]
    const first = (order_id: string) => chosenAccountOf(planned({ order_id }, { entries }))
    expect(first("T3-9")).toBe(first("T3-9"))
    const drawn = Array.from({ length: 4_000 }, (_, index) => first(`T3-${index}`))
    const share = drawn.filter((id) => id === "a").length / drawn.length
    expect(share).toBeGreaterThan(0.71)
    expect(share).toBeLessThan(0.79)
    expect(drawn).not.toContain("c")
    expect(reasonsOf(planned({}, { entries }))[0][2]).toBe("drawn_by_weight")
  })
})

describe("the circuit breaker", () => {
  const NOW = new Date("2026-11-22T12:00:00Z")
  const outcome = (secondsAgo: number, category: "processor_unavailable" | null) => ({
    account_id: "a",
    state: category ? ("declined" as const) : ("approved" as const),
    category,
    at: new Date(NOW.getTime() - secondsAgo * 1000),
  })
  const failed = (secondsAgo: number) => outcome(secondsAgo, "processor_unavailable")

  it("opens after three failures in a row and closes after a minute", () => {
    const openAt = (outcomes: ReturnType<typeof outcome>[]): boolean =>
      healthOf(outcomes, NOW, 1).a?.open ?? false
    expect(openAt([failed(1), failed(2), failed(3)])).toBe(true)
    expect(openAt([failed(1), failed(2)])).toBe(false)
    expect(openAt([failed(1), outcome(2, null), failed(3), failed(4)])).toBe(false)
    expect(openAt([failed(61), failed(62), failed(63)])).toBe(false)
    expect(openAt([])).toBe(false)
  })
})

describe("the limits of the card schemes", () => {
  it("count declines by brand", () => {
    const mastercard = schemeLimitsOf("mastercard")
    expect(reachedLimit(mastercard, [9, 34])).toBeNull()
    expect(reachedLimit(mastercard, [10, 10])).toEqual({ declines: 10, days: 1 })
    expect(reachedLimit(mastercard, [0, 35])).toEqual({ declines: 35, days: 30 })
    expect(reachedLimit(schemeLimitsOf("visa"), [20])).toEqual({ declines: 20, days: 30 })
    expect(schemeLimitsOf("mir")).toEqual([])
    const [day] = countedSince(mastercard, new Date("2026-11-22T12:00:00Z"))
    expect(day.toISOString()).toBe("2026-11-21T12:00:00.000Z")
  })
})
