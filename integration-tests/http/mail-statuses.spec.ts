import {
  eventually,
  login,
  placeOrder,
  readLetters,
  restingLetters,
  startMailCatcher,
  startServer,
  type Api,
  type CaughtLetter,
  type MailCatcher,
  type StaffMessage,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

type Refusal = { code: string; error: string }
type Message = {
  message: StaffMessage & {
    note: string | null
    internet_message_id: string
    actor: { type: string; name: string | null }
  }
  content: { to: string; subject: string; html: string; text: string } | null
  tries: { outcome: string }[]
  actions: Record<string, { allowed: boolean; why: string | null }>
}
type Event = { kind: string; data: Json; note: string | null; actor: { type: string } }

const LONG_HOLD = 3_600

let addresses = 0

/** An address that no other order has. */
const newAddress = (): string => `walk-${process.pid}-${(addresses += 1)}@example.org`

describe("letters about statuses", () => {
  let catcher: MailCatcher
  let server: TestServer
  let manager: Api

  beforeAll(async () => {
    catcher = await startMailCatcher()
    server = await startServer({
      env: { SMTP_URL: catcher.smtpUrl, PUBLIC_URL: "https://crm.example" },
    })
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    await server?.stop()
    await catcher?.stop()
  })

  const move = async (id: string, status: string, more: Json = {}): Promise<void> => {
    const answer = await manager.post<Refusal>(`/admin/crm/orders/${id}/status`, {
      status,
      reason: "by hand",
      ...more,
    })
    expect([status, answer.status, answer.body.error]).toEqual([status, 200, undefined])
  }
  const decide = async (switches: Json[]): Promise<void> => {
    const answer = await manager.post("/admin/crm/mail/rules/switches", { switches })
    expect(answer.status).toBe(200)
  }
  /** How long letters of all kinds are held that a person sets off. */
  const hold = async (seconds: number): Promise<void> => {
    const { body } = await manager.get<{ kinds: { kind: string }[] }>("/admin/crm/mail/rules")
    await decide(
      body.kinds.map(({ kind }) => ({ shop_id: null, kind, send: true, hold_seconds: seconds }))
    )
  }
  const read = async (id: string): Promise<Message> =>
    (await manager.get<Message>(`/admin/crm/mail/messages/${id}`)).body
  const act = (id: string, action: string, body: Json = {}) =>
    manager.post<Message & Refusal>(`/admin/crm/mail/messages/${id}/${action}`, body)
  const events = async (id: string): Promise<Event[]> =>
    (await manager.get<{ events: Event[] }>(`/admin/crm/orders/${id}/events?view=log`)).body.events
  const kindsAndStates = (letters: readonly StaffMessage[]): string[] =>
    letters.map(({ kind, state, reason }) => [kind, state, reason].filter(Boolean).join(" "))
  const caught = async (to: string): Promise<CaughtLetter[]> => {
    const found = await catcher.messages({ to, limit: 100 })
    return Promise.all(found.map(({ id }) => catcher.letter(id)))
  }
  const sentKinds = async (id: string): Promise<string[]> =>
    (await restingLetters(manager, id)).map(({ kind, state }) => `${kind} ${state}`)

  describe("an order on its way", () => {
    beforeAll(() => hold(0))

    it.each([
      ["en", ["approved", "packed", "shipped", "reshipped", "delivered", "refunded", "chargeback"]],
      ["ru", ["declined", "closed"]],
      ["pl", ["cancelled"]],
      ["de", ["approved", "shipped", "delivered"]],
      ["fr", ["declined", "approved", "packed"]],
      ["es", ["approved", "refunded"]],
    ])("in %s: the letters of the table, each once, and nothing else", async (language, road) => {
      const to = newAddress()
      const id = await placeOrder(server, {
        "customer.email": to,
        "options.locale": language,
      })
      for (const status of road) {
        await move(id, status, status === "refunded" ? { elsewhere: true } : {})
      }
      const letters = await restingLetters(manager, id)
      expect(letters.map(({ kind }) => kind)).toEqual(["pending", ...road])
      expect(letters.filter(({ state }) => state !== "sent")).toEqual([])
      const got = await caught(to)
      expect(got).toHaveLength(letters.length)
      const own = await Promise.all(letters.map((one) => read(one.id)))
      expect(got.map(({ message_id }) => message_id).sort()).toEqual(
        own.map(({ message }) => message.internet_message_id).sort()
      )
      for (const letter of got) {
        expect(letter.text).toContain(id)
        expect(letter.html).toContain(id)
        expect(letter.html).toMatch(new RegExp(`<html[^>]* lang="${language}"`))
        expect(letter.raw).toMatch(new RegExp(`^Content-Language: ${language}\\r?$`, "m"))
      }
    })

    it("tells nothing of the call centre, nor of what was before it", async () => {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      await move(id, "approved")
      await move(id, "call_center")
      await move(id, "approved")
      await move(id, "packed")
      expect(await sentKinds(id)).toEqual(["pending sent", "approved sent", "packed sent"])
    })

    it("tells nothing when an order is taken up again, and again what happens again", async () => {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      for (const status of ["cancelled", "pending", "cancelled"]) {
        await restingLetters(manager, id)
        await move(id, status)
      }
      expect(await sentKinds(id)).toEqual(["pending sent", "cancelled sent", "cancelled sent"])
    })

    it("is told of by each of the ways in bulk", async () => {
      const ids = await Promise.all(
        Array.from({ length: 5 }, () => placeOrder(server, { "customer.email": newAddress() }))
      )
      await manager.post("/admin/crm/orders/bulk-status", { ids, status: "closed" })
      for (const id of ids) {
        expect(await sentKinds(id)).toEqual(["pending sent", "closed sent"])
      }
    })

    it("has one letter although the order is handed over twice", async () => {
      const changes = {
        "customer.email": newAddress(),
        "options.shop_order_id": `TWICE-${process.pid}`,
      }
      const id = await placeOrder(server, changes)
      await expect(placeOrder(server, changes)).rejects.toThrow("200")
      expect(await sentKinds(id)).toEqual(["pending sent"])
      expect((await events(id)).filter(({ kind }) => kind === "mail.queued")).toHaveLength(1)
    })

    it("has no letters while it is archived", async () => {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      await restingLetters(manager, id)
      await manager.post(`/admin/crm/orders/${id}/archive`, { reason: "a test" })
      await move(id, "cancelled")
      expect(await sentKinds(id)).toEqual(["pending sent"])
    })
  })

  describe("what a person has set off", () => {
    beforeAll(() => hold(LONG_HOLD))

    const placeHeld = async (status: string): Promise<{ id: string; letter: StaffMessage }> => {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      await move(id, status)
      const { messages } = await readLetters(manager, id)
      return { id, letter: messages[0] }
    }

    it("is held, and goes out when somebody says so", async () => {
      const { id, letter } = await placeHeld("cancelled")
      expect(letter).toMatchObject({ kind: "cancelled", state: "queued", subject: null })
      const left = Date.parse(letter.due_at) - Date.now()
      expect(left).toBeGreaterThan((LONG_HOLD - 60) * 1_000)
      const queued = (await events(id)).filter(({ kind }) => kind === "mail.queued")
      expect(queued.at(-1)).toMatchObject({
        data: { letter: "cancelled", hold_until: letter.due_at },
      })
      const { actions } = await read(letter.id)
      expect([actions.cancel.allowed, actions.send_now.allowed]).toEqual([true, true])
      expect((await act(letter.id, "send-now")).status).toBe(200)
      expect(await sentKinds(id)).toEqual(["pending sent", "cancelled sent"])
      const refused = await act(letter.id, "cancel")
      expect([refused.status, refused.body.code]).toEqual([409, "gone_out"])
      const again = await act(letter.id, "send-now")
      expect([again.status, again.body.error]).toEqual([409, "The letter has gone out."])
    })

    it("can be cancelled with a reason, and is then never sent", async () => {
      const { id, letter } = await placeHeld("closed")
      const answer = await act(letter.id, "cancel", { reason: "we have called" })
      expect(answer.body.message).toMatchObject({
        state: "cancelled",
        reason: "cancelled_by_staff",
      })
      expect((await events(id)).find(({ kind }) => kind === "mail.cancelled")).toMatchObject({
        note: "we have called",
        actor: { type: "staff" },
      })
      expect((await act(letter.id, "send-now")).body.code).toBe("not_waiting")
      expect(await sentKinds(id)).toEqual(["pending sent", "closed cancelled"])
    })

    it("is taken back with the move: the customer hears of neither", async () => {
      const { id } = await placeHeld("approved")
      await move(id, "packed")
      await move(id, "approved")
      expect(kindsAndStates((await readLetters(manager, id)).messages)).toEqual([
        "packed cancelled undone",
        "approved queued",
        expect.stringMatching(/^pending/),
      ])
    })

    it("stays when the order goes on", async () => {
      const { id } = await placeHeld("approved")
      await move(id, "packed")
      await move(id, "shipped")
      expect(kindsAndStates((await readLetters(manager, id)).messages)).toEqual([
        "shipped queued",
        "packed queued",
        "approved queued",
        expect.stringMatching(/^pending/),
      ])
    })

    it("is sent again with a reason: another message, once for each click", async () => {
      const to = newAddress()
      const id = await placeOrder(server, { "customer.email": to })
      const [letter] = await restingLetters(manager, id)
      const resend = (body: Json) =>
        manager.post<Message & Refusal>(`/admin/crm/orders/${id}/messages/resend`, body)
      expect((await resend({ message_id: letter.id })).status).toBe(400)
      const answers = await Promise.all(
        ["lost", "lost once more"].map((reason) => resend({ message_id: letter.id, reason }))
      )
      expect(answers.map(({ status }) => status)).toEqual([201, 201])
      const letters = await restingLetters(manager, id)
      expect(kindsAndStates(letters)).toEqual(["pending sent", "pending sent", "pending sent"])
      const ids = (await caught(to)).map(({ message_id }) => message_id)
      expect(new Set(ids).size).toBe(3)
      const told = (await events(id)).filter(({ kind }) => kind === "mail.resent")
      expect(told.map(({ note }) => note).sort()).toEqual(["lost", "lost once more"])
      const copy = answers[0].body.message
      expect([copy.note, copy.actor.name]).toEqual(["lost", "Max Manager"])
      // A copy of a copy is a copy of the same letter.
      expect((await resend({ message_id: copy.id, reason: "third" })).status).toBe(201)
      expect((await resend({ message_id: "mmsg_none", reason: "x" })).status).toBe(404)
      const other = await placeOrder(server, { "customer.email": newAddress() })
      const foreign = await manager.post<Refusal>(`/admin/crm/orders/${other}/messages/resend`, {
        message_id: letter.id,
        reason: "not its letter",
      })
      expect(foreign.status).toBe(404)
    })
  })

  describe("the rules", () => {
    it("keep back what a shop does not send, and say so", async () => {
      await hold(0)
      const { rows } = await server.db.query<{ shop_id: string }>(
        "select shop_id from crm_order limit 1"
      )
      const [{ shop_id }] = rows
      await decide([{ shop_id, kind: "closed", send: false, hold_seconds: 0 }])
      const id = await placeOrder(server, { "customer.email": newAddress() })
      await move(id, "closed")
      const letters = await restingLetters(manager, id)
      expect(kindsAndStates(letters)).toEqual(["pending sent", "closed skipped switched_off"])
      expect((await events(id)).filter(({ kind }) => kind === "mail.skipped")).toEqual([
        expect.objectContaining({
          data: expect.objectContaining({ letter: "closed", reason: "switched_off" }),
        }),
      ])
      const resent = await manager.post(`/admin/crm/orders/${id}/messages/resend`, {
        message_id: letters[1].id,
        reason: "this one wants it in writing",
      })
      expect(resent.status).toBe(201)
      expect(await sentKinds(id)).toEqual(["pending sent", "closed skipped", "closed sent"])
      // What the shop itself says is taken back: the word for all shops counts again.
      await decide([{ shop_id, kind: "closed", send: null, hold_seconds: 0 }])
      const next = await placeOrder(server, { "customer.email": newAddress() })
      await move(next, "closed")
      expect(await sentKinds(next)).toEqual(["pending sent", "closed sent"])
    })

    it("hold all mail at one word, and let it go at another", async () => {
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: true })
      const to = newAddress()
      const id = await placeOrder(server, { "customer.email": to })
      await new Promise((resolve) => setTimeout(resolve, 2_500))
      expect(kindsAndStates((await readLetters(manager, id)).messages)).toEqual(["pending queued"])
      const answer = await manager.post<{ hold_all: boolean; changed_by: string }>(
        "/admin/crm/mail/rules/hold-all",
        { hold_all: false }
      )
      expect(answer.body).toMatchObject({ hold_all: false, changed_by: "Max Manager" })
      expect(await sentKinds(id)).toEqual(["pending sent"])
      expect(await caught(to)).toHaveLength(1)
    })

    it("say whose name and address a shop's letters bear", async () => {
      const { rows } = await server.db.query<{ id: string }>(
        "select id from shop where name = 'Vita Herb'"
      )
      const path = `/admin/crm/mail/rules/shops/${rows[0].id}`
      const sender = {
        from_name: "Vita Herb, Kundendienst",
        from_address: "orders@vitaherb.example",
        reply_to: "help@vitaherb.example",
        account_id: null,
        payment_reminder_hours: null,
      }
      const hostile = await manager.post(path, {
        ...sender,
        from_name: "Vita\r\nBcc: all@example.org",
        from_address: "no address",
      })
      expect(hostile.status).toBe(400)
      const unknown = await manager.post<Refusal>(path, { ...sender, account_id: "macc_none" })
      expect([unknown.status, unknown.body.code]).toEqual([422, "wrong_rules"])
      expect((await manager.post("/admin/crm/mail/rules/shops/shop_none", sender)).status).toBe(404)
      expect((await manager.post(path, sender)).status).toBe(200)
      const to = newAddress()
      const id = await placeOrder(server, { "customer.email": to })
      await restingLetters(manager, id)
      const [letter] = await caught(to)
      expect(letter.from).toContain("orders@vitaherb.example")
      expect(letter.raw).toMatch(/^Reply-To: .*help@vitaherb\.example/m)
      expect(letter.message_id).toMatch(/@vitaherb\.example$/)
    })

    it("are refused with every fault named", async () => {
      const answer = await manager.post<Refusal & { fields: { path: string }[] }>(
        "/admin/crm/mail/rules/switches",
        { switches: [{ shop_id: "shop_none", kind: "closed", send: true, hold_seconds: 0 }] }
      )
      expect([answer.status, answer.body.fields[0].path]).toEqual([422, "switches.0.shop_id"])
      const wrong = [{ shop_id: null, kind: "call_center", send: true, hold_seconds: -1 }]
      const invalid = await manager.post("/admin/crm/mail/rules/switches", { switches: wrong })
      expect(invalid.status).toBe(400)
    })
  })

  describe("the list", () => {
    const list = async (query: string) => {
      const { status, body } = await manager.get<{
        messages: StaffMessage[]
        count: number
        counts: Record<string, number>
      }>(`/admin/crm/mail/messages?${query}`)
      expect(status).toBe(200)
      return body
    }

    it("finds letters by address, order, kind and state, and counts them by state", async () => {
      const to = newAddress()
      const id = await placeOrder(server, { "customer.email": to })
      await restingLetters(manager, id)
      for (const q of [to, to.toUpperCase(), id, id.toLowerCase()]) {
        const { messages, count, counts } = await list(`q=${encodeURIComponent(q)}`)
        expect([q, count, counts.sent]).toEqual([q, 1, 1])
        expect(messages[0]).toMatchObject({ to, kind: "pending", order: { id } })
      }
      const sent = await list(`q=${id}&state[]=failed&kind=pending`)
      expect([sent.count, sent.counts.sent, sent.messages]).toEqual([0, 1, []])
      expect((await list(`q=${id}&to=2020-01-01`)).counts.sent).toBe(0)
      const page = await list("limit=2&offset=1")
      expect(page.messages).toHaveLength(2)
      expect((await manager.get("/admin/crm/mail/messages?state=lost")).status).toBe(400)
      expect((await manager.get("/admin/crm/mail/messages/mmsg_none")).status).toBe(404)
    })

    it("is the managers', not the call centre's", async () => {
      const operator = await login(server, "operator")
      const [any] = (await list("limit=1")).messages
      expect((await operator.get("/admin/crm/mail/messages")).status).toBe(403)
      expect((await operator.get(`/admin/crm/mail/messages/${any.id}`)).status).toBe(403)
      expect((await operator.get(`/admin/crm/orders/${any.order?.id}/messages`)).status).toBe(403)
    })
  })

  it("lose no letter and no status to a mail server that is away", async () => {
    await catcher.fault("down", { times: null })
    const to = newAddress()
    const id = await placeOrder(server, { "customer.email": to })
    await move(id, "cancelled")
    expect(await caught(to)).toEqual([])
    await catcher.clearFaults()
    const all = await eventually(
      () => caught(to),
      (letters) => letters.length === 2,
      60_000
    )
    expect(all).toHaveLength(2)
  })
})
