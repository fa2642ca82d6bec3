import {
  api,
  eventually,
  LEGACY_DOOR,
  login,
  orderOf,
  placeOrder,
  readLetters,
  restingLetters,
  send,
  setUpPayments,
  shopOfSample,
  startMailCatcher,
  startServer,
  startSimulators,
  type Answer,
  type Api,
  type CaughtLetter,
  type MailCatcher,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

const CARD = "create-order.card"
const NO_MONEY = "4000000000009995"
const THREE_D_SECURE = "4000002500003155"

type Refusal = { code: string; error: string }
type Refill = { via: string; due_at: string; state: string; reason: string | null }
type Order = {
  status: string
  refill: Refill | null
  attention: { id: string; kind: string; resolved_at: string | null; button: string }[]
  payment: {
    attempts: { id: string; way: string; state: string; redirect_url: string | null }[]
  }
}

let addresses = 0
const newAddress = (): string => `remind-${process.pid}-${(addresses += 1)}@example.org`

/** What a customer does on a simulator's page. */
const press = (url: string, choice: "pay" | "cancel"): Promise<Response> =>
  fetch(url, { method: "POST", body: new URLSearchParams({ choice }), redirect: "manual" })

describe("letters that remind", () => {
  let catcher: MailCatcher
  let server: TestServer
  let simulators: Simulators
  let manager: Api
  let shopId: string

  beforeAll(async () => {
    catcher = await startMailCatcher()
    server = await startServer({ env: { SMTP_URL: catcher.smtpUrl, PAYMENT_TIME_SCALE: "0.01" } })
    simulators = await startSimulators({ speed: 60, callbacks: server.url })
    await setUpPayments(server, simulators, { keys: ["stripe-main"] })
    manager = await login(server, "manager")
    const { rows } = await server.db.query<{ id: string }>(
      "select shop_id as id from shop_domain where domain = 'vitaherb.example'"
    )
    shopId = rows[0].id
    const kinds = ["approved", "declined", "cancelled"]
    await manager.post("/admin/crm/mail/rules/switches", {
      switches: kinds.map((kind) => ({ shop_id: null, kind, send: true, hold_seconds: 0 })),
    })
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
    await catcher?.stop()
  })

  const read = async (id: string): Promise<Order> =>
    (await manager.get<{ order: Order }>(`/admin/crm/orders/${id}`)).body.order
  const place = async (to: string, changes: Json = {}): Promise<string> => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, {
      "customer.email": to,
      "payment.card_number": NO_MONEY,
      ...changes,
    })
    const answer = await send(server, shop, LEGACY_DOOR, body)
    expect(answer.status).toBe(201)
    await eventually(
      () => read(answer.body.id),
      ({ status }) => status !== "pending"
    )
    return answer.body.id
  }
  const pay = (
    id: string,
    body: Json = {}
  ): Promise<Answer<{ attempt: { redirect_url: string } }>> =>
    manager.post(`/admin/crm/orders/${id}/payment/link`, body)
  const ask = (id: string, letter: "payment-reminder" | "payment-link") =>
    manager.post<{ message: { id: string; kind: string } } & Refusal>(
      `/admin/crm/orders/${id}/messages/${letter}`,
      {}
    )
  const caught = async (to: string, count: number): Promise<CaughtLetter[]> => {
    const found = await eventually(
      () => catcher.messages({ to, limit: 100 }),
      (messages) => messages.length >= count
    )
    return Promise.all(found.map(({ id }) => catcher.letter(id)))
  }
  const letterOf = async (to: string, id: string, kind: string): Promise<CaughtLetter> => {
    const letters = await restingLetters(manager, id)
    const message = letters.findLast((one) => one.kind === kind && one.state === "sent")
    const { body } = await manager.get<{ message: { internet_message_id: string } }>(
      `/admin/crm/mail/messages/${message?.id}`
    )
    const all = await caught(to, letters.filter(({ state }) => state === "sent").length)
    const letter = all.find(({ message_id }) => message_id === body.message.internet_message_id)
    if (!letter) {
      throw new Error(`${to} has got no letter ${kind}`)
    }
    return letter
  }
  const linkIn = ({ html }: CaughtLetter, road: "go" | "mail/unsubscribe"): string =>
    new RegExp(`${server.url}/${road}/[\\w.~-]+`).exec(html ?? "")?.[0] ?? "none"
  const follow = (link: string): Promise<Response> => fetch(link, { redirect: "manual" })
  /** Runs a task by the clock now, and waits until it is done. */
  const run = async (task: string): Promise<void> => {
    await server.db.query("select graphile_worker.add_job($1, '{}'::json)", [task])
    const left = await eventually(
      async () =>
        (
          await server.db.query("select from graphile_worker.jobs where task_identifier = $1", [
            task,
          ])
        ).rowCount,
      (count) => count === 0
    )
    expect([task, left]).toEqual([task, 0])
  }
  const kindsOf = async (id: string): Promise<string[]> =>
    (await restingLetters(manager, id)).map(({ kind, state, reason }) =>
      [kind, state, reason].filter(Boolean).join(" ")
    )
  const age = (id: string, hours: number) =>
    server.db.query(
      "update crm_order set created_at = now() - make_interval(hours => $2) where id = $1",
      [id, hours]
    )

  describe("of a payment", () => {
    it("a link that staff make is mailed, and leads to the page where it is paid", async () => {
      const to = newAddress()
      const id = await place(to)
      const made = await pay(id)
      expect(made.status).toBe(200)
      const letter = await letterOf(to, id, "payment_link")
      const link = linkIn(letter, "go")
      const followed = await follow(link)
      expect([followed.status, followed.headers.get("location")]).toEqual([
        303,
        made.body.attempt.redirect_url,
      ])
      expect(followed.headers.get("cache-control")).toBe("no-store")
      expect(followed.headers.get("referrer-policy")).toBe("no-referrer")
      expect(followed.headers.get("set-cookie")).toBeNull()
      // Closed and made anew: the letter that went out before still leads to where it can be paid.
      const anew = await pay(id, { close_open_links: true, send: false })
      expect((await follow(link)).headers.get("location")).toBe(anew.body.attempt.redirect_url)
      await press(anew.body.attempt.redirect_url, "pay")
      await eventually(
        () => read(id),
        ({ status }) => status === "approved"
      )
      const paid = await follow(link)
      expect([paid.status, await paid.text()]).toEqual([
        200,
        expect.stringContaining("Ihre Bestellung ist bezahlt"),
      ])
      expect(await kindsOf(id)).toEqual([
        "pending sent",
        "declined sent",
        "payment_link sent",
        "approved sent",
      ])
    })

    it("is not asked for where no link has come of it", async () => {
      const id = await place(newAddress())
      await simulators.fault({ purpose: "any", fault: "error_500_page", times: null })
      await pay(id)
      await simulators.clearFaults()
      const kinds = await eventually(
        () => readLetters(manager, id),
        ({ messages }) =>
          messages.some(({ kind, state }) => kind === "payment_link" && state === "cancelled")
      )
      expect(
        kinds.messages.filter(({ kind }) => kind === "payment_link").map(({ state }) => state)
      ).toEqual(["cancelled"])
    })

    it("goes out by hand, once for each click, with the link that is open", async () => {
      const to = newAddress()
      const id = await place(to)
      const { actions } = await readLetters(manager, id)
      expect(actions.payment_reminder).toEqual({ allowed: true, why: null, because: null })
      const answers = await Promise.all([ask(id, "payment-reminder"), ask(id, "payment-reminder")])
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
      const [attempt, ...others] = (await read(id)).payment.attempts.filter(
        ({ way, state }) => way === "link" && state === "pending"
      )
      expect(others).toEqual([])
      const letter = await letterOf(to, id, "payment_reminder")
      const followed = await follow(linkIn(letter, "go"))
      expect(followed.headers.get("location")).toBe(attempt.redirect_url)
      expect((await ask(id, "payment-link")).status).toBe(201)
      await letterOf(to, id, "payment_link")
      await press(String(attempt.redirect_url), "pay")
      await eventually(
        () => read(id),
        ({ status }) => status === "approved"
      )
      const refused = await ask(id, "payment-reminder")
      expect([refused.status, refused.body.code]).toEqual([409, "already_paid"])
      expect((await readLetters(manager, id)).actions.payment_reminder).toMatchObject({
        allowed: false,
        because: "already_paid",
        why: refused.body.error,
      })
    })

    it("goes out by itself after the hours of its shop, once, and only if it can be paid", async () => {
      const placePending = async (hours: number): Promise<string> => {
        const changes = { "customer.email": newAddress(), "payment.card_number": THREE_D_SECURE }
        const id = await placeOrder(server, changes, CARD)
        await eventually(
          () => read(id),
          ({ payment }) => payment.attempts.some(({ redirect_url }) => redirect_url !== null)
        )
        await age(id, hours)
        return id
      }
      const [due, young, old, cancelled] = await Promise.all([5, 3, 40, 5].map(placePending))
      const declined = await place(newAddress())
      await age(declined, 5)
      await manager.post(`/admin/crm/orders/${cancelled}/status`, { status: "cancelled" })
      const reminded = async (): Promise<string[]> => {
        const { rows } = await server.db.query<{ id: string }>(
          `select crm_order_id as id from mail_message
            where kind = 'payment_reminder' and actor_type = 'system'`
        )
        return rows.map(({ id }) => id)
      }
      await run("remind-payments")
      expect(await reminded()).toEqual([])
      const rules = await manager.post(`/admin/crm/mail/rules/shops/${shopId}`, {
        from_name: null,
        from_address: null,
        reply_to: null,
        account_id: null,
        payment_reminder_hours: 4,
      })
      expect(rules.status).toBe(200)
      await run("remind-payments")
      await run("remind-payments")
      expect(await reminded()).toEqual([due])
      expect(await kindsOf(due)).toEqual(["pending sent", "payment_reminder sent"])
      expect([young, old]).not.toContain(due)
    })
  })

  describe("of the next order", () => {
    const placeRefill = async (to: string, via: "email" | "phone"): Promise<string> => {
      const id = await placeOrder(
        server,
        {
          "customer.email": to,
          "options.refill_reminder": { period_days: 30, via },
          "payment.card_number": "4242424242424242",
        },
        CARD
      )
      await eventually(
        () => read(id),
        ({ status }) => status === "approved"
      )
      return id
    }
    const bringDue = async (ids: readonly string[]): Promise<void> => {
      await server.db.query(
        "update refill_reminder set due_at = now() - interval '1 minute' where crm_order_id = any($1)",
        [ids]
      )
      await run("send-refills")
    }

    it("is planned with the order, and sent on its day by letter", async () => {
      const to = newAddress()
      const id = await placeRefill(to, "email")
      const { refill } = await read(id)
      expect(refill).toMatchObject({ via: "email", state: "waiting", period_days: 30 })
      const days = (Date.parse(refill?.due_at ?? "") - Date.now()) / 86_400_000
      expect(days).toBeCloseTo(30, 1)
      await bringDue([id])
      expect((await read(id)).refill?.state).toBe("sent")
      const letter = await letterOf(to, id, "refill_reminder")
      expect(letter.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
      expect(letter.raw).toMatch(/^List-Unsubscribe:\s+</m)
      // A second run sends nothing.
      await run("send-refills")
      expect((await kindsOf(id)).filter((kind) => kind.startsWith("refill"))).toHaveLength(1)
    })

    it("is a call to make where the customer wants to be called", async () => {
      const id = await placeRefill(newAddress(), "phone")
      await bringDue([id])
      const order = await read(id)
      expect(order.refill?.state).toBe("call_due")
      expect(order.attention.find(({ kind }) => kind === "refill_call")).toMatchObject({
        resolved_at: null,
        button: "refill_called",
      })
      const { body } = await manager.get<{ refills: Json[]; count: number }>(
        "/admin/crm/refills?state=call_due"
      )
      expect(body.refills).toEqual([
        expect.objectContaining({
          order: expect.objectContaining({ id }),
          customer: expect.objectContaining({ phone: expect.stringMatching(/^\+/) }),
        }),
      ])
      const finish = (state: string) =>
        manager.post<{ order: Order } & Refusal>(`/admin/crm/orders/${id}/refill`, {
          state,
          note: "will order next week",
        })
      const done = await finish("called")
      expect([done.status, done.body.order.refill?.state]).toEqual([200, "called"])
      expect(done.body.order.attention.every(({ resolved_at }) => resolved_at !== null)).toBe(true)
      expect((await finish("cancelled")).body.code).toBe("refill_finished")
      const none = await placeOrder(server, { "customer.email": newAddress() })
      const missing = await manager.post(`/admin/crm/orders/${none}/refill`, { state: "called" })
      expect(missing.status).toBe(404)
    })

    it("is done with when somebody settles the entry that asks for the call", async () => {
      const id = await placeRefill(newAddress(), "phone")
      await bringDue([id])
      const entry = (await read(id)).attention.find(({ kind }) => kind === "refill_call")
      await manager.post(`/admin/crm/attention/${entry?.id}/resolve`, { note: "called" })
      expect((await read(id)).refill?.state).toBe("called")
    })

    it("is not sent to who has ordered again, or has his money back", async () => {
      const to = newAddress()
      const first = await placeRefill(to, "email")
      const second = await placeRefill(to, "email")
      const returned = await placeRefill(newAddress(), "email")
      await manager.post(`/admin/crm/orders/${returned}/status`, {
        status: "refunded",
        elsewhere: true,
        reason: "given back",
      })
      await bringDue([first, second, returned])
      expect((await read(first)).refill).toMatchObject({
        state: "cancelled",
        reason: "ordered_again",
      })
      expect((await read(second)).refill?.state).toBe("sent")
      expect((await read(returned)).refill).toMatchObject({
        state: "cancelled",
        reason: "not_paid",
      })
    })

    it("stops at one click, without a question and without a cookie", async () => {
      const to = newAddress()
      const id = await placeRefill(to, "email")
      await bringDue([id])
      const link = linkIn(await letterOf(to, id, "refill_reminder"), "mail/unsubscribe")
      const door = api({ url: link })
      const page = await door.get("")
      expect([page.status, page.text]).toEqual([
        200,
        expect.stringContaining("Keine Erinnerungen mehr?"),
      ])
      expect(page.text).not.toContain(to)
      expect(page.headers.get("set-cookie")).toBeNull()
      expect(page.headers.get("x-robots-tag")).toContain("noindex")
      const clicked = await fetch(link, {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
      })
      expect(clicked.status).toBe(200)
      expect((await fetch(link, { method: "POST" })).status).toBe(200)
      expect((await door.get("")).text).toContain("Sie erhalten keine Erinnerungen mehr")
      const { body } = await manager.get<{ events: { kind: string; data: Json }[] }>(
        `/admin/crm/orders/${id}/events`
      )
      expect(body.events.filter(({ kind }) => kind === "mail.unsubscribed")).toEqual([
        expect.objectContaining({ data: { via: "one_click" } }),
      ])
      const next = await placeRefill(to, "email")
      await bringDue([next])
      expect((await read(next)).refill).toMatchObject({
        state: "cancelled",
        reason: "unsubscribed",
      })
      // Letters about orders come all the same.
      expect(await kindsOf(next)).toEqual(["pending sent", "approved sent"])
    })
  })

  it("has no link for who has made it himself", async () => {
    const id = await placeOrder(server, { "customer.email": newAddress() })
    for (const path of [
      `go/p${id}`,
      `go/p${id}.AAAAAAAAAAAAAAAAAAAAAA`,
      `mail/unsubscribe/u${id}.x`,
    ]) {
      const answer = await follow(`${server.url}/${path}`)
      expect([path, answer.status]).toEqual([path, 404])
      expect(await answer.text()).not.toContain(id)
    }
    expect(server.logs()).not.toContain(`/go/p${id}`)
  })
})
