import {
  api,
  countStates,
  eventually,
  letterInState,
  login,
  mailEventsOf,
  messagesOf,
  openEntries,
  orderWithLetter,
  placeOrder,
  startMailCatcher,
  startServer,
  triesOf,
  type Api,
  type MailCatcher,
  type TestServer,
} from "../harness"

/** A minute is three seconds: a lease of 4.5 s, the first new try after 3 s, the first rest half a second. */
const SCALE = "0.05"

const EVENTS_TOKEN = "a-token-for-tests-0123456789"

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

let drawn = 0
const newAddress = (): string => `customer-${process.pid}-${(drawn += 1)}@example.com`

const environmentOf = (catcher: MailCatcher): Record<string, string> => ({
  SMTP_URL: catcher.smtpUrl,
  T3_MAIL_CATCHER_URL: catcher.url,
  MAIL_TIME_SCALE: SCALE,
  MAIL_EVENTS_TOKEN: EVENTS_TOKEN,
})

describe("letters on their way", () => {
  let catcher: MailCatcher
  let server: TestServer
  let administrator: Api
  let manager: Api

  beforeAll(async () => {
    catcher = await startMailCatcher()
    server = await startServer({ env: environmentOf(catcher) })
    administrator = await login(server, "administrator")
    manager = await login(server, "manager")
  })
  beforeEach(() => catcher.clearFaults())
  afterAll(async () => {
    await server?.stop()
    await catcher?.stop()
  })

  const received = async (to: string) => catcher.messages({ to })

  it("arrive once, and the order's stream tells of it", async () => {
    const to = newAddress()
    const { id, message } = await orderWithLetter(server, "sent", { "customer.email": to })
    const [letter, ...others] = await received(to)
    expect(others).toEqual([])
    expect(letter.message_id).toBe(message.internet_message_id)
    expect((await catcher.letter(letter.id)).text).toContain(id)
    expect(await triesOf(server, message.id)).toMatchObject([
      { number: 1, outcome: "sent", code: 250, account_id: "macc_environment" },
    ])
    expect(await mailEventsOf(server, id)).toEqual(["mail.queued", "mail.sent"])
    expect(message.tries).toBe(1)
  })

  it("are tried again when the server asks to wait", async () => {
    const to = newAddress()
    await catcher.fault("4xx", { to })
    const { id, message } = await orderWithLetter(server, "sent", { "customer.email": to })
    expect(await triesOf(server, message.id)).toMatchObject([
      { outcome: "deferred", code: 451, enhanced_code: "4.7.1" },
      { outcome: "sent" },
    ])
    expect(await received(to)).toHaveLength(1)
    expect(await mailEventsOf(server, id)).toEqual(["mail.queued", "mail.deferred", "mail.sent"])
  })

  it("are given to a person when the server refuses them, who can try once more", async () => {
    const to = newAddress()
    await catcher.fault("5xx", { to })
    const { id, message } = await orderWithLetter(server, "failed", { "customer.email": to })
    expect(message).toMatchObject({
      reason: "refused",
      answer: expect.stringMatching(/^554 5\.7\.1/),
    })
    expect(await openEntries(server, id)).toEqual(["mail_failed"])
    const answer = await manager.post(`/admin/crm/mail/messages/${message.id}/retry`, {})
    expect(answer.status).toBe(200)
    await letterInState(server, id, "sent")
    expect(await received(to)).toHaveLength(1)
    expect(await openEntries(server, id)).toEqual([])
  })

  it("stop going to a mailbox that does not exist, until a person lets them", async () => {
    const to = newAddress()
    await catcher.fault("reject_rcpt", { to })
    const { message } = await orderWithLetter(server, "failed", { "customer.email": to })
    expect(message.answer).toMatch(/^550 5\.1\.1 <\*\*\*>/)
    const { id } = await orderWithLetter(server, "suppressed", { "customer.email": to })
    expect(await mailEventsOf(server, id)).toEqual(["mail.queued", "mail.skipped"])
    const { body } = await manager.get<{ suppressions: { address: string; reason: string }[] }>(
      `/admin/crm/mail/suppressions?q=${to}`
    )
    expect(body.suppressions).toMatchObject([{ address: to, reason: "bounced" }])
    await manager.post("/admin/crm/mail/suppressions/remove", {
      address: to.toUpperCase(),
      reason: "The customer has corrected it",
    })
    await orderWithLetter(server, "sent", { "customer.email": to })
    expect(await received(to)).toHaveLength(1)
  })

  it("are sent again when the connection is cut in the middle of one", async () => {
    const to = newAddress()
    await catcher.fault("cut_in_data", { to })
    const { message } = await orderWithLetter(server, "sent", { "customer.email": to })
    expect(await triesOf(server, message.id)).toMatchObject([
      { outcome: "unclear" },
      { outcome: "sent" },
    ])
    expect(await received(to)).toHaveLength(1)
  })

  it("come twice only when the acknowledgement was cut, with the same Message-ID", async () => {
    const to = newAddress()
    await catcher.fault("cut_after_data", { to })
    const { message } = await orderWithLetter(server, "sent", { "customer.email": to })
    expect(await triesOf(server, message.id)).toMatchObject([
      { outcome: "unclear" },
      { outcome: "sent" },
    ])
    const letters = await received(to)
    expect(letters.map(({ message_id }) => message_id)).toEqual(
      Array(2).fill(message.internet_message_id)
    )
    const [one, other] = await Promise.all(letters.map(({ id }) => catcher.letter(id)))
    expect(one.raw).toBe(other.raw)
  })

  it("wait while all mail is held", async () => {
    await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: true })
    const to = newAddress()
    const id = await placeOrder(server, { "customer.email": to })
    await pause(2_500)
    expect(await messagesOf(server, id)).toMatchObject([{ state: "queued", tries: 0 }])
    await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: false })
    await letterInState(server, id, "sent")
    expect(await received(to)).toHaveLength(1)
  })

  it("are not sent for an order that has been archived meanwhile", async () => {
    await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: true })
    const to = newAddress()
    const id = await placeOrder(server, { "customer.email": to })
    const archived = await manager.post(`/admin/crm/orders/${id}/archive`, { reason: "a test" })
    expect(archived.status).toBe(200)
    await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: false })
    const [message] = await eventually(
      () => messagesOf(server, id),
      ([first]) => first.state !== "queued" && first.state !== "sending"
    )
    expect([message.state, message.reason]).toEqual([
      expect.stringMatching(/skipped|cancelled/),
      "overtaken",
    ])
    expect(await received(to)).toEqual([])
  })

  describe("through a server that is away", () => {
    it("wait, and go out once each when it is back; orders come in as ever", async () => {
      await catcher.fault("down")
      const addresses = Array.from({ length: 20 }, newAddress)
      const ids: string[] = []
      for (const to of addresses) {
        ids.push(await placeOrder(server, { "customer.email": to }))
      }
      const entries = await eventually(
        () => openEntries(server, "macc_environment"),
        (kinds) => kinds.length > 0
      )
      expect(entries).toEqual(["mail_account_down"])
      const health = await manager.get<{ mail: { waiting: number; accounts: object[] } }>(
        "/admin/crm/health"
      )
      expect(health.body.mail.waiting).toBeGreaterThan(0)
      expect(health.body.mail.accounts).toMatchObject([
        { id: "macc_environment", trouble: "The server refuses the connection." },
      ])
      await catcher.clearFaults()
      for (const id of ids) {
        await letterInState(server, id, "sent")
      }
      for (const to of addresses) {
        expect(await received(to)).toHaveLength(1)
      }
      // Nobody is to blame: no letter has used up a try.
      const [{ tries }] = await messagesOf(server, ids[0])
      expect(tries).toBe(1)
      expect(await openEntries(server, "macc_environment")).toEqual([])
    })
  })

  describe("of a shop with a mail server of its own", () => {
    let own: MailCatcher
    let accountId: string
    let shopId: string

    beforeAll(async () => {
      own = await startMailCatcher()
      const made = await administrator.post<{ account: { id: string } }>(
        "/admin/crm/mail/accounts",
        { name: "Own", host: "127.0.0.1", port: own.port, security: "none" }
      )
      expect(made.status).toBe(201)
      accountId = made.body.account.id
      const { rows } = await server.db.query<{ shop_id: string }>(
        "select shop_id from mail_message limit 1"
      )
      shopId = rows[0].shop_id
      await setAccount(accountId)
    })
    afterAll(async () => {
      await setAccount(null)
      await own?.stop()
    })

    const setAccount = async (account_id: string | null): Promise<void> => {
      const answer = await manager.post(`/admin/crm/mail/rules/shops/${shopId}`, {
        ...{ from_name: "Own sender", from_address: "own@vitaherb.example", reply_to: null },
        ...{ account_id, payment_reminder_hours: null },
      })
      expect(answer.status).toBe(200)
      await pause(2_200)
    }

    it("go through that, under the shop's name", async () => {
      const to = newAddress()
      const { message } = await orderWithLetter(server, "sent", { "customer.email": to })
      expect(message.account_id).toBe(accountId)
      expect(await received(to)).toEqual([])
      const [letter] = await own.messages({ to })
      expect(letter.from).toBe("own@vitaherb.example")
    })

    it("do not wait for another server that is slow", async () => {
      await catcher.fault("slow", { times: null, delay_ms: 4_000 })
      // Of a shop without a server of its own; a few at a time, so that all of them take long.
      const slow: string[] = []
      for (let index = 0; index < 15; index += 1) {
        const to = { "customer.email": newAddress() }
        slow.push(await placeOrder(server, to, "create-order.crypto"))
      }
      await orderWithLetter(server, "sent", { "customer.email": newAddress() })
      const states = await Promise.all(
        slow.map(async (id) => (await messagesOf(server, id))[0].state)
      )
      expect(states.filter((state) => state !== "sent")).not.toEqual([])
      for (const id of slow) {
        await letterInState(server, id, "sent")
      }
    })

    it("go no faster than the account may", async () => {
      const changed = await manager.post(`/admin/crm/mail/accounts/${accountId}`, {
        rate_per_second: 4,
      })
      expect(changed.status).toBe(200)
      await pause(2_500)
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: true })
      const ids: string[] = []
      for (let index = 0; index < 20; index += 1) {
        ids.push(await placeOrder(server, { "customer.email": newAddress() }))
      }
      const began = Date.now()
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: false })
      for (const id of ids) {
        await letterInState(server, id, "sent")
      }
      // A second's worth at once, then four a second.
      expect(Date.now() - began).toBeGreaterThan(3_500)
      await manager.post(`/admin/crm/mail/accounts/${accountId}`, { rate_per_second: null })
    })
  })

  describe("that come back", () => {
    const report = (events: unknown[], token = EVENTS_TOKEN) =>
      api(server, { authorization: `Bearer ${token}` }).post("/hooks/mail/events", { events })

    it("are reported only by who knows the token", async () => {
      expect((await report([], "wrong")).status).toBe(401)
      expect((await api(server).post("/hooks/mail/events", { events: [] })).status).toBe(401)
      expect((await report([{ type: "bounced" }])).status).toBe(400)
      expect((await report([{ type: "bounced", message_id: "x@elsewhere.example" }])).body).toEqual(
        {
          received: 1,
          applied: 0,
        }
      )
    })

    it("stop the address and tell a person, once however often it is reported", async () => {
      const to = newAddress()
      const { id, message } = await orderWithLetter(server, "sent", { "customer.email": to })
      const bounce = {
        type: "bounced",
        message_id: `<${message.internet_message_id}>`,
        detail: `550 5.1.1 ${to} is unknown`,
      }
      expect((await report([bounce])).body).toEqual({ received: 1, applied: 1 })
      expect((await report([bounce, bounce])).body).toEqual({ received: 2, applied: 0 })
      const [now] = await messagesOf(server, id)
      expect(now).toMatchObject({ state: "bounced", answer: "550 5.1.1 *** is unknown" })
      expect(await openEntries(server, id)).toEqual(["mail_bounced"])
      expect(await mailEventsOf(server, id)).toEqual(["mail.queued", "mail.sent", "mail.bounced"])
      await orderWithLetter(server, "suppressed", { "customer.email": to })
    })

    it("are only noted when the mailbox was full, or the further way takes long", async () => {
      const to = newAddress()
      const { id, message } = await orderWithLetter(server, "sent", { "customer.email": to })
      const late = { type: "deferred", message_id: message.internet_message_id }
      expect((await report([late, late])).body).toEqual({ received: 2, applied: 1 })
      const soft = { type: "bounced", kind: "soft", address: to.toUpperCase() }
      expect((await report([soft])).body).toEqual({ received: 1, applied: 1 })
      expect(await messagesOf(server, id)).toMatchObject([{ state: "bounced" }])
      await orderWithLetter(server, "sent", { "customer.email": to })
    })

    it("as a complaint stop the address, also of a letter nobody knows", async () => {
      const to = newAddress()
      const { id, message } = await orderWithLetter(server, "sent", { "customer.email": to })
      const complaint = { type: "complained", message_id: message.internet_message_id }
      expect((await report([complaint, complaint])).body).toEqual({ received: 2, applied: 1 })
      expect(await messagesOf(server, id)).toMatchObject([{ state: "sent" }])
      expect(await mailEventsOf(server, id)).toContain("mail.complained")
      const stranger = newAddress()
      await report([{ type: "complained", address: stranger }])
      await orderWithLetter(server, "suppressed", { "customer.email": stranger })
    })
  })

  describe("mail servers", () => {
    it("are the administrator's; nobody reads a password", async () => {
      const account = { name: "Post", host: "127.0.0.1", port: 25, security: "none" }
      expect((await manager.post("/admin/crm/mail/accounts", account)).status).toBe(403)
      const operator = await login(server, "operator")
      expect((await operator.get("/admin/crm/mail/accounts")).status).toBe(403)
      const made = await administrator.post<{ account: { id: string } }>(
        "/admin/crm/mail/accounts",
        { ...account, port: catcher.port, username: "post", password: "wrong" }
      )
      expect(made.body.account).toMatchObject({ password_set: true, is_default: false })
      const path = `/admin/crm/mail/accounts/${made.body.account.id}`
      expect((await manager.post(path, { password: "mine" })).status).toBe(403)
      expect((await manager.post(path, { host: "evil.example" })).status).toBe(403)
      expect((await manager.post(path, { max_connections: 2 })).status).toBe(200)
      expect((await manager.post(`${path}/check`, {})).body).toMatchObject({
        ok: false,
        words: expect.stringMatching(/^535 5\.7\.8/),
      })
      await administrator.post(path, { password: "a good one" })
      expect((await manager.post(`${path}/check`, {})).body).toEqual({ ok: true, words: null })
      const listed = await manager.get("/admin/crm/mail/accounts")
      expect(listed.text).not.toMatch(/a good one|"password"/)
      const { rows } = await server.db.query<{ all: string }>(
        "select string_agg(sealed, ' ') as all from sealed_secret"
      )
      expect(rows[0].all).not.toContain("a good one")
      expect(server.logs()).not.toContain("a good one")
    })

    it("of another machine are never talked to in the clear", async () => {
      const answer = await administrator.post("/admin/crm/mail/accounts", {
        ...{ name: "Far", host: "mail.example.com", port: 25, security: "none" },
      })
      expect([answer.status, answer.body.code]).toEqual([422, "wrong_account"])
    })

    it("are not changed where the environment says what they are", async () => {
      const path = "/admin/crm/mail/accounts/macc_environment"
      const answer = await administrator.post(path, { host: "127.0.0.2" })
      expect([answer.status, answer.body.code]).toEqual([409, "from_environment"])
      const off = await administrator.post(path, { is_default: false })
      expect([off.status, off.body.code]).toEqual([409, "default_needed"])
      expect((await administrator.post(path, { max_connections: 4 })).status).toBe(200)
    })
  })

  it("are read on a staff page where a catcher takes them", async () => {
    const to = newAddress()
    await orderWithLetter(server, "sent", { "customer.email": to })
    const { body } = await manager.get<{ messages: { id: string }[] }>(
      `/admin/crm/mail/caught?to=${to}`
    )
    const [{ id }] = body.messages
    const letter = await manager.get<{ message: object }>(`/admin/crm/mail/caught/${id}`)
    expect(letter.body.message).toMatchObject({ to: [to], html: expect.stringContaining("<") })
    expect((await manager.get("/admin/crm/mail/caught/none")).status).toBe(404)
  })
})

