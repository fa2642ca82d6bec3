import { createHmac, randomUUID } from "node:crypto"
import {
  api,
  eventually,
  LEGACY_DOOR,
  login,
  orderOf,
  send,
  setUpPayments,
  shopOfSample,
  startServer,
  startSimulators,
  type Answer,
  type Api,
  type PaymentAccounts,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

const CARD = "create-order.card"
const APPROVED = "4242424242424242"
const THREE_D_SECURE = "4000002500003155"

type Callback = {
  id: string
  processor: string
  account: { id: string; name: string }
  event_type: string
  event_id: string
  state: string
  reason: string | null
  deliveries: number
  tries: number
  attempt_id: string | null
  crm_order_id: string | null
}
type Order = {
  status: string
  attention: { kind: string; resolved_at: string | null; data: Json }[]
  payment: { state: string; attempts: { id: string; state: string; payment_id: string }[] }
}

describe("callbacks of processors", () => {
  let server: TestServer
  let simulators: Simulators
  let manager: Api
  let stranger: Api
  let accounts: PaymentAccounts

  beforeAll(async () => {
    server = await startServer({ env: { PAYMENT_TIME_SCALE: "0.02" } })
    simulators = await startSimulators({ speed: 60, callbacks: server.url })
    accounts = await setUpPayments(server, simulators, {
      keys: ["stripe-main", "stripe-dollars"],
      settings: { stripe: { timeout_seconds: "4" } },
    })
    manager = await login(server, "manager")
    stranger = api(server)
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
  })
  afterEach(() => simulators.clearFaults())

  const place = async (card: string, headers: Record<string, string> = {}): Promise<string> => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, { "payment.card_number": card })
    const answer = await send(server, shop, LEGACY_DOOR, body, headers)
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  const orderOfId = async (id: string): Promise<Order> =>
    (await manager.get<{ order: Order }>(`/admin/crm/orders/${id}`)).body.order
  const settled = (id: string, isGood: (order: Order) => boolean): Promise<Order> =>
    eventually(() => orderOfId(id), isGood)
  const callbacksOf = async (id: string): Promise<Callback[]> =>
    (await manager.get<{ callbacks: Callback[] }>(`/admin/crm/orders/${id}/callbacks`)).body
      .callbacks
  const movesOf = async (id: string): Promise<Json[]> => {
    const { rows } = await server.db.query<{ data: Json }>(
      `select data from crm_order_event where crm_order_id = $1 and kind = 'order.status_changed'
        order by id`,
      [id]
    )
    return rows.map(({ data }) => data)
  }

  const SECRETS: Record<string, string> = {
    "stripe-main": "whsec_simulator_main",
    "stripe-dollars": "whsec_simulator_dollars",
  }

  /** What Stripe signs its events with. */
  const signed = (body: string, secret: string): Record<string, string> => {
    const at = Math.floor(Date.now() / 1000)
    const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")
    return { "content-type": "application/json", "stripe-signature": `t=${at},v1=${signature}` }
  }
  const deliver = (
    event: Json | string,
    { secret = SECRETS["stripe-main"], processor = "stripe" } = {}
  ): Promise<Answer<Json>> => {
    const body = typeof event === "string" ? event : JSON.stringify(event)
    return stranger.post(`/hooks/payment/${processor}`, body, signed(body, secret))
  }
  const eventOf = (object: Json, type = "payment_intent.succeeded"): Json & { id: string } => ({
    id: `evt_${randomUUID()}`,
    object: "event",
    type,
    data: { object },
  })
  const eventAbout = (attempt: { id: string; payment_id: string }) =>
    eventOf({
      object: "payment_intent",
      id: attempt.payment_id,
      metadata: { attempt_id: attempt.id },
    })
  const findCallback = async (eventId: string): Promise<Callback | undefined> => {
    const { body } = await manager.get<{ callbacks: Callback[] }>("/admin/crm/callbacks?limit=100")
    return body.callbacks.find(({ event_id }) => event_id === eventId)
  }
  const applied = (eventId: string, state: string): Promise<Callback | undefined> =>
    eventually(
      () => findCallback(eventId),
      (callback) => callback?.state === state
    )
  const unverifiedCount = async (): Promise<number> =>
    (await manager.get<{ count: number }>("/admin/crm/callbacks/unverified")).body.count

  it("are kept, applied once, and shown with their order", async () => {
    const id = await place(APPROVED)
    const order = await settled(id, ({ status }) => status === "approved")
    const [callback] = await eventually(
      () => callbacksOf(id),
      (all) => all.some(({ state }) => state === "applied")
    )
    expect(callback).toMatchObject({
      processor: "stripe",
      account: { id: accounts["stripe-main"] },
      event_type: "payment_intent.succeeded",
      state: "applied",
      reason: null,
      attempt_id: order.payment.attempts[0].id,
    })
    const whole = await manager.get<{ callback: Json }>(`/admin/crm/callbacks/${callback.id}`)
    expect(JSON.parse(String(whole.body.callback.body))).toMatchObject({ id: callback.event_id })
    expect(whole.body.callback.headers).toHaveProperty("stripe-signature")
    expect(await movesOf(id)).toEqual([{ from: "pending", to: "approved" }])
  })

  it("tell of a payment that came without an answer, in time, and only once", async () => {
    await simulators.callbacks("duplicate", { processor: "stripe", times: 1 })
    const id = await place(THREE_D_SECURE)
    const { payment } = await orderOfId(id)
    expect(payment.state).toBe("pending")
    const { rows } = await server.db.query<{ redirect_url: string }>(
      "select redirect_url from payment_attempt where crm_order_id = $1",
      [id]
    )
    await fetch(rows[0].redirect_url, {
      method: "POST",
      body: new URLSearchParams({ choice: "pay" }),
      redirect: "manual",
    })
    await settled(id, ({ status }) => status === "approved")
    expect(await movesOf(id)).toEqual([{ from: "pending", to: "approved" }])
  })

  it("that come twice are one: the second changes nothing and is answered the same", async () => {
    const id = await place(APPROVED)
    const { payment } = await settled(id, ({ status }) => status === "approved")
    const [attempt] = payment.attempts
    const event = eventAbout(attempt)
    const answers = await Promise.all([deliver(event), deliver(event), deliver(event)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await applied(event.id, "applied")).toMatchObject({ deliveries: 3 })
    const facts = await server.db.query("select 1 from payment_fact where crm_order_id = $1", [id])
    expect(facts.rows).toHaveLength(1)
  })

  it("may come before the answer of the charge that they tell of", async () => {
    await simulators.callbacks("early", { processor: "stripe", times: 1 })
    const id = await place(APPROVED)
    const order = await settled(id, ({ status }) => status === "approved")
    expect(order.payment.attempts.map(({ state }) => state)).toEqual(["approved"])
    const facts = await server.db.query("select 1 from payment_fact where crm_order_id = $1", [id])
    expect(facts.rows).toHaveLength(1)
  })

  it("may come the other way round, after another state: a chargeback, won, then the payment", async () => {
    await simulators.callbacks("hold")
    const id = await place(APPROVED)
    const { payment } = await settled(id, ({ status }) => status === "approved")
    const { payment_id } = payment.attempts[0]
    await simulators.event("stripe", "chargeback", { payment_id })
    await simulators.event("stripe", "chargeback_reversal", { payment_id })
    await simulators.callbacks("release", { reversed: true })
    const order = await settled(id, ({ payment: { state } }) => state === "paid")
    await eventually(
      () => callbacksOf(id),
      (all) => all.length > 1 && all.every(({ state }) => state === "applied")
    )
    expect([order.status, (await orderOfId(id)).status]).toEqual(["approved", "approved"])
    const { rows } = await server.db.query<{ kind: string }>(
      "select kind from payment_fact where crm_order_id = $1",
      [id]
    )
    expect(rows.map(({ kind }) => kind).sort()).toEqual([
      "captured",
      "chargeback_reversed",
      "charged_back",
    ])
  })

  it("about payments that are not ours are ignored with the reason", async () => {
    const foreign = eventOf({ object: "payment_intent", id: "pi_x", metadata: {} })
    const stolen = eventOf({
      object: "payment_intent",
      id: "pi_y",
      metadata: { attempt_id: "patt_of_another_system" },
    })
    const unrelated = eventOf({ object: "payout", id: "po_x" }, "payout.paid")
    for (const event of [foreign, stolen, unrelated]) {
      expect((await deliver(event)).status).toBe(200)
      expect((await applied(event.id, "ignored"))?.reason).toMatch(/\w+/)
    }
    const unknown = eventOf({ object: "refund", id: "re_x", payment_intent: "pi_z" })
    expect((await deliver(unknown)).status).toBe(200)
    expect((await findCallback(unknown.id))?.state).toBe("received")
  })

  it("that nobody of ours has signed are refused and kept apart, up to a quota", async () => {
    const id = await place(APPROVED)
    const { payment } = await settled(id, ({ status }) => status === "approved")
    const event = eventOf({
      object: "dispute",
      id: "dp_forged",
      payment_intent: payment.attempts[0].payment_id,
    })
    const before = await unverifiedCount()
    const forged = await deliver(event, { secret: "whsec_of_an_attacker" })
    expect([forged.status, forged.body.code]).toEqual([401, "not_verified"])
    expect(await unverifiedCount()).toBe(before + 1)
    expect(await findCallback(event.id)).toBeUndefined()

    const old = JSON.stringify(event)
    const at = Math.floor(Date.now() / 1000) - 3_600
    const signature = createHmac("sha256", SECRETS["stripe-main"])
      .update(`${at}.${old}`)
      .digest("hex")
    const replayed = await stranger.post("/hooks/payment/stripe", old, {
      "content-type": "application/json",
      "stripe-signature": `t=${at},v1=${signature}`,
    })
    expect(replayed.status).toBe(401)

    for (let batch = 0; batch < 6; batch += 1) {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          deliver({ ...event, card: "4111111111111111" }, { secret: "whsec_of_an_attacker" })
        )
      )
    }
    expect(await unverifiedCount()).toBe(100)
    const kept = await manager.get("/admin/crm/callbacks/unverified?limit=100")
    expect(kept.text).not.toContain("4111111111111111")
    const attention = await manager.get<{ entries: { kind: string; data: Json }[] }>(
      "/admin/crm/attention?limit=100"
    )
    expect(attention.body.entries).toContainEqual(
      expect.objectContaining({
        kind: "callbacks_unverified",
        data: { processor: "stripe", count: 100 },
      })
    )
    expect((await orderOfId(id)).status).toBe("approved")
  })

  it.each<[string, string, Json | string, number]>([
    ["an empty body", "stripe", "", 400],
    ["no JSON", "stripe", "{", 401],
    ["an enormous body", "stripe", "x".repeat(300_000), 413],
    ["a processor that nobody knows", "constructor", {}, 404],
    ["a processor with a NUL", "%00", {}, 404],
  ])("refuse %s", async (_name, processor, event, status) => {
    const answer = await deliver(event, { processor })
    expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(/\w+/)])
  })

  it("have one method", async () => {
    const answer = await stranger.get<Json>("/hooks/payment/stripe")
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"])
  })

  it("belong to the account that has signed them: with a wrong secret nothing is believed", async () => {
    const administrator = await login(server, "administrator")
    const account = accounts["stripe-dollars"]
    const change = (webhook_secret: string) =>
      administrator.post(`/admin/crm/processors/accounts/${account}`, {
        secrets: { webhook_secret },
      })
    const event = () => eventOf({ object: "payment_intent", id: "pi_d", metadata: {} })
    const first = event()
    expect((await deliver(first, { secret: SECRETS["stripe-dollars"] })).status).toBe(200)
    expect((await findCallback(first.id))?.account.id).toBe(account)
    expect((await change("whsec_typed_wrong")).status).toBeLessThan(300)
    const refused = await eventually(
      () => deliver(event(), { secret: SECRETS["stripe-dollars"] }),
      ({ status }) => status === 401
    )
    expect(refused.status).toBe(401)
    await change(SECRETS["stripe-dollars"])
    const taken = await eventually(
      () => deliver(event(), { secret: SECRETS["stripe-dollars"] }),
      ({ status }) => status === 200
    )
    expect(taken.status).toBe(200)
  })

  it("are tried again when the processor does not answer, then wait for a person, who replays", async () => {
    const id = await place(APPROVED)
    const { payment } = await settled(id, ({ status }) => status === "approved")
    const [attempt] = payment.attempts
    await simulators.fault({ purpose: "query", fault: "error_500_page", times: null })
    const event = eventAbout(attempt)
    await deliver(event)
    const tried = await eventually(
      () => findCallback(event.id),
      (callback) => (callback?.tries ?? 0) > 1
    )
    expect(tried).toMatchObject({ state: "received", crm_order_id: id })
    // The rest of the schedule takes hours.
    await server.db.query("update payment_callback set tries = 100 where event_id = $1", [event.id])
    await manager.post(`/admin/crm/callbacks/${tried?.id}/replay`, {})
    await server.db.query("update payment_callback set tries = 100 where event_id = $1", [event.id])
    const failed = await applied(event.id, "failed")
    expect(failed).toMatchObject({ state: "failed", reason: expect.stringMatching(/did not say/) })
    const open = (await orderOfId(id)).attention.find(({ kind }) => kind === "callback_failed")
    expect(open).toMatchObject({ resolved_at: null, data: { callback_id: failed?.id } })

    await simulators.clearFaults()
    const replay = await manager.post(`/admin/crm/callbacks/${failed?.id}/replay`, {})
    expect(replay.status).toBe(202)
    expect(await applied(event.id, "applied")).toMatchObject({ state: "applied", reason: null })
    const after = (await orderOfId(id)).attention.find(({ kind }) => kind === "callback_failed")
    expect(after?.resolved_at).not.toBeNull()
  })

  it("replayed while a try is under way: what the replay says stays", async () => {
    const id = await place(APPROVED)
    const { payment } = await settled(id, ({ status }) => status === "approved")
    const [attempt] = payment.attempts
    // Its own callback asks as well.
    await eventually(
      () => callbacksOf(id),
      (all) => all.length > 0 && all.every(({ state }) => state === "applied")
    )
    await simulators.fault({ purpose: "query", fault: "hang_before", delay_ms: 2_000 })
    const event = eventAbout(attempt)
    await deliver(event)
    const hangs = await eventually(
      async () => (await simulators.calls()).find(({ fault }) => fault === "hang_before"),
      (call) => call !== undefined
    )
    expect(hangs).toBeDefined()
    const callback = await findCallback(event.id)
    await manager.post(`/admin/crm/callbacks/${callback?.id}/replay`, {})
    expect(await applied(event.id, "applied")).toMatchObject({ state: "applied", reason: null })
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(await findCallback(event.id)).toMatchObject({ reason: null, tries: 0 })
  })
})
