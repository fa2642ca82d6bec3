import {
  cardTraces,
  cvvTraces,
  dumpTables,
  eventually,
  LEGACY_DOOR,
  login,
  orderOf,
  send,
  setUpPayments,
  shopOfSample,
  startServer,
  startSimulators,
  tracesOf,
  api,
  type Api,
  type Haystack,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

const CARDS = {
  approved: "371449635398431",
  declined: "4000000000000002",
  redirected: "4000002500003155",
  unanswered: "4539578763621486",
  halfAnswered: "4012888888881881",
  unavailable: "5105105105105100",
  forged: "6011000990139424",
  inReason: "5200828282828210",
} as const

const CVV = "7391"
const ACCOUNT = "000987612345"
const ACCOUNTS = ["stripe-main", "nmi-main", "paypal-main", "btcpay-main"]

/** Filled by what this spec does: a table that stays empty would prove nothing. */
const TABLES = [
  "processor_account",
  "payment_attempt",
  "payment_fact",
  "payment_exchange",
  "payment_callback",
  "unverified_callback",
  "ledger_entry",
  "ledger_line",
  "sealed_secret",
]

type Attempt = { id: string; state: string; redirect_url: string | null }
type Card = { order: { status: string; payment: { attempts: Attempt[] } } }

describe("what is secret, when orders are charged", () => {
  let server: TestServer
  let simulators: Simulators
  let manager: Api
  let haystack: Haystack
  const answers: string[] = []

  beforeAll(async () => {
    server = await startServer({ env: { LOG_LEVEL: "silly", PAYMENT_TIME_SCALE: "0.01" } })
    simulators = await startSimulators({ callbacks: server.url, speed: 60 })
    await setUpPayments(server, simulators, {
      keys: ACCOUNTS.filter((key) => simulators.accounts.some((account) => account.key === key)),
    })
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
  })

  const place = async (name: string, changes: Json = {}): Promise<string> => {
    const shop = shopOfSample(server, name)
    const headers = { prefer: "wait=5" }
    const answer = await send(server, shop, LEGACY_DOOR, orderOf(shop, name, changes), headers)
    answers.push(answer.text)
    expect([name, answer.status]).toEqual([name, 201])
    return answer.body.id
  }

  const placeCard = (number: string): Promise<string> =>
    place("create-order.card", {
      "payment.card_number": number,
      "payment.card_cvv": number.startsWith("3") ? CVV : "739",
    })

  const cardOf = async (id: string): Promise<Card["order"]> => {
    const answer = await manager.get<Card>(`/admin/crm/orders/${id}`)
    answers.push(answer.text)
    return answer.body.order
  }

  const settled = (id: string): Promise<Card["order"]> =>
    eventually(
      () => cardOf(id),
      ({ payment: { attempts } }) =>
        attempts.length > 0 &&
        attempts.every(({ state }) => ["approved", "declined"].includes(state))
    )

  const pay = async (id: string): Promise<void> => {
    const { payment } = await eventually(
      () => cardOf(id),
      (order) => order.payment.attempts.some(({ redirect_url }) => redirect_url !== null)
    )
    const url = payment.attempts.at(-1)?.redirect_url ?? ""
    await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ choice: "pay" }),
      redirect: "manual",
    })
  }

  it("goes to processors on every road, also where nothing comes back", async () => {
    const approved = await placeCard(CARDS.approved)
    expect((await settled(approved)).status).toBe("approved")
    await settled(await placeCard(CARDS.declined))
    const redirected = await placeCard(CARDS.redirected)
    await pay(redirected)

    for (const [number, fault] of [
      [CARDS.unanswered, "reset_after_charging"],
      [CARDS.halfAnswered, "truncated_body"],
      [CARDS.unavailable, "error_500_page"],
    ] as const) {
      await simulators.fault({ fault, purpose: "charge", times: 1 })
      await settled(await placeCard(number))
    }
    await simulators.clearFaults()
    const echeck = { "payment.echeck.account_number": ACCOUNT }
    await settled(await place("create-order.echeck", echeck))
    await pay(await place("create-order.paypal"))
    await pay(await place("create-order.crypto"))

    const refund = `/admin/crm/orders/${approved}/payment/refund`
    const refused = await manager.post(refund, { reason: `card ${CARDS.inReason}` })
    answers.push(refused.text)
    expect(refused.status).toBe(400)
    const refunded = await manager.post(refund, { reason: "Changed their mind", amount: "1.00" })
    answers.push(refunded.text)
    expect(refunded.status).toBe(202)
    for (const { id } of (await settled(approved)).payment.attempts) {
      const path = `/admin/crm/orders/${approved}/attempts/${id}`
      const attempt = await manager.get<{ exchanges: unknown[] }>(path)
      answers.push(attempt.text)
      expect(attempt.body.exchanges.length).toBeGreaterThan(0)
    }
  })

  it("comes back in callbacks that nobody has signed, or that are broken", async () => {
    const body = { event: { card: { number: CARDS.forged, cvc: CVV } } }
    for (const { processor } of simulators.accounts) {
      const path = `/hooks/payment/${processor}`
      for (const sent of [body, JSON.stringify(body).slice(0, -9), `cc=${CARDS.forged}&cvv=1`]) {
        const headers = { "x-card": CARDS.forged, "user-agent": CARDS.forged }
        const answer = await api(server).post(path, sent, headers)
        answers.push(answer.text)
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }
    }
    const list = await manager.get("/admin/crm/callbacks/unverified")
    answers.push(list.text)
  })

  describe("afterwards", () => {
    beforeAll(async () => {
      await eventually(
        async () => {
          const { rows } = await server.db.query(
            "select count(*)::int as count from payment_callback where state = 'applied'"
          )
          return Number(rows[0].count)
        },
        (count) => count > 0
      )
      answers.push((await manager.get("/admin/crm/processors")).text)
      answers.push((await manager.get("/admin/crm/balance/export")).text)
      haystack = { dump: await dumpTables(server.db), server, answers }
    })

    it("was looked for in tables that hold something", () => {
      const rows = Object.fromEntries(
        haystack.dump.map((table) => [table.table, table.rows.length])
      )
      expect(TABLES.filter((table) => !rows[`public.${table}`])).toEqual([])
      const exchanges = haystack.dump.find(({ table }) => table === "public.payment_exchange")
      expect(exchanges?.rows.some((row) => row.includes("***"))).toBe(true)
    })

    it.each(Object.entries(CARDS))("no card number is anywhere (%s)", (_road, number) => {
      expect(cardTraces(haystack, number)).toEqual([])
    })

    it("no account number, and no CVV once an issuer has answered", async () => {
      expect(tracesOf(haystack, ACCOUNT)).toEqual([])
      expect(cvvTraces(haystack, CVV)).toEqual([])
      const { rows } = await server.db.query(
        `select crm_order_id from sealed_cvv join crm_order on crm_order.id = crm_order_id
          where status = 'approved'`
      )
      expect(rows).toEqual([])
    })

    it("no secret of a processor account, plain or as it is sent", () => {
      for (const { settings, secrets } of simulators.accounts) {
        for (const secret of Object.values(secrets)) {
          const sent = [
            secret,
            Buffer.from(secret).toString("base64"),
            Buffer.from(`${secret}:`).toString("base64"),
            Buffer.from(`${settings.client_id}:${secret}`).toString("base64"),
          ]
          expect(sent.flatMap((text) => tracesOf(haystack, text))).toEqual([])
        }
      }
    })
  })
})
