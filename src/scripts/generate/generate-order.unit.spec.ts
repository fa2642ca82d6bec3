import { parseAmount } from "../../lib/money"
import { luhnValid } from "../../lib/card-numbers"
import { PAID_STATUSES, type OrderStatus } from "../../modules/crm_order/order-status"
import { legalOrderMoves, refuseCallCenterMove } from "../../modules/crm_order/state-machine"
import { postingsOf } from "../../modules/ledger/postings"
import { SHIPPED_RATES } from "../../modules/exchange_rate/shipped-rates"
import type { AuthenticatedShop } from "../../modules/shop/types"
import { customerNumberOf } from "./customers"
import { generateOrder, type GenerateContext, type GeneratedOrder } from "./generate-order"
import type { PayingAccount } from "./paying-accounts"
import { randomOf } from "./random"
import { tradeCalendar } from "./trade-calendar"

const until = new Date("2026-11-22T00:00:00Z")

const shop = (number: number): AuthenticatedShop => ({
  id: `shop_${number}`,
  name: `Shop ${number}`,
  api_id: String(1000 + number),
  domains: [`shop${number}.example`],
  default_currency: "EUR",
  default_language: "en",
  sales_channel_id: `sc_${number}`,
  publishable_key: `pk_${number}`,
  totals_required: false,
  credential_id: `shcred_${number}`,
})

const account = (processor: string): PayingAccount => ({
  id: `pacc_${processor}`,
  name: processor,
  processor,
  fee_rule: {
    id: `feer_${processor}`,
    account_id: `pacc_${processor}`,
    percent: "2.9",
    fixed: "0",
    chargeback_fee: "15",
    currency: "USD",
    refund_returns_fee: false,
    valid_from: new Date("2020-01-01"),
  },
})

const context = (seed: number, orders: number): GenerateContext => ({
  seed,
  orders,
  until,
  calendar: tradeCalendar(until),
  shops: [1, 2, 3, 4].map(shop),
  staff: { managers: ["user_manager"], operators: ["user_operator"] },
  accounts: {
    credit_card: [account("stripe"), account("nmi")],
    paypal: [account("paypal")],
    crypto: [account("btcpay")],
    echeck: [account("nmi")],
  },
  rateOf: (currency) => ({
    id: `rate_${currency}`,
    currency,
    usd_per_unit: (
      Number(SHIPPED_RATES.units_per_euro.USD) /
      Number(Object.entries(SHIPPED_RATES.units_per_euro).find(([code]) => code === currency)?.[1])
    ).toFixed(12),
    as_of: SHIPPED_RATES.as_of,
    source: SHIPPED_RATES.source,
  }),
  orderIdPrefix: "T3",
})

const comparable = ({ random: _random, ...order }: GeneratedOrder) => order

