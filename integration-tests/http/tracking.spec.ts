import { createHmac } from "node:crypto"
import {
  eventually,
  freePort,
  login,
  placeOrder,
  restingLetters,
  shopOfSample,
  startMailCatcher,
  startServer,
  startTrackingSimulator,
  type Api,
  type MailCatcher,
  type TestServer,
  type TrackingSimulator,
} from "../harness"
import type { Json } from "../harness/samples"

type Tracking = {
  id: string
  number: string
  carrier: string | null
  carrier_name: string | null
  url: string
  state: string | null
  check: string
  sent_at: string | null
  removed_at: string | null
  events: { tag: string; place: string | null }[]
}
type Refusal = { code: string; error: string; order?: { id: string }; can_override?: boolean }
type Card = {
  status: string
  display_id: number
  attention: { kind: string; resolved_at: string | null; data: Json }[]
}
type Event = { kind: string; data: Json; actor: { type: string } }
type Callback = {
  id: string
  state: string
  reason: string | null
  verified: boolean
  deliveries: number
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]
let drawn = process.pid * 100

/** A number of Royal Mail that no other test has, right by UPU's rule. */
const newNumber = (): string => {
  drawn += 1
  const serial = String(drawn).padStart(8, "0").slice(-8)
  const sum = [...serial].reduce((total, digit, at) => total + Number(digit) * S10_WEIGHTS[at], 0)
  const rest = 11 - (sum % 11)
  return `RA${serial}${rest === 10 ? 0 : rest === 11 ? 5 : rest}GB`
}

/** The same with another check digit. */
const mistyped = (number: string): string =>
  `${number.slice(0, 10)}${(Number(number[10]) + 1) % 10}${number.slice(11)}`

