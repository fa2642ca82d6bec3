import {
  api,
  eventually,
  login,
  placeOrder,
  startServer,
  type Answer,
  type Api,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

const CARD = "create-order.card"
const PASSWORD = "nine green bottles hanging"

type Call = {
  kind: string
  reason: string
  due_at: string
  attempts: number
  unanswered: number
  suggests: string | null
  held: { by: string; until: string } | null
  local: { zones: string[]; is_guess: boolean; is_call_time: boolean; opens_at: string | null }
}
type ListedCall = Call & { order: { id: string; display_id: number } }
type Next = { call: ListedCall | null; is_same: boolean; next_at: string | null }
type Desk = { mine: ListedCall | null; due: number; later: number; next_at: string | null }
type Card = {
  status: string
  call_center_status: string | null
  calls: { open: Call[]; count: number; made: Json[] } | null
  attention: { kind: string; words: string | null; button: string; resolved_at: string | null }[]
  refill: { state: string; due_at: string } | null
  payment: { card: Json | null }
}
type Refusal = { code: string; error: string; fields?: { path: string }[] }

/** A zone in which the clock shows about this hour now. */
const zoneAt = (hour: number): string => {
  const ahead = hour - new Date().getUTCHours()
  const offset = ahead < -12 ? ahead + 24 : ahead > 14 ? ahead - 24 : ahead
  return `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`
}
const OPEN_ZONE = zoneAt(14)
const CLOSED_ZONE = zoneAt(3)

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

describe("the call centre", () => {
  let server: TestServer
  let administrator: Api
  let manager: Api
  let operator: Api
  let second: Api
  let operatorId: string

  beforeAll(async () => {
    server = await startServer()
    administrator = await login(server, "administrator")
    manager = await login(server, "manager")
    operator = await login(server, "operator")
    const email = "second.operator@t3crm.example"
    const added = await administrator.post("/admin/crm/staff", {
      email,
      password: PASSWORD,
      role: "operator",
      name: "Otto Operator",
    })
    expect(added.status).toBe(201)
    const signedIn = await api(server).post<{ token: string }>("/auth/user/emailpass", {
      email,
      password: PASSWORD,
    })
    second = api(server, { authorization: `Bearer ${signedIn.body.token}` })
    const { body } = await administrator.get<{ staff: { id: string; role: string }[] }>(
      "/admin/crm/staff"
    )
    operatorId = body.staff.find(({ role }) => role === "operator")?.id ?? ""
  })
  afterAll(() => server?.stop())

  // What a test leaves behind must not be the next one's call.
  afterEach(async () => {
    await server.db.query(
      "update crm_order_call set wanted = false, claimed_by = null, claimed_until = null"
    )
  })

  const move = (id: string, status: string, more: Json = {}): Promise<Answer<Refusal>> =>
    manager.post(`/admin/crm/orders/${id}/status`, { status, reason: "for the test", ...more })

  /** Orders that a manager has handed over, in the given order. */
  const handOver = async (
    count: number,
    zone: string | undefined = OPEN_ZONE
  ): Promise<string[]> => {
    const ids: string[] = []
    for (let number = 0; number < count; number += 1) {
      const id = await placeOrder(server, { "metrics.device.timezone": zone })
      expect((await move(id, "call_center")).status).toBe(200)
      ids.push(id)
    }
    return ids
  }

  const next = async (as: Api): Promise<Next> => {
    const answer = await as.post<Next>("/admin/crm/call-center/next", {})
    expect(answer.status).toBe(200)
    return answer.body
  }
  const nextId = async (as: Api): Promise<string | null> => (await next(as)).call?.order.id ?? null
  const record = (
    id: string,
    body: Json,
    as = operator
  ): Promise<Answer<{ order: Card } & Refusal>> => as.post(`/admin/crm/orders/${id}/calls`, body)
  const putBack = (id: string, as = operator): Promise<Answer<Refusal>> =>
    as.post(`/admin/crm/orders/${id}/calls/put-back`, {})
  const read = async (id: string, as = operator): Promise<Card> =>
    (await as.get<{ order: Card }>(`/admin/crm/orders/${id}`)).body.order
  const desk = async (as = operator): Promise<Desk> =>
    (await as.get<Desk>("/admin/crm/call-center")).body

  describe("gives the next order", () => {
    it("to one operator only, however many ask at once", async () => {
      const ids = await handOver(6)
      const people = Array.from({ length: 8 }, (_, number) => (number % 2 ? second : operator))
      // One person has one call: his other requests are answered with the same.
      const taken = await Promise.all(people.map(nextId))
      const byPerson = [0, 1].map(
        (parity) => new Set(taken.filter((_, index) => index % 2 === parity))
      )
      expect(byPerson.map(({ size }) => size)).toEqual([1, 1])
      const [mine] = [...byPerson[0]]
      const [his] = [...byPerson[1]]
      expect(ids).toContain(mine)
      expect(ids).toContain(his)
      expect(mine).not.toBe(his)
    })

    it("says why, keeps it for the one who took it, and gives it to others when put back", async () => {
      const [id] = await handOver(1)
      const first = await next(operator)
      expect(first).toMatchObject({
        is_same: false,
        call: { kind: "inquiry", reason: "new_inquiry", attempts: 0, order: { id } },
      })
      expect(first.call?.held?.by).toBe("Olga Operator")
      expect(await next(operator)).toMatchObject({ is_same: true, call: { order: { id } } })
      expect(await nextId(second)).toBeNull()
      expect((await desk()).mine?.order.id).toBe(id)

      expect((await putBack(id, second)).body.code).toBe("call_not_held")
      expect((await putBack(id)).status).toBe(200)
      const wait = await next(second)
      expect(wait.call).toBeNull()
      const minutes = (Date.parse(wait.next_at ?? "") - Date.now()) / 60_000
      expect(Math.round(minutes)).toBe(15)
    })

    it("to somebody else when the lease has run out", async () => {
      const [id] = await handOver(1)
      expect(await nextId(operator)).toBe(id)
      await server.db.query("update crm_order_call set claimed_until = now() - interval '1 second'")
      expect(await nextId(second)).toBe(id)
      expect(await nextId(operator)).toBeNull()
    })

    it("promises first, then new inquiries, then repeats, then who is waited for", async () => {
      const ids = await handOver(4)
      const [repeat, waiting, promised, fresh] = ids
      await record(repeat, { result: "no_answer" })
      await record(waiting, { result: "reached", status: "awaiting_response" })
      await record(promised, { result: "call_back", next_call_at: inHours(1) })
      await server.db.query("update crm_order_call set due_at = now() - interval '1 minute'")
      const order: (string | null)[] = []
      for (let number = 0; number < ids.length; number += 1) {
        const taken = await nextId(operator)
        order.push(taken)
        await putBack(taken ?? "")
      }
      expect(order).toEqual([promised, fresh, repeat, waiting])
    })

    it("not before its day, and says when that is", async () => {
      const [id] = await handOver(1)
      const at = inHours(30)
      expect((await record(id, { result: "call_back", next_call_at: at })).status).toBe(201)
      const answer = await next(operator)
      expect(answer.call).toBeNull()
      expect(Date.parse(answer.next_at ?? "")).toBeGreaterThanOrEqual(Date.parse(at))
    })

    it("only where it is a call hour", async () => {
      const [asleep] = await handOver(1, CLOSED_ZONE)
      const none = await next(operator)
      expect(none.call).toBeNull()
      const card = await read(asleep)
      expect(card.calls?.open[0]?.local).toMatchObject({
        zones: [CLOSED_ZONE],
        is_call_time: false,
      })
      expect(none.next_at).not.toBeNull()
      expect(
        Math.abs(
          Date.parse(none.next_at ?? "") - Date.parse(card.calls?.open[0]?.local.opens_at ?? "")
        )
      ).toBeLessThan(60_000)
      const [awake] = await handOver(1)
      expect(await nextId(operator)).toBe(awake)
    })

    it("by the country where the device told no zone that exists", async () => {
      const [id] = await handOver(1, "Mars/Olympus")
      const { local } = (await read(id)).calls?.open[0] ?? {}
      expect([local?.zones, local?.is_guess]).toEqual([
        ["America/New_York", "America/Los_Angeles"],
        true,
      ])
    })

    it("no more when a manager has moved it on, archived it, or the operator has ended it", async () => {
      const [moved, archived, ended] = await handOver(3)
      await move(moved, "closed")
      await manager.post(`/admin/crm/orders/${archived}/archive`, { reason: "a test" })
      await operator.post(`/admin/crm/orders/${ended}/call-center-status`, { status: "resolved" })
      expect(await next(operator)).toEqual({ call: null, is_same: false, next_at: null })
      await manager.post(`/admin/crm/orders/${archived}/unarchive`, { reason: "no test" })
      expect(await nextId(operator)).toBe(archived)
    })
  })

  describe("keeps a call", () => {
    it("with its result and note, counted, on the card and in the stream", async () => {
      const [id] = await handOver(1)
      await next(operator)
      const first = await record(id, { result: "no_answer", note: "Rang for a minute" })
      expect(first.status).toBe(201)
      expect(first.body.order.calls).toMatchObject({
        count: 1,
        open: [{ reason: "retry", attempts: 1, unanswered: 1, held: null }],
        made: [{ number: 1, result: "no_answer", note: "Rang for a minute", by: "Olga Operator" }],
      })
      await record(id, { result: "voicemail" })
      const { body } = await operator.get<{ events: Json[] }>(
        `/admin/crm/orders/${id}/events?view=timeline`
      )
      const told = body.events.filter(({ kind }) => kind === "call.made")
      expect(told).toMatchObject([
        { data: { result: "no_answer", number: 1, about: "inquiry" }, note: "Rang for a minute" },
        { data: { result: "voicemail", number: 2 }, note: null },
      ])
    })

    it("and suggests Failed after enough without an answer, until somebody is reached", async () => {
      const [id] = await handOver(1)
      for (let number = 0; number < 4; number += 1) {
        await record(id, { result: number % 2 ? "busy" : "no_answer" })
      }
      expect((await read(id)).calls?.open[0]).toMatchObject({ unanswered: 4, suggests: null })
      await record(id, { result: "no_answer" })
      expect((await read(id)).calls?.open[0]).toMatchObject({ unanswered: 5, suggests: "failed" })
      await record(id, { result: "reached" })
      expect((await read(id)).calls?.open[0]).toMatchObject({ unanswered: 0, suggests: null })
    })

    it("with what came of it, which ends the calls and tells the managers", async () => {
      const [id] = await handOver(1)
      const done = await record(id, { result: "reached", status: "failed", note: "Not a customer" })
      expect(done.body.order).toMatchObject({ status: "call_center", call_center_status: "failed" })
      expect(done.body.order.calls).toMatchObject({ open: [], count: 1 })
      expect((await read(id, manager)).attention).toMatchObject([
        { kind: "call_center_outcome", words: "Not a customer", button: "open_order" },
      ])
      expect((await record(id, { result: "reached" })).body.code).toBe("no_call")
      // Taken up again: the count goes on.
      await operator.post(`/admin/crm/orders/${id}/call-center-status`, {
        status: "awaiting_response",
      })
      expect((await read(id)).calls).toMatchObject({
        count: 1,
        open: [{ reason: "awaiting_response", attempts: 1 }],
      })
    })

    it.each([
      ["without the time to call back", { result: "call_back" }, 422, "call_time"],
      [
        "planned for the past",
        { result: "busy", next_call_at: "2020-01-01T00:00:00Z" },
        422,
        "call_time",
      ],
      ["planned for never", { result: "busy", next_call_at: inHours(24 * 400) }, 422, "call_time"],
      [
        "with a time of no zone",
        { result: "busy", next_call_at: "2030-01-01T00:00:00" },
        400,
        "invalid",
      ],
      ["with a result of its own", { result: "shouted at" }, 400, "invalid"],
      ["with a card number", { result: "reached", note: "4111 1111 1111 1111" }, 400, "invalid"],
      ["about a next order that nobody wanted", { result: "busy", kind: "refill" }, 409, "no_call"],
      [
        "with a status that is not the operator's",
        { result: "reached", status: "refunded" },
        409,
        "illegal_transition",
      ],
    ])("not %s", async (_what, body, status, code) => {
      const [id] = await handOver(1)
      const answer = await record(id, body)
      expect([answer.status, answer.body.code]).toEqual([status, code])
      expect((await read(id)).calls).toMatchObject({ count: 0, made: [] })
    })

    it("not while somebody else makes it; a manager may", async () => {
      const [id] = await handOver(1)
      await next(second)
      const refused = await record(id, { result: "reached" })
      expect([refused.status, refused.body.code]).toEqual([409, "call_held"])
      expect(refused.body.error).toContain("Otto Operator")
      expect((await record(id, { result: "reached" }, manager)).status).toBe(201)
    })

    it("not of an order that was never with the call centre", async () => {
      const id = await placeOrder(server)
      expect((await record(id, { result: "reached" })).status).toBe(404)
      expect((await record(id, { result: "reached" }, manager)).body.code).toBe("no_call")
      expect((await read(id, manager)).calls).toBeNull()
    })
  })

  describe("asks the manager", () => {
    it.each([
      ["refund_initiated", "refund"],
      ["reship_initiated", "reship"],
    ])("by %s, with the button that does it", async (status, button) => {
      const [id] = await handOver(1)
      await record(id, { result: "reached", status, note: "The parcel was empty" })
      const [entry] = (await read(id, manager)).attention
      expect(entry).toMatchObject({
        kind: "call_center_outcome",
        words: "The parcel was empty",
        button,
        resolved_at: null,
      })
    })

    it("for a refund, which becomes refunded when he has made it", async () => {
      const id = await placeOrder(server)
      await move(id, "approved")
      await move(id, "call_center")
      await record(id, { result: "reached", status: "refund_initiated" })
      expect((await move(id, "refunded", { elsewhere: true })).status).toBe(200)
      const card = await read(id, manager)
      expect([card.status, card.call_center_status]).toEqual(["refunded", "refunded"])
      expect(card.attention.filter(({ resolved_at }) => !resolved_at)).toEqual([])
    })

    it("who finds these orders by their call-centre status", async () => {
      const [failed, fresh] = await handOver(2)
      await record(failed, { result: "wrong_number", status: "failed" })
      const list = async (query: string): Promise<string[]> => {
        const { body } = await manager.get<{
          orders: { id: string; call_center_status: string }[]
        }>(`/admin/crm/orders?limit=100&${query}`)
        return body.orders.map(({ id }) => id)
      }
      expect(await list("call_center_status=failed")).toContain(failed)
      expect(await list("call_center_status=failed")).not.toContain(fresh)
      const upwards = await list("order=call_center_status")
      expect(upwards.indexOf(failed)).toBeLessThan(upwards.indexOf(fresh))
      expect([...(await list("order=-call_center_status"))].reverse()).toEqual(upwards)
    })
  })

  describe("about the next order", () => {
    const bringDue = async (id: string): Promise<void> => {
      await server.db.query(
        "update refill_reminder set due_at = now() - interval '1 minute' where crm_order_id = $1",
        [id]
      )
      await server.db.query("select graphile_worker.add_job('send-refills', '{}'::json)")
      await eventually(
        () => read(id, manager),
        ({ refill }) => refill?.state === "call_due"
      )
    }
    const refillDue = async (): Promise<string> => {
      const id = await placeOrder(server, {
        "metrics.device.timezone": OPEN_ZONE,
        "options.refill_reminder": { period_days: 30, via: "phone" },
      })
      await move(id, "approved")
      expect((await operator.get(`/admin/crm/orders/${id}`)).status).toBe(404)
      await bringDue(id)
      return id
    }
    const finish = (id: string, body: Json): Promise<Answer<{ order: Card } & Refusal>> =>
      operator.post(`/admin/crm/orders/${id}/refill`, body)

    it("calls come into the operators' list and queue when they are due", async () => {
      const id = await refillDue()
      expect(await next(operator)).toMatchObject({
        call: { kind: "refill", reason: "refill", order: { id } },
      })
      expect(await read(id)).toMatchObject({
        call_center_status: null,
        refill: { state: "call_due" },
      })
      const { body } = await operator.get<{ calls: ListedCall[]; count: number }>(
        "/admin/crm/call-center/calls?kind=refill"
      )
      expect(body.calls.map(({ order }) => order.id)).toEqual([id])
      await record(id, { result: "no_answer" })
      expect((await read(id)).calls?.open).toMatchObject([{ kind: "refill", reason: "refill" }])
    })

    it("calls end with done or not wanted, and so does the entry", async () => {
      for (const state of ["called", "cancelled"]) {
        const id = await refillDue()
        expect((await finish(id, { state, note: "Agreed" })).body.order.refill?.state).toBe(state)
        const card = await read(id, manager)
        expect(card.calls?.open).toEqual([])
        expect(card.attention.filter(({ resolved_at }) => !resolved_at)).toEqual([])
      }
    })

    it("calls are moved to another day, and come again then", async () => {
      const id = await refillDue()
      expect((await finish(id, { state: "moved" })).body.code).toBe("day_needed")
      const due_at = inHours(24 * 7)
      const moved = await finish(id, { state: "moved", due_at })
      expect(moved.body.order.refill).toMatchObject({ state: "waiting", due_at })
      expect((await next(operator)).call).toBeNull()
      await bringDue(id)
      expect(await nextId(operator)).toBe(id)
    })
  })

  describe("never gets", () => {
    it("a digit of a card, in the list, on the card or in the stream", async () => {
      const id = await placeOrder(server, {}, CARD)
      await move(id, "call_center")
      const ask = async (as: Api): Promise<string[]> =>
        Promise.all(
          [
            "/admin/crm/orders?limit=100",
            `/admin/crm/orders/${id}`,
            `/admin/crm/orders/${id}/events?view=log`,
          ].map(async (path) => (await as.get(path)).text)
        )
      for (const text of await ask(operator)) {
        expect(text).not.toMatch(/411111|"1111"|last4":"|first6/)
      }
      expect((await ask(manager)).every((text) => text.includes("1111"))).toBe(true)
      expect((await read(id)).payment.card).toBeNull()
    })

    it("to send payment links, unless an administrator has said so", async () => {
      const [id] = await handOver(1)
      const foreign = await placeOrder(server)
      const ask = (order: string): Promise<Answer<Refusal>> =>
        operator.post(`/admin/crm/orders/${order}/messages/payment-link`, {})
      const may = async (): Promise<boolean | undefined> =>
        (await operator.get<{ permissions: Record<string, boolean> }>("/admin/crm/me")).body
          .permissions.payment_link
      expect([(await ask(id)).status, await may()]).toEqual([403, false])
      const grant = (grants: string[]): Promise<Answer<Refusal>> =>
        administrator.post(`/admin/crm/staff/${operatorId}`, { grants })
      expect((await manager.post(`/admin/crm/staff/${operatorId}`, { grants: [] })).status).toBe(
        403
      )
      expect((await grant(["charge"])).status).toBe(400)
      expect((await grant(["payment_links"])).status).toBe(200)
      expect([201, 409]).toContain((await ask(id)).status)
      expect((await ask(foreign)).status).toBe(404)
      expect(await may()).toBe(true)
      // Nothing else has come with it.
      expect((await operator.post(`/admin/crm/orders/${id}/payment/link`, {})).status).toBe(403)
      await grant([])
      expect((await ask(id)).status).toBe(403)
    })

    it("to charge, move, archive or delete an order", async () => {
      const [id] = await handOver(1)
      const path = `/admin/crm/orders/${id}`
      for (const way of ["payment/charge", "payment/refund", "status", "archive", "dispatch"]) {
        expect([way, (await operator.post(`${path}/${way}`, {})).status]).toEqual([way, 403])
      }
      expect((await operator.delete(path)).status).toBe(403)
      expect((await operator.get("/admin/crm/attention")).status).toBe(403)
    })
  })

  it("shows how many calls wait, and when the next one is due", async () => {
    await handOver(2)
    await handOver(1, CLOSED_ZONE)
    expect(await desk()).toMatchObject({ mine: null, due: 2, later: 1 })
    expect(await desk(manager)).toMatchObject({ due: 2 })
  })
})