describe("generated orders", () => {
  const orders = 3000
  const one = context(1, orders)
  const all = Array.from({ length: orders }, (_, index) => generateOrder(one, index))

  it("are the same for the same seed, whatever was generated before", () => {
    for (const index of [2999, 0, 1234]) {
      expect(comparable(generateOrder(context(1, orders), index))).toEqual(comparable(all[index]))
    }
    expect(generateOrder(context(2, orders), 7).id).not.toBe(all[7].id)
    expect(new Set(all.map(({ id }) => id)).size).toBe(orders)
  })

  it("come in the order of their places, within the twelve months", () => {
    const times = all.map(({ at }) => at.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(until.getTime() - 365 * 24 * 3600 * 1000)
    expect(times[orders - 1]).toBeLessThanOrEqual(until.getTime())
  })

  it("have totals that add up, in the currency's own minor units", () => {
    for (const { order } of all) {
      const amount = (text: string): bigint => {
        const units = parseAmount(text, order.currency)
        if (units === undefined) {
          throw new Error(`${text} is no amount in ${order.currency}`)
        }
        return units
      }
      const { products, discount, shipping, insurance, total } = order.totals
      expect(amount(total)).toBe(
        amount(products) - amount(discount) + amount(shipping) + amount(insurance)
      )
      expect(amount(products)).toBe(
        order.products.reduce((sum, line) => sum + amount(line.line_total), 0n)
      )
      expect(order.payment.card === null || luhnValid(order.payment.card.number)).toBe(true)
    }
  })

  it("are paid as their statuses say, by attempts that come one after the other", () => {
    const seen = new Set<string>()
    for (const { at, life, order, payments } of all) {
      const { attempts, facts, columns, events } = payments
      const units = (text: string): bigint => parseAmount(text, order.currency) ?? 0n
      const kept = units(columns.captured) - units(columns.refunded)
      const { status } = life
      const came = status === "call_center" ? life.status_before_call_center : status
      seen.add(columns.payment_state)
      if (PAID_STATUSES.includes(came ?? status)) {
        const isWhole = kept === units(order.totals.total)
        expect([status, kept > 0n, isWhole ? "paid" : "partly_refunded"]).toEqual([
          status,
          true,
          columns.payment_state,
        ])
      } else if (status !== "chargeback") {
        expect([status, kept]).toEqual([status, 0n])
      }
      expect([status, units(columns.charged_back) > 0n]).toEqual([status, status === "chargeback"])
      expect(status !== "refunded" || columns.payment_state === "refunded").toBe(true)
      expect(attempts.map(({ number }) => number)).toEqual(attempts.map((_, index) => index + 1))
      for (const { created_at, finished_at, state } of attempts) {
        expect(created_at.getTime()).toBeGreaterThanOrEqual(at.getTime())
        expect(finished_at?.getTime()).toBeGreaterThanOrEqual(created_at.getTime())
        expect(finished_at?.getTime()).toBeLessThan(until.getTime())
        expect(["approved", "declined"]).toContain(state)
      }
      expect(events.every((event) => event.at < until)).toBe(true)
      for (const toBook of facts) {
        expect(postingsOf(toBook, null).missing_rate).toBeNull()
      }
    }
    expect([...seen].sort()).toEqual([
      "charged_back",
      "declined",
      "paid",
      "partly_refunded",
      "refunded",
      "unpaid",
    ])
  })

  it("live lives that the status tables allow, told in order", () => {
    const reached = new Set<OrderStatus>()
    for (const { at, life } of all) {
      const state = {
        status: "pending" as OrderStatus,
        status_before_call_center: null as OrderStatus | null,
        status_before_chargeback: null as OrderStatus | null,
        call_center_status: null as typeof life.call_center_status,
      }
      let last = at
      for (const event of life.events) {
        expect(event.at.getTime()).toBeGreaterThanOrEqual(last.getTime())
        expect(event.at.getTime()).toBeLessThan(until.getTime())
        last = event.at
        if (event.kind === "order.status_changed") {
          const to = event.data.to as OrderStatus
          const mover = event.actor.type === "system" ? "system" : "manager"
          expect(event.data.from).toBe(state.status)
          expect(legalOrderMoves(state, mover).map((move) => move.to)).toContain(to)
          if (to === "call_center") {
            state.status_before_call_center = state.status
          }
          if (to === "chargeback") {
            state.status_before_chargeback = state.status
          }
          state.status = to
          reached.add(to)
        }
        if (event.kind === "order.call_center_status_changed") {
          const to = event.data.to as NonNullable<typeof state.call_center_status>
          if (event.actor.type === "staff") {
            expect(refuseCallCenterMove(state.call_center_status, to, "operator")).toBeNull()
          }
          state.call_center_status = to
        }
      }
      const { status, status_before_call_center, status_before_chargeback, call_center_status } =
        life
      expect(state).toEqual({
        status,
        status_before_call_center,
        status_before_chargeback,
        call_center_status,
      })
      expect(life.call_center_since !== null).toBe(call_center_status !== null)
    }
    expect(reached.size).toBeGreaterThanOrEqual(10)
  })

  it("are of few customers who come often and many who come once", () => {
    const counts = new Map<number, number>()
    for (let index = 0; index < 20_000; index += 1) {
      const number = customerNumberOf(randomOf(`test ${index}`), 20_000)
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    const sorted = [...counts.values()].sort((a, b) => b - a)
    expect(sorted[0]).toBeGreaterThan(10)
    expect(sorted.filter((count) => count === 1).length).toBeGreaterThan(sorted.length / 4)
  })
})

describe("the trade calendar", () => {
  const { momentOf } = tradeCalendar(until)
  const moments = Array.from({ length: 50_000 }, (_, index) => momentOf((index + 0.5) / 50_000))
  const share = (test: (at: Date) => boolean): number =>
    moments.filter(test).length / moments.length

  it("has more orders at the end than at the beginning", () => {
    const quarter = 91 * 24 * 3600 * 1000
    const start = moments[0].getTime()
    const early = share((at) => at.getTime() < start + quarter)
    const late = share((at) => at.getTime() > until.getTime() - quarter)
    expect(late).toBeGreaterThan(early * 1.3)
  })

  it("has fewer at night and at weekends", () => {
    expect(share((at) => at.getUTCHours() < 6)).toBeLessThan(0.12)
    expect(share((at) => [0, 6].includes(at.getUTCDay()))).toBeLessThan(2 / 7)
  })
})