describe("tracking numbers", () => {
  let catcher: MailCatcher
  let service: TrackingSimulator
  let server: TestServer
  let manager: Api

  beforeAll(async () => {
    catcher = await startMailCatcher()
    const port = await freePort()
    service = await startTrackingSimulator(`http://127.0.0.1:${port}`)
    server = await startServer({
      env: {
        ...service.env,
        PORT: String(port),
        SMTP_URL: catcher.smtpUrl,
        PUBLIC_URL: "https://crm.example",
        // A number that nobody knows is looked for again for two and a half hours; here for twenty seconds.
        PAYMENT_TIME_SCALE: "0.002",
      },
    })
    manager = await login(server, "manager")
    const { body } = await manager.get<{ kinds: { kind: string }[] }>("/admin/crm/mail/rules")
    const switches = body.kinds.map(({ kind }) => ({
      ...{ shop_id: null, kind, send: true, hold_seconds: 0 },
    }))
    await manager.post("/admin/crm/mail/rules/switches", { switches })
  })
  afterAll(async () => {
    await server?.stop()
    await service?.stop()
    await catcher?.stop()
  })

  let addresses = 0
  const paidOrder = async (
    status: "approved" | "packed" = "packed"
  ): Promise<{ id: string; to: string }> => {
    const to = `parcel-${process.pid}-${(addresses += 1)}@example.org`
    const id = await placeOrder(server, { "customer.email": to })
    for (const next of status === "packed" ? ["approved", "packed"] : ["approved"]) {
      const answer = await manager.post<Refusal>(`/admin/crm/orders/${id}/status`, {
        status: next,
        reason: "by hand",
      })
      expect([next, answer.status, answer.body.error]).toEqual([next, 200, undefined])
    }
    return { id, to }
  }
  const add = (id: string, number: string, more: Json = {}) =>
    manager.post<{ tracking: Tracking; is_new: boolean; is_sent: boolean } & Refusal>(
      `/admin/crm/orders/${id}/tracking-numbers`,
      { number, ...more }
    )
  const card = async (id: string): Promise<Card> =>
    (await manager.get<{ order: Card }>(`/admin/crm/orders/${id}`)).body.order
  const numbersOf = async (id: string): Promise<Tracking[]> =>
    (await manager.get<{ tracking: Tracking[] }>(`/admin/crm/orders/${id}/tracking-numbers`)).body
      .tracking
  const events = async (id: string): Promise<Event[]> =>
    (await manager.get<{ events: Event[] }>(`/admin/crm/orders/${id}/events?view=log`)).body.events
  const statusOf = (id: string, status: string): Promise<Card> =>
    eventually(
      () => card(id),
      (one) => one.status === status
    )
  const openKinds = (one: Card): string[] =>
    one.attention.filter(({ resolved_at }) => resolved_at === null).map(({ kind }) => kind)
  const lettersTo = async (to: string, count: number) => {
    const found = await eventually(
      () => catcher.messages({ to, limit: 100 }),
      (list) => list.length >= count
    )
    return Promise.all(found.map(({ id }) => catcher.letter(id)))
  }

  it("are recognised, and doubted in words", async () => {
    const number = newNumber()
    const good = await manager.post<Json>("/admin/crm/carriers/recognise", { number: `${number} ` })
    expect(good.body).toMatchObject({
      number,
      formats: [{ carrier: "post_gb", carrier_name: "Royal Mail Group plc", check: "digit" }],
      doubt: null,
    })
    const bad = await manager.post<Json>("/admin/crm/carriers/recognise", {
      number: mistyped(number),
    })
    expect(bad.body).toMatchObject({ formats: [], doubt: expect.stringContaining("check digit") })
    const { body } = await manager.get<{ carriers: { code: string }[] }>("/admin/crm/carriers")
    expect(body.carriers.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["ups", "post_gb"])
    )
  })

  it("make an order shipped and mail the link, once, instead of the plain letter", async () => {
    const { id, to } = await paidOrder()
    const number = newNumber()
    const added = await add(id, number.toLowerCase())
    expect([added.status, added.body.is_new, added.body.is_sent]).toEqual([201, true, false])
    expect(added.body.tracking).toMatchObject({ number, carrier: "post_gb", check: "checked" })
    expect((await card(id)).status).toBe("packed")

    const sent = await manager.post(
      `/admin/crm/orders/${id}/tracking-numbers/${added.body.tracking.id}/send`,
      {}
    )
    expect(sent.status).toBe(200)
    expect((await card(id)).status).toBe("shipped")
    const letters = await restingLetters(manager, id)
    expect(letters.map(({ kind }) => kind)).toEqual(["pending", "approved", "packed", "shipped"])
    const got = (await lettersTo(to, 4)).filter(({ text }) => text?.includes(number))
    expect(got).toHaveLength(1)
    const link = /https:\/\/crm\.example(\/go\/[^"\s<)\]]+)/.exec(got[0].html ?? "")?.[1]
    const followed = await manager.request("GET", String(link))
    expect(followed.status).toBe(303)
    expect(followed.headers.get("location")).toBe(
      `https://www.royalmail.com/track-your-item#/tracking-results/${number}`
    )

    // Once more is nothing new; a further number is one more letter and no move.
    const again = await add(id, number, { send: true })
    expect([again.status, again.body.is_new]).toEqual([200, false])
    const second = await add(id, newNumber(), { send: true })
    expect([second.status, second.body.is_sent]).toEqual([201, true])
    const kinds = (await restingLetters(manager, id)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === "shipped")).toHaveLength(2)
    const told = (await events(id)).filter(({ kind }) => kind.startsWith("tracking."))
    expect(told.map(({ kind }) => kind)).toEqual([
      "tracking.number_added",
      "tracking.number_sent",
      "tracking.number_added",
      "tracking.number_sent",
    ])
  })

  it("are read by the shop", async () => {
    const { id } = await paidOrder()
    const number = newNumber()
    await add(id, number, { send: true })
    const shop = shopOfSample(server, "create-order.paypal")
    const key = Buffer.from(`${shop.api_id}:${shop.api_key}`).toString("base64")
    const answer = await manager.request<Json>("GET", `/store/crm/orders/${id}`, {
      headers: { authorization: `Basic ${key}`, "x-publishable-api-key": shop.publishable_key },
    })
    expect(answer.body).toMatchObject({
      status: "shipped",
      tracking_numbers: [number],
      tracking: [{ number, carrier: "Royal Mail Group plc", state: null }],
    })
  })

  it("that look wrong need a person who insists; another order's never go through", async () => {
    const { id } = await paidOrder()
    const other = await paidOrder()
    const number = newNumber()
    const doubted = await add(id, mistyped(number))
    expect([doubted.status, doubted.body.code, doubted.body.can_override]).toEqual([
      422,
      "tracking_number_doubtful",
      true,
    ])
    const insisted = await add(id, mistyped(number), { override: true })
    expect([insisted.status, insisted.body.tracking.check]).toEqual([201, "overridden"])
    const nonsense = await add(id, "=cmd()", { override: true })
    expect([nonsense.status, nonsense.body.code]).toEqual([422, "tracking_number_invalid"])

    await add(id, number)
    const taken = await add(other.id, number, { override: true })
    expect([taken.status, taken.body.code, taken.body.order?.id]).toEqual([
      409,
      "tracking_number_taken",
      id,
    ])
    // Taken out of use it is free, and its history stays.
    const own = (await numbersOf(id)).find((one) => one.number === number)
    const removed = await manager.post(
      `/admin/crm/orders/${id}/tracking-numbers/${own?.id}/remove`,
      { reason: "Typed at the wrong order" }
    )
    expect(removed.status).toBe(200)
    expect((await add(other.id, number)).status).toBe(201)
    expect((await numbersOf(id)).filter(({ removed_at }) => removed_at)).toHaveLength(1)
  })

  it("are refused for an order of which nothing is on its way", async () => {
    const id = await placeOrder(server)
    const answer = await add(id, newNumber(), { send: true })
    expect([answer.status, answer.body.code]).toEqual([409, "nothing_on_its_way"])
  })

  it("of two people at once one is stored", async () => {
    const [one, other] = [await paidOrder(), await paidOrder()]
    const number = newNumber()
    const answers = await Promise.all(
      [one, other, one, other].map(({ id }) => add(id, number, { send: true }))
    )
    const stored = await server.db.query("select 1 from tracking_number where number = $1", [
      number,
    ])
    expect(stored.rowCount).toBe(1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  })

  describe("on their way", () => {
    it("an order is delivered when its carrier says so, and its customer is told", async () => {
      const { id, to } = await paidOrder()
      const number = newNumber()
      await add(id, number, { send: true })
      await service.move({ number, tag: "InTransit", message: "Accepted", city: "Riga" })
      await eventually(
        () => numbersOf(id),
        ([one]) => one.state === "in_transit"
      )
      await service.move({ number, tag: "Delivered", message: "Handed over" })
      await statusOf(id, "delivered")
      const [tracking] = await numbersOf(id)
      expect(tracking).toMatchObject({ state: "delivered" })
      expect(tracking.events.map(({ tag }) => tag)).toEqual(["delivered", "in_transit"])
      expect((await restingLetters(manager, id)).map(({ kind }) => kind)).toEqual([
        ...["pending", "approved", "packed", "shipped", "delivered"],
      ])
      expect(await lettersTo(to, 5)).toHaveLength(5)

      // What comes late is kept and takes nothing back.
      await service.move({ number, tag: "InTransit", message: "Late", at: "2020-01-01T00:00:00Z" })
      await eventually(
        () => numbersOf(id),
        ([one]) => one.events.length === 3
      )
      expect((await card(id)).status).toBe("delivered")
      expect((await numbersOf(id))[0].state).toBe("delivered")
    })

    it("trouble is put before a person until better news comes", async () => {
      const { id } = await paidOrder()
      const number = newNumber()
      await add(id, number, { send: true })
      await service.move({ number, tag: "Exception", message: "Address is wrong" })
      const troubled = await eventually(
        () => card(id),
        (one) => openKinds(one).includes("parcel_exception")
      )
      expect(openKinds(troubled)).toContain("parcel_exception")
      await service.move({ number, tag: "OutForDelivery" })
      const better = await eventually(
        () => card(id),
        (one) => !openKinds(one).includes("parcel_exception")
      )
      expect(openKinds(better)).not.toContain("parcel_exception")
    })

    it("what no callback has told is found by asking, also after the service was away", async () => {
      const { id } = await paidOrder()
      const number = newNumber()
      await add(id, number, { send: true })
      await eventually(
        () => service.calls(),
        (calls) => calls.includes("POST /trackings")
      )
      await service.fault("down", 1)
      await service.move({ number, tag: "Delivered", tell: false })
      const ask = async (): Promise<Card> => {
        await server.db.query(
          "update tracking_number set next_poll_at = now() where number = $1 and next_poll_at is not null",
          [number]
        )
        await server.db.query("select graphile_worker.add_job('poll-tracking', '{}'::json)")
        await new Promise((resolve) => setTimeout(resolve, 500))
        return card(id)
      }
      const done = await eventually(ask, ({ status }) => status === "delivered")
      expect(done.status).toBe("delivered")
    })

    it("silence of days is told once", async () => {
      // A parcel of ours is needed for it: the number alone is nobody's parcel.
      const { id } = await paidOrder()
      await server.db.query(
        `insert into supplier (id, provider, name) values ('supp_silent', 'manual', 'Silent depot')
         on conflict do nothing`
      )
      await server.db.query(
        `insert into shipment (id, number, crm_order_id, shop_id, supplier_id, kind, state)
         select 'ship_silent', id || '-P1', id, shop_id, 'supp_silent', 'first', 'accepted'
           from crm_order where id = $1`,
        [id]
      )
      const added = await add(id, newNumber(), { send: true })
      expect(added.status).toBe(201)
      await server.db.query(
        "update shipment set shipped_at = now() - interval '11 days' where id = 'ship_silent'"
      )
      const find = () =>
        server.db.query("select graphile_worker.add_job('find-silent-parcels', '{}'::json)")
      await find()
      const told = await eventually(
        () => card(id),
        (one) => openKinds(one).includes("parcel_maybe_lost")
      )
      expect(openKinds(told)).toContain("parcel_maybe_lost")

      const lost = await manager.post(`/admin/crm/orders/${id}/shipments/ship_silent/lost`, {
        note: "The carrier says so",
      })
      expect(lost.status).toBe(200)
      expect(openKinds(await card(id))).toEqual([])
      const twice = await manager.post<Refusal>(
        `/admin/crm/orders/${id}/shipments/ship_silent/lost`,
        {}
      )
      expect([twice.status, twice.body.code]).toEqual([409, "parcel_state"])

      // It turns up.
      await service.move({ number: added.body.tracking.number, tag: "Delivered" })
      await statusOf(id, "delivered")
      const kinds = (await events(id)).map(({ kind }) => kind)
      expect(kinds).toEqual(
        expect.arrayContaining(["shipment.lost", "shipment.found", "shipment.delivered"])
      )
    })
  })

  describe("callbacks", () => {
    const call = (body: string, signature?: string) =>
      manager.request<Refusal>("POST", "/hooks/shipping/aftership", {
        body,
        headers: {
          "content-type": "application/json",
          "aftership-hmac-sha256":
            signature ?? createHmac("sha256", service.secret).update(body).digest("base64"),
        },
      })
    const list = async (query: string): Promise<Callback[]> =>
      (await manager.get<{ callbacks: Callback[] }>(`/admin/crm/shipping-callbacks?${query}`)).body
        .callbacks
    const eventOf = (number: string, tag = "InTransit", event_id = `e-${number}-${tag}`): string =>
      JSON.stringify({
        ...{ event: "tracking_update", event_id, ts: Math.floor(Date.now() / 1000) },
        msg: { tracking_number: number, tag },
      })

    it("are kept once, whatever their number", async () => {
      const { id } = await paidOrder()
      const number = newNumber()
      await add(id, number, { send: true })
      const body = eventOf(number)
      const answers = await Promise.all(Array.from({ length: 5 }, () => call(body)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      const applied = await eventually(
        () => list("provider=aftership&state=applied"),
        (found) => found.some(({ deliveries }) => deliveries === 5)
      )
      const own = applied.filter(({ deliveries }) => deliveries === 5)
      expect(own).toHaveLength(1)
      expect((await numbersOf(id))[0].events).toHaveLength(1)

      const replayed = await manager.post(`/admin/crm/shipping-callbacks/${own[0].id}/replay`, {})
      expect(replayed.status).toBe(202)
      await eventually(
        () => list("provider=aftership&state=received"),
        (found) => found.length === 0
      )
      expect((await numbersOf(id))[0].events).toHaveLength(1)
    })

    it("that nobody has signed are kept apart and never applied", async () => {
      const { id } = await paidOrder()
      const number = newNumber()
      await add(id, number, { send: true })
      const forged = await call(eventOf(number, "Delivered"), "AAAA")
      expect([forged.status, forged.body.code]).toEqual([401, "not_verified"])
      const [kept] = await list("verified=false")
      expect(kept).toMatchObject({ state: "ignored", verified: false })
      const replay = await manager.post<Refusal>(
        `/admin/crm/shipping-callbacks/${kept.id}/replay`,
        {}
      )
      expect([replay.status, replay.body.code]).toEqual([409, "not_verified"])
      expect((await card(id)).status).toBe("shipped")
    })

    it("about numbers of others are left alone; what makes no sense waits for a person", async () => {
      expect((await call(eventOf(newNumber()))).status).toBe(200)
      const nonsense = await call('{"signed": "nonsense"}')
      expect([nonsense.status, nonsense.body.code]).toEqual([400, "malformed"])
      const failed = await eventually(
        () => list("state=failed"),
        (found) => found.length > 0
      )
      expect(failed).toHaveLength(1)
      const ignored = await eventually(
        () => list("state=ignored&verified=true"),
        (found) => found.length > 0,
        120_000
      )
      expect(ignored[0].reason).toBe("Its number belongs to no order.")
    })

    it("are for known senders only", async () => {
      const unknown = await manager.request("POST", "/hooks/shipping/nobody", { body: "{}" })
      expect(unknown.status).toBe(404)
      const read = await manager.get("/hooks/shipping/aftership")
      expect(read.status).toBe(405)
    })
  })

  describe("imports", () => {
    type Import = {
      state: string
      total: number
      done: number
      ok: number
      failed: number
      rows: Json[]
    }
    const start = (body: Json) =>
      manager.post<{ job_id: string; counts: Json; rows: Json[] } & Refusal>(
        "/admin/crm/tracking-imports",
        body
      )
    const finished = async (id: string): Promise<Import> =>
      eventually(
        async () =>
          (await manager.get<{ import: Import }>(`/admin/crm/tracking-imports/${id}`)).body.import,
        ({ state }) => state === "done",
        60_000
      )

    it("show first what becomes of each row, then do it with progress", async () => {
      const orders = [await paidOrder(), await paidOrder(), await paidOrder()]
      const { display_id } = await card(orders[1].id)
      const numbers = [newNumber(), newNumber(), newNumber()]
      const text = [
        "Order;Tracking number;Carrier",
        `${orders[0].id};${numbers[0]};Royal Mail`,
        `#${display_id};${numbers[1].toLowerCase()};`,
        `${orders[2].id};${mistyped(numbers[2])};`,
        `${orders[2].id};${numbers[0]};`,
        `NOBODY;${newNumber()};`,
      ].join("\r\n")
      const preview = await start({ text, preview: true })
      expect(preview.status).toBe(200)
      expect(preview.body.counts).toEqual({ new: 2, known: 0, doubtful: 1, bad: 2 })
      expect((await card(orders[0].id)).status).toBe("packed")

      const started = await start({
        name: "numbers.csv",
        content: Buffer.from(text).toString("base64"),
      })
      expect(started.status).toBe(202)
      const done = await finished(started.body.job_id)
      expect(done).toMatchObject({ total: 5, done: 5, ok: 2, failed: 3 })
      expect((await card(orders[0].id)).status).toBe("shipped")
      expect((await card(orders[1].id)).status).toBe("shipped")
      expect((await card(orders[2].id)).status).toBe("packed")
      const kinds = (await restingLetters(manager, orders[1].id)).map(({ kind }) => kind)
      expect(kinds).toEqual(["pending", "approved", "packed", "shipped"])

      // The same file again changes nothing.
      const again = await start({ text })
      expect(await finished(again.body.job_id)).toMatchObject({ ok: 2, failed: 3 })
      expect(await restingLetters(manager, orders[1].id)).toHaveLength(4)
    })

    it("take five thousand rows, and each customer is told once", async () => {
      const ROWS = 5_000
      const { id } = await paidOrder()
      const { rows } = await server.db.query<{ id: string }>(
        `insert into crm_order
         select (jsonb_populate_record(crm_order, jsonb_build_object(
                  'id', 'T3-BULK-' || lpad(n::text, 6, '0'), 'shop_order_id', 'BULK-' || n,
                  'order_id', 'order_bulk_' || n, 'display_id', 9000000 + n))).*
           from crm_order, generate_series(1, $2::int) as n where id = $1
         returning id`,
        [id, ROWS]
      )
      const text = rows.map((row) => `${row.id}\t${newNumber()}`).join("\n")
      const started = await start({ text })
      const done = await finished(started.body.job_id)
      expect(done).toMatchObject({ total: ROWS, ok: ROWS, failed: 0 })
      const told = await server.db.query<{ letters: number; orders: number }>(
        `select count(*)::int as letters, count(distinct crm_order_id)::int as orders
           from mail_message where kind = 'shipped' and crm_order_id like 'T3-BULK-%'`
      )
      expect(told.rows[0]).toEqual({ letters: ROWS, orders: ROWS })
    })

    it("refuse what is no table", async () => {
      const broken = await start({
        content: Buffer.from("PK\u0003\u0004broken").toString("base64"),
      })
      expect([broken.status, broken.body.code]).toEqual([422, "unreadable_file"])
      expect((await start({ text: "" })).body.code).toBe("empty_file")
      expect((await start({})).status).toBe(400)
    })
  })
})
