import {
  api,
  eventually,
  halfOrders,
  login,
  loginWithCookie,
  nextTotpCode,
  orderOf,
  send,
  shopOfDomain,
  startServer,
  STORE_DOOR,
  totpCode,
  type Answer,
  type DemoShop,
  type OrderBody,
  type ShopKeys,
  type TestServer,
} from "../harness"
import { type Json } from "../harness/samples"

/** One process learns by itself what another has changed: after 3 to 5 seconds where it is not busy. */
const WITHIN_SECONDS_MS = 30_000

const ORDERS = 240
const CALLERS = 12

const shopOrderIdOf = (body: Json): string => String((body.options as Json).shop_order_id)

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

describe("two servers and a worker on one database", () => {
  let first: TestServer
  let second: TestServer
  let worker: TestServer
  let shop: DemoShop

  beforeAll(async () => {
    const env = { MEDUSA_WORKER_MODE: "server" }
    first = await startServer({ env })
    const { databaseUrl } = first
    second = await startServer({ env, databaseUrl })
    worker = await startServer({ env: { MEDUSA_WORKER_MODE: "worker" }, databaseUrl })
    shop = shopOfDomain(first, "vitaherb.example")
  })

  afterAll(async () => {
    await worker?.stop()
    await second?.stop()
    await first?.stop()
  })

  it("know the same sessions, and end them together", async () => {
    const { cookie } = await loginWithCookie(first, "manager")
    const there = api(second, { cookie })
    expect((await there.get("/admin/crm/me")).status).toBe(200)
    expect((await there.delete("/auth/session")).status).toBe(200)
    expect((await api(first, { cookie }).get("/admin/crm/me")).status).toBe(401)
  })

  it("know the same second factors, and take a code once between them", async () => {
    const administrator = await login(first, "administrator")
    const who = { email: "both@t3crm.example", password: "nine green bottles hanging" }
    expect((await administrator.post("/admin/crm/staff", { ...who, role: "manager" })).status).toBe(
      201
    )
    const signIn = async (server: TestServer) =>
      (
        await api(server).post<{ token: string; second_factor_required?: boolean }>(
          "/auth/user/emailpass",
          who
        )
      ).body
    const begin = (server: TestServer, token: string, body: Json = {}) =>
      api(server).post("/auth/session", body, { authorization: `Bearer ${token}` })

    const { headers } = await begin(first, (await signIn(second)).token)
    const cookie = (headers.get("set-cookie") ?? "").split(";")[0]
    const path = "/admin/crm/me/second-factor"
    const { body } = await api(first, { cookie }).post<{ secret: string }>(path, {})
    const confirmed = await api(second, { cookie }).post(`${path}/confirm`, {
      code: totpCode(body.secret),
    })
    expect(confirmed.status).toBe(200)

    const { token, second_factor_required } = await signIn(first)
    expect(second_factor_required).toBe(true)
    expect((await begin(second, token)).status).toBe(401)
    const code = nextTotpCode(body.secret)
    const both = await Promise.all([first, second].map((server) => begin(server, token, { code })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it("learn within seconds what a person may do now", async () => {
    const administrator = await login(first, "administrator")
    const operator = await login(second, "operator")
    const ask = async (): Promise<number> => (await operator.get("/admin/crm/health")).status
    const { body } = await administrator.get<{ staff: { id: string; role: string }[] }>(
      "/admin/crm/staff"
    )
    const path = `/admin/crm/staff/${body.staff.find(({ role }) => role === "operator")?.id}`
    expect(await ask()).toBe(403)
    await administrator.post(path, { role: "manager" })
    expect(await eventually(ask, (status) => status === 200, WITHIN_SECONDS_MS)).toBe(200)
    await administrator.post(path, { role: "operator" })
    expect(await eventually(ask, (status) => status === 403, WITHIN_SECONDS_MS)).toBe(403)
    await administrator.post(path, { active: false })
    expect(await eventually(ask, (status) => status === 401, WITHIN_SECONDS_MS)).toBe(401)
    await administrator.post(path, { active: true })
  })

  it("take a shop's new key at once, and refuse a revoked one within seconds", async () => {
    const administrator = await login(first, "administrator")
    const created = await administrator.post<{
      shop: { id: string; publishable_key: string }
      credential: { id: string; api_id: string; api_key: string }
    }>("/admin/crm/shops", {
      name: "Two doors",
      domains: ["two-doors.example"],
      default_currency: "EUR",
      default_language: "en",
    })
    const { id, publishable_key } = created.body.shop
    const { credential } = created.body
    const call = async (api_key: string): Promise<number> => {
      const keys: ShopKeys = { api_id: credential.api_id, api_key, publishable_key }
      const body = orderOf(keys, "create-order.card", {
        "options.shop_domain": "two-doors.example",
      })
      return (await send(second, { publishable_key }, STORE_DOOR, body)).status
    }
    expect(await call(credential.api_key)).toBe(201)

    const issued = await administrator.post<{ credential: { api_key: string } }>(
      `/admin/crm/shops/${id}/credentials`
    )
    expect(await call(issued.body.credential.api_key)).toBe(201)

    await administrator.post(`/admin/crm/shops/${id}/credentials/${credential.id}/revoke`)
    const refused = await eventually(
      () => call(credential.api_key),
      (status) => status === 401,
      WITHIN_SECONDS_MS
    )
    expect(refused).toBe(401)
    expect(await call(issued.body.credential.api_key)).toBe(201)
  })

  describe("when one is killed under load", () => {
    /** What the callers were told: the id of each order, and how often it was said to be new. */
    const book = new Map<string, { ids: Set<string>; created: number }>()
    let broken = 0

    const note = (body: Json, answer: Answer<OrderBody>): void => {
      const entry = book.get(shopOrderIdOf(body)) ?? { ids: new Set(), created: 0 }
      entry.ids.add(answer.body.id)
      entry.created += answer.status === 201 ? 1 : 0
      book.set(shopOrderIdOf(body), entry)
    }

    /** Sends it as a shop does: until it is answered, at the other server when one is gone. */
    const deliver = async (body: Json, servers: TestServer[]): Promise<void> => {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        try {
          const answer = await send(servers[attempt % servers.length], shop, STORE_DOOR, body)
          if (answer.status < 300) {
            return note(body, answer)
          }
          if (answer.status < 500 && answer.body.code !== "in_progress") {
            throw new RefusedOrder(`${answer.status} ${answer.text}`)
          }
        } catch (error) {
          if (error instanceof RefusedOrder) {
            throw error
          }
          broken += 1
        }
        await pause(50)
      }
      throw new Error(`${shopOrderIdOf(body)} was never answered.`)
    }

    class RefusedOrder extends Error {}

    const orders: Json[] = []

    beforeAll(async () => {
      for (let index = 0; index < ORDERS; index += 1) {
        orders.push(orderOf(shop, index % 2 ? "create-order.card" : "create-order.paypal"))
      }
      // Every third order is sent by two callers at once, one to each server first.
      const calls = orders.flatMap((body, index) => {
        const servers = index % 2 ? [first, second] : [second, first]
        const once = { body, servers }
        return index % 3 ? [once] : [once, { body, servers: [...servers].reverse() }]
      })
      let begun = 0
      const caller = async (): Promise<void> => {
        while (begun < calls.length) {
          const { body, servers } = calls[begun]
          begun += 1
          await deliver(body, servers)
        }
      }
      const callers = Promise.all(Array.from({ length: CALLERS }, caller))
      await eventually(
        () => Promise.resolve(book.size),
        (answered) => answered > ORDERS / 4,
        60_000
      )
      await first.kill("SIGKILL")
      await callers
    })

    it("no order that was answered is lost, and none is there twice", async () => {
      // The kill came in the middle: requests broke, and most orders were still to come.
      expect(broken).toBeGreaterThan(0)
      expect(book.size).toBe(ORDERS)
      const { rows } = await second.db.query<{ shop_order_id: string; id: string; events: string }>(
        `select shop_order_id, id, (select count(*) from crm_order_event
            where crm_order_id = crm_order.id and kind = 'order.received') as events
           from crm_order where shop_order_id = any($1)`,
        [orders.map(shopOrderIdOf)]
      )
      const stored = rows.map(({ shop_order_id, id, events }) => [shop_order_id, [id], events])
      const told = [...book].map(([shopOrderId, { ids }]) => [shopOrderId, [...ids], "1"])
      expect(stored.sort()).toEqual(told.sort())
      expect(Math.max(...[...book.values()].map(({ created }) => created))).toBe(1)
      expect(await halfOrders(second)).toEqual([])
    })

    it("who was signed in there goes on at the other", async () => {
      await first.restart()
      const { cookie } = await loginWithCookie(first, "manager")
      await first.kill("SIGKILL")
      expect((await api(second, { cookie }).get("/admin/crm/me")).status).toBe(200)
    })

    it("background work goes on", async () => {
      const manager = await login(second, "manager")
      const ids = [...book.values()].flatMap((entry) => [...entry.ids])
      const { body } = await manager.post<{ job_id: string }>("/admin/crm/orders/bulk-status", {
        ids,
        status: "closed",
        reason: "The season is over",
      })
      const readJob = async () =>
        (
          await manager.get<{ job: { state: string; results: { ok: boolean }[] } }>(
            `/admin/crm/bulk-jobs/${body.job_id}`
          )
        ).body.job
      // The worker is killed in the middle too: another takes over what it has left.
      await eventually(readJob, ({ results }) => results.length > 10)
      await worker.kill("SIGKILL")
      await worker.restart()
      const job = await eventually(readJob, ({ state }) => state === "done", 60_000)
      expect([job.state, job.results.filter(({ ok }) => ok).length]).toEqual(["done", ORDERS])
    })

    it("it takes part again when it is back", async () => {
      await first.restart()
      for (const body of orders.slice(0, 10)) {
        const answer = await send(first, shop, STORE_DOOR, body)
        expect([answer.status, [answer.body.id]]).toEqual([
          200,
          [...(book.get(shopOrderIdOf(body))?.ids ?? [])],
        ])
      }
    })
  })
})