describe("letters and processes that end", () => {
  it("kill -9 while sending loses none, and doubles none but what was being handed over", async () => {
    const catcher = await startMailCatcher()
    const env = environmentOf(catcher)
    const first = await startServer({ env })
    const second = await startServer({ env, databaseUrl: first.databaseUrl })
    try {
      const manager = await login(second, "manager")
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: true })
      const ids: string[] = []
      for (let index = 0; index < 120; index += 1) {
        ids.push(await placeOrder(second, { "customer.email": newAddress() }))
      }
      // Every letter takes a moment, so that the kill comes in the middle of several.
      await catcher.fault("slow", { times: null, delay_ms: 300 })
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: false })
      await eventually(
        () => countStates(second),
        ({ sent = 0 }) => sent >= 20
      )
      await first.kill("SIGKILL")
      const afterKill = await countStates(second)
      expect(afterKill.sent ?? 0).toBeLessThan(120)
      // And once more in a row, with nobody left for a moment.
      await eventually(
        () => countStates(second),
        ({ sent = 0 }) => sent >= 60,
        60_000
      )
      await second.kill("SIGKILL")
      await catcher.clearFaults()
      await second.restart()
      const states = await eventually(
        () => countStates(second),
        ({ sent = 0 }) => sent === 120,
        60_000
      )
      expect(states).toEqual({ sent: 120 })

      const counts = await catcher.messageIds()
      const { rows } = await second.db.query<{ internet_message_id: string; unclear: number }>(
        `select internet_message_id, (select count(*)::int from mail_try
            where message_id = mail_message.id and outcome = 'unclear') as unclear
           from mail_message`
      )
      expect(counts.size).toBe(120)
      for (const { internet_message_id, unclear } of rows) {
        const times = counts.get(internet_message_id) ?? 0
        expect(times).toBeGreaterThanOrEqual(1)
        // Every second copy is accounted for by a try of which nobody knows how it ended.
        expect(times).toBeLessThanOrEqual(1 + unclear)
      }
      const doubled = [...counts.values()].filter((times) => times > 1).length
      // Two kills, five connections each.
      expect(doubled).toBeLessThanOrEqual(10)
    } finally {
      await second.stop().catch(() => undefined)
      await first.stop()
      await catcher.stop()
    }
  }, 240_000)

  it("a stop in good order leaves nothing unclear", async () => {
    const catcher = await startMailCatcher()
    const server = await startServer({ env: environmentOf(catcher) })
    try {
      const manager = await login(server, "manager")
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: true })
      for (let index = 0; index < 30; index += 1) {
        await placeOrder(server, { "customer.email": newAddress() })
      }
      await catcher.fault("slow", { times: null, delay_ms: 600 })
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: false })
      await eventually(
        () => countStates(server),
        ({ sent = 0 }) => sent >= 5
      )
      await server.kill("SIGTERM")
      const { sending = 0, sent = 0 } = await countStates(server)
      expect(sending).toBe(0)
      expect(sent).toBeLessThan(30)
      await catcher.clearFaults()
      await server.restart()
      const states = await eventually(
        () => countStates(server),
        (all) => all.sent === 30
      )
      expect(states).toEqual({ sent: 30 })
      expect([...(await catcher.messageIds()).values()]).toEqual(Array(30).fill(1))
      const { rows } = await server.db.query("select 1 from mail_try where outcome <> 'sent'")
      expect(rows).toEqual([])
    } finally {
      await server.stop()
      await catcher.stop()
    }
  })

  it("without any mail server letters wait until there is one", async () => {
    const catcher = await startMailCatcher()
    const server = await startServer({ env: { MAIL_TIME_SCALE: SCALE } })
    try {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      await pause(1_500)
      expect(await messagesOf(server, id)).toMatchObject([{ state: "queued" }])
      expect((await (await login(server, "manager")).get("/admin/crm/mail/caught")).status).toBe(
        404
      )
      expect((await api(server).post("/hooks/mail/events", { events: [] })).status).toBe(404)
      await server.restart(environmentOf(catcher))
      await letterInState(server, id, "sent")
    } finally {
      await server.stop()
      await catcher.stop()
    }
  })
})
