import {
  api,
  eventually,
  freePort,
  LEGACY_DOOR,
  login,
  messagesOf,
  orderOf,
  placeOrder,
  send,
  setUpPayments,
  shopOfSample,
  startMailCatcher,
  startServer,
  startSimulators,
  type Api,
  type MailCatcher,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

type Button = { name: string; request: { path: string; body: Json } | null; asks: string[] }
type Why = { kind: string; data: Json; since: string; button: Button | null }
type Card = {
  status: string
  why: Why
  seen: string
  tags: string[]
  responsible: { id: string; name: string } | null
  customer: {
    order_count: number
    paid_order_count: number
    spent_usd?: string
    others?: { id: string }[]
  }
  payment: { attempts: { id: string; redirect_url: string | null; state: string }[] }
  logistics: { shipments: { id: string; state: string }[] }
}

const CARD = "create-order.card"
const APPROVED = "4242424242424242"
const NO_MONEY = "4000000000009995"
const THREE_D_SECURE = "4000002500003155"
const EVENTS_TOKEN = "a-token-for-tests-0123456789"
const PATIENCE_MS = 60_000

/** What a customer does on a processor's page. */
const pay = (url: string): Promise<Response> =>
  fetch(url, { method: "POST", body: new URLSearchParams({ choice: "pay" }), redirect: "manual" })

describe("why an order is here, and what heals it", () => {
  let server: TestServer
  let simulators: Simulators
  let catcher: MailCatcher
  let manager: Api
  let operator: Api
  let drawn = 0

  beforeAll(async () => {
    catcher = await startMailCatcher()
    server = await startServer({
      env: {
        SMTP_URL: catcher.smtpUrl,
        MAIL_TIME_SCALE: "0.05",
        MAIL_EVENTS_TOKEN: EVENTS_TOKEN,
        // Nothing is asked about by itself while a test looks at it.
        PAYMENT_TIME_SCALE: "1",
      },
    })
    simulators = await startSimulators({ speed: 0.01, callbacks: server.url })
    manager = await login(server, "manager")
    operator = await login(server, "operator")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
    await catcher?.stop()
  })

  const read = async (id: string, as = manager): Promise<Card> => {
    const answer = await as.get<{ order: Card }>(`/admin/crm/orders/${id}`)
    expect([answer.status, answer.status === 200 ? "" : answer.text]).toEqual([200, ""])
    return answer.body.order
  }

  const whyOf = async (id: string, as = manager): Promise<Why> =>
    (await as.get<{ why: Why }>(`/admin/crm/orders/${id}/why`)).body.why

  /** The order's sentence as soon as it is of this kind. */
  const isHere = async (id: string, kind: string): Promise<Why> => {
    const why = await eventually(
      () => whyOf(id),
      (now) => now.kind === kind,
      PATIENCE_MS
    )
    expect([id, why.kind]).toEqual([id, kind])
    return why
  }

  /** Presses the button of the order's sentence, and says what it asks for. */
  const press = async (why: Why, name: string, said: Json = {}): Promise<void> => {
    expect(why.button?.name).toBe(name)
    expect(why.button?.asks).toEqual(Object.keys(said))
    const { path, body } = why.button?.request ?? { path: "", body: {} }
    const answer = await manager.post(path, { ...body, ...said })
    expect([path, answer.status < 300 ? "" : answer.text]).toEqual([path, ""])
  }

  const newAddress = (): string => `why-${process.pid}-${(drawn += 1)}@example.com`

  const place = async (card: string, changes: Json = {}): Promise<string> => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, { "payment.card_number": card, ...changes })
    const answer = await send(server, shop, LEGACY_DOOR, body)
    expect([answer.status, answer.status === 201 ? "" : answer.text]).toEqual([201, ""])
    return answer.body.id
  }

  const move = async (id: string, status: string): Promise<void> => {
    const answer = await manager.post(`/admin/crm/orders/${id}/status`, { status, reason: "Test" })
    expect([answer.status < 300, answer.status < 300 ? "" : answer.text]).toEqual([true, ""])
  }

  /** An order that was paid past the processors. */
  const approved = async (changes: Json = {}): Promise<string> => {
    const id = await placeOrder(server, changes)
    await move(id, "approved")
    return id
  }

  const payLink = async (id: string): Promise<void> => {
    await isHere(id, "waiting_link")
    const url = (await read(id)).payment.attempts.at(-1)?.redirect_url ?? ""
    await pay(url)
    const { kind } = await whyOf(id)
    if (kind === "waiting_link") {
      await manager.post(`/admin/crm/orders/${id}/payment/check-now`, {})
    }
    await isHere(id, "paid_not_sent")
  }

  describe("payments", () => {
    let unset: string
    let late: string

    beforeAll(async () => {
      const { "stripe-main": account } = await setUpPayments(server, simulators, {
        keys: ["stripe-main"],
        settings: { stripe: { timeout_seconds: "4" } },
      })
      const path = `/admin/crm/processors/accounts/${account}`
      expect((await manager.post(path, { active: false })).status).toBe(200)
      unset = await place(APPROVED)
      late = await place(APPROVED)
      expect((await isHere(unset, "payment_no_processor")).button).toBeNull()
      await isHere(late, "payment_no_processor")
      expect((await manager.post(path, { active: true })).status).toBe(200)
    })
    afterEach(() => simulators.clearFaults())

    it("no processor takes it: a link is made and paid", async () => {
      await press(await isHere(unset, "payment_no_processor"), "create_link")
      await payLink(unset)
    })

    it("the CVV expired before the first attempt: a link is made and paid", async () => {
      // How it comes about is in payments.spec.ts; here it is what the card says of it.
      await server.db.query(
        "update attention_entry set kind = 'payment_cvv_expired' where subject_id = $1",
        [late]
      )
      await press(await isHere(late, "payment_cvv_expired"), "create_link")
      await payLink(late)
    })

    it("the bank says insufficient funds: the customer pays by a link", async () => {
      const id = await place(NO_MONEY)
      const why = await isHere(id, "declined_insufficient_funds")
      expect(why.data).toMatchObject({ category: "insufficient_funds" })
      await press(why, "create_link")
      await payLink(id)
    })

    it("the processor does not work: the card is charged again", async () => {
      await simulators.fault({ purpose: "any", fault: "error_500_page", times: null })
      const id = await place(APPROVED)
      await eventually(
        () => read(id),
        ({ status }) => status === "declined",
        PATIENCE_MS
      )
      const why = await whyOf(id)
      expect(["declined_processor_unavailable", "account_resting"]).toContain(why.kind)
      await simulators.clearFaults()
      await press(why, "manual_payment")
      await isHere(id, "paid_not_sent")
    })

    it("the processor does not answer: it is asked", async () => {
      await simulators.fault({ purpose: "charge", fault: "hang_after_charging" })
      const id = await place(APPROVED)
      await press(await isHere(id, "payment_unknown"), "check_now")
      await isHere(id, "paid_not_sent")
    })

    it("a callback that never comes: the processor is asked after 40 minutes", async () => {
      await simulators.callbacks("drop")
      const id = await place(THREE_D_SECURE)
      expect((await isHere(id, "waiting_3ds")).button?.name).toBe("check_now")
      const [attempt] = (await read(id)).payment.attempts
      await pay(attempt.redirect_url ?? "")
      await server.db.query(
        "update payment_attempt set sent_at = now() - interval '41 minutes' where id = $1",
        [attempt.id]
      )
      await press(await isHere(id, "no_callback"), "check_now")
      await isHere(id, "paid_not_sent")
      await simulators.callbacks("release")
    })

    it("a refund of which nobody knows: the processor is asked", async () => {
      const id = await place(APPROVED)
      await isHere(id, "paid_not_sent")
      await simulators.fault({ purpose: "refund", fault: "hang_after_charging" })
      await manager.post(`/admin/crm/orders/${id}/payment/refund`, { reason: "Changed his mind" })
      await press(await isHere(id, "refund_unknown"), "check_now")
      await isHere(id, "refunded")
    })
  })

  describe("letters", () => {
    beforeAll(async () => {
      const switches = [{ shop_id: null, kind: "approved", send: true, hold_seconds: 0 }]
      const answer = await manager.post("/admin/crm/mail/rules/switches", { switches })
      expect(answer.status).toBe(200)
      // The rules are read anew after two seconds.
      await new Promise((resolve) => setTimeout(resolve, 2_500))
    })
    afterEach(() => catcher.clearFaults())

    const newest = async (id: string, state: string): Promise<void> => {
      const found = await eventually(
        () => messagesOf(server, id),
        (messages) => messages.at(-1)?.state === state,
        PATIENCE_MS
      )
      expect(found.map((message) => message.state).at(-1)).toBe(state)
    }

    it("the mail server refuses a letter: it is tried again", async () => {
      const to = newAddress()
      await catcher.fault("5xx", { to })
      const id = await approved({ "customer.email": to })
      await press(await isHere(id, "mail_failed"), "retry_message")
      await isHere(id, "paid_not_sent")
    })

    it("the address is stopped: it is let go, and the letters are sent again", async () => {
      const to = newAddress()
      await catcher.fault("reject_rcpt", { to })
      const first = await placeOrder(server, { "customer.email": to })
      await newest(first, "failed")
      const id = await approved({ "customer.email": to })
      const why = await isHere(id, "address_stopped")
      expect(why.data).toMatchObject({ reason: "bounced" })
      await press(why, "release_address", { reason: "The customer says that it works" })
      await press(await isHere(id, "mail_not_sent"), "resend_message", { reason: "Works again" })
      await isHere(id, "paid_not_sent")
    })

    it("a letter came back: it is sent again", async () => {
      const to = newAddress()
      const id = await approved({ "customer.email": to })
      await newest(id, "sent")
      const [message] = (await messagesOf(server, id)).reverse()
      await api(server, { authorization: `Bearer ${EVENTS_TOKEN}` }).post("/hooks/mail/events", {
        events: [
          {
            type: "bounced",
            kind: "soft",
            message_id: message.internet_message_id,
            detail: "452 4.2.2 mailbox full",
          },
        ],
      })
      await press(await isHere(id, "mail_bounced"), "resend_message", { reason: "Try once more" })
      await isHere(id, "paid_not_sent")
    })

    it("the mail server is away: it is tried, and what waits goes out", async () => {
      await catcher.fault("down", { times: null })
      const id = await approved({ "customer.email": newAddress() })
      const why = await isHere(id, "mail_account_down")
      await catcher.clearFaults()
      await press(why, "check_mail_server")
      await isHere(id, "paid_not_sent")
    })

    it("all mail is held: the settings let it go", async () => {
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: true })
      const id = await approved({ "customer.email": newAddress() })
      const { button } = await isHere(id, "mail_all_held")
      expect(button).toEqual({ name: "open_mail_settings", request: null, asks: [] })
      await manager.post("/admin/crm/mail/rules/hold-all", { hold_all: false })
      await isHere(id, "paid_not_sent")
    })

    it("the wording has a fault: mended, the letter goes out", async () => {
      const path = "/admin/crm/mail/templates/approved"
      const save = (body: string, expected_version: number) =>
        manager.post(path, {
          ...{ shop_id: null, language: "fr", note: "Test", subject: "S", text: null },
          ...{ body, expected_version, save_broken: true },
        })
      expect((await save("<p>{{ order.nothing }}</p>", 0)).status).toBe(200)
      const id = await approved({ "customer.email": newAddress(), "options.locale": "fr-FR" })
      const { button, data } = await isHere(id, "mail_broken")
      expect([button?.name, data.letter]).toEqual(["open_template", "approved"])
      expect((await save("<p>Good</p>", 1)).status).toBe(200)
      await isHere(id, "paid_not_sent")
    })
  })

  describe("parcels", () => {
    let administrator: Api
    let rest: string
    let depot: string

    const add = async (provider: string, more: Json = {}): Promise<string> => {
      const { name, settings, secrets } = simulators.supplier(provider)
      const answer = await administrator.post<{ supplier: { id: string } }>(
        "/admin/crm/suppliers",
        { provider, name, settings, secrets, ...more }
      )
      expect([answer.status, answer.status < 300 ? "" : answer.text]).toEqual([201, ""])
      return answer.body.supplier.id
    }

    const addProduct = (supplier_id: string, sku: string) =>
      manager.post("/admin/crm/catalogue", { supplier_id, sku, supplier_sku: `S-${sku}` })

    const of = (sku: string): Promise<string> =>
      approved({ products: [{ id: 1, sku, name: `PRODUCT ${sku}`, quantity: 1, price: 20 }] })

    const dispatch = (id: string) => manager.post(`/admin/crm/orders/${id}/dispatch`, {})

    const firstParcel = async (id: string) => (await read(id)).logistics.shipments[0].id

    /** An order whose parcel is on its way. */
    const shipped = async (number: string): Promise<{ id: string; shipment_id: string }> => {
      const id = await of("W-ONE")
      await dispatch(id)
      await isHere(id, "with_supplier")
      const shipment_id = await firstParcel(id)
      await manager.post(`/admin/crm/orders/${id}/tracking-numbers`, {
        ...{ number, shipment_id, send: true },
      })
      await isHere(id, "on_its_way")
      return { id, shipment_id }
    }

    beforeAll(async () => {
      administrator = await login(server, "administrator")
      rest = await add("rest")
      depot = await add("csv_sftp")
      await addProduct(rest, "W-ONE")
      await addProduct(rest, "R-REJECT")
    })
    afterEach(() => simulators.atSuppliers("POST", "/faults/clear", {}))

    it("paid and not sent: it is sent", async () => {
      const id = await of("W-ONE")
      await press(await isHere(id, "paid_not_sent"), "send_to_shipper")
      await isHere(id, "with_supplier")
    })

    it("nobody ships it: the catalogue gets it", async () => {
      const id = await of("W-UNKNOWN")
      await dispatch(id)
      const why = await isHere(id, "dispatch_unknown_sku")
      expect([why.button?.name, why.data.skus]).toEqual(["open_catalogue", "W-UNKNOWN"])
      await addProduct(rest, "W-UNKNOWN")
      await dispatch(id)
      await isHere(id, "with_supplier")
    })

    it("the supplier rejects it: another one gets it", async () => {
      const id = await of("R-REJECT")
      await dispatch(id)
      const why = await isHere(id, "dispatch_rejected")
      expect(String(why.data.words)).toMatch(/Not in our range/)
      await addProduct(depot, "R-REJECT")
      await manager.post("/admin/crm/shipping-rules", {
        rules: [{ supplier_id: depot, priority: 1, when: { skus: ["R-REJECT"] } }],
        note: "The depot takes it",
        expected_version: 0,
      })
      await press(why, "send_to_shipper")
      await isHere(id, "with_supplier")
    })

    it("the supplier is away: it is handed over again when he is back", async () => {
      const { settings } = simulators.supplier("rest")
      // Nobody listens there.
      const nowhere = { ...settings, base_url: `http://127.0.0.1:${await freePort()}` }
      const away = await add("rest", { name: "Away", settings: nowhere })
      await addProduct(away, "A-ONE")
      const id = await of("A-ONE")
      await dispatch(id)
      const why = await isHere(id, "supplier_away")
      const back = await administrator.post(`/admin/crm/suppliers/${away}`, { settings })
      expect([back.status, back.status < 300 ? "" : back.text]).toEqual([200, ""])
      await press(why, "retry_parcel")
      await isHere(id, "with_supplier")
    })

    it("nobody knows whether the supplier has got it: he is asked", async () => {
      await simulators.atSuppliers("POST", "/faults", {
        ...{ supplier: "rest", fault: "error_500_page", purpose: "any", times: null },
      })
      const id = await of("W-ONE")
      await dispatch(id)
      const why = await isHere(id, "dispatch_unclear")
      await simulators.atSuppliers("POST", "/faults/clear", {})
      await press(why, "ask_supplier")
      await isHere(id, "with_supplier")
    })

    it("the supplier is silent: he is asked", async () => {
      const id = await of("W-ONE")
      await dispatch(id)
      await isHere(id, "with_supplier")
      await server.db.query(
        `update shipment set state = 'taken', answered_at = null,
                handed_over_at = now() - interval '30 days' where crm_order_id = $1`,
        [id]
      )
      await press(await isHere(id, "dispatch_silent"), "ask_supplier")
      await isHere(id, "with_supplier")
    })

    it("the parcel is lost: it is sent again", async () => {
      const { id, shipment_id } = await shipped("RB123456785GB")
      await manager.post(`/admin/crm/orders/${id}/shipments/${shipment_id}/lost`, {})
      await press(await isHere(id, "parcel_lost"), "reship")
      expect((await isHere(id, "with_supplier")).data.number).toBe(`${id}-P2`)
    })

    it("nothing has been heard of the parcel for days: it is sent again", async () => {
      const { id } = await shipped("RA473124829GB")
      await server.db.query(
        `update shipment set last_news_at = now() - interval '11 days' where crm_order_id = $1`,
        [id]
      )
      const why = await isHere(id, "parcel_maybe_lost")
      expect(why.data).toMatchObject({ days: 11, tracking_number: "RA473124829GB" })
      await press(why, "reship")
      await isHere(id, "with_supplier")
    })
  })

  describe("the call centre", () => {
    it("has not called yet: the operator notes the call", async () => {
      const id = await approved()
      await move(id, "call_center")
      expect((await isHere(id, "call_not_made")).button?.name).toBe("record_call")
      const seen = await whyOf(id, operator)
      expect([seen.kind, seen.button?.name]).toEqual(["call_not_made", "record_call"])
      const path = seen.button?.request?.path ?? ""
      expect((await operator.post(path, { status: "resolved", note: "Happy" })).status).toBe(200)
      const why = await isHere(id, "call_center_outcome")
      expect(why.button).toMatchObject({ name: "decide_status", asks: ["status"] })
      // The operator reads the same, but deciding is the manager's matter.
      expect(await whyOf(id, operator)).toMatchObject({ kind: "call_center_outcome", button: null })
      await press(why, "decide_status", { status: "approved" })
      await isHere(id, "paid_not_sent")
    })

    it("hears nothing of orders that it has nothing to do with", async () => {
      const id = await approved()
      expect((await operator.get(`/admin/crm/orders/${id}/why`)).status).toBe(404)
    })
  })

  describe("what stands on the card besides", () => {
    it("refuses what was decided on old news, and says what has changed", async () => {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      const { seen } = await read(id)
      await move(id, "cancelled")
      const late = await manager.post<{
        code: string
        changes: { kind: string; actor: { name: string }; at: string; data: Json }[]
        seen: string
      }>(
        `/admin/crm/orders/${id}/shipping-address`,
        { first_name: "A", country: "US", city: "B", zip: "1", address: "C", last_name: "D" },
        { "x-order-seen": seen }
      )
      expect([late.status, late.body.code]).toEqual([409, "stale_order"])
      expect(late.body.changes).toMatchObject([
        {
          kind: "order.status_changed",
          data: { to: "cancelled" },
          actor: { type: "staff", name: expect.any(String) },
        },
      ])
      const again = await manager.post(
        `/admin/crm/orders/${id}/status`,
        { status: "pending", reason: "Looked again" },
        { "x-order-seen": late.body.seen }
      )
      expect(again.status).toBe(200)
      // Who does not say what he has seen is not asked, and notes are always welcome.
      expect((await manager.post(`/admin/crm/orders/${id}/notes`, { text: "Hello" })).status).toBe(
        201
      )
      const bad = await manager.post(
        `/admin/crm/orders/${id}/status`,
        { status: "cancelled" },
        { "x-order-seen": "yesterday" }
      )
      expect([bad.status, bad.body.code]).toEqual([400, "invalid"])
    })

    it("tags are added, taken away and filtered by", async () => {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      const path = `/admin/crm/orders/${id}/tags`
      const change = (body: Json) => manager.post<{ order: { tags: string[] } }>(path, body)
      const tag = `vip ${process.pid}`
      expect(
        (await change({ add: [` VIP   ${process.pid} `, "call first"] })).body.order.tags
      ).toEqual([tag, "call first"])
      expect((await change({ add: [tag] })).body.order.tags).toEqual([tag, "call first"])
      const found = await manager.get<{ orders: { id: string; tags: string[] }[]; count: number }>(
        `/admin/crm/orders?tag=${encodeURIComponent(tag)}`
      )
      expect(found.body.orders).toMatchObject([{ id, tags: [tag, "call first"] }])
      expect(found.body.count).toBe(1)
      expect((await change({ remove: [tag] })).body.order.tags).toEqual(["call first"])
      expect((await read(id)).tags).toEqual(["call first"])
      const filters = await manager.get<{ tags: string[] }>("/admin/crm/orders/filters")
      expect(filters.body.tags).toContain(tag)
      expect((await change({})).status).toBe(400)
      expect((await change({ add: ["a, b"] })).status).toBe(400)
      const many = Array.from({ length: 20 }, (_one, index) => `t${index}`)
      expect((await change({ add: many })).status).toBe(422)
      expect((await operator.post(path, { add: ["x"] })).status).toBe(404)
    })

    it("somebody looks after it, who works here", async () => {
      const id = await placeOrder(server, { "customer.email": newAddress() })
      const path = `/admin/crm/orders/${id}/responsible`
      const { body } = await manager.get<{ people: { id: string; name: string }[] }>(
        "/admin/crm/orders/filters"
      )
      const [person] = body.people
      expect((await manager.post(path, { user_id: person.id })).status).toBe(200)
      expect((await read(id)).responsible).toEqual({ id: person.id, name: person.name })
      const mine = await manager.get<{ orders: { id: string }[] }>(
        `/admin/crm/orders?responsible_id=${person.id}`
      )
      expect(mine.body.orders.map((order) => order.id)).toEqual([id])
      expect((await manager.post(path, { user_id: "nobody" })).status).toBe(422)
      expect((await manager.post(path, { user_id: null })).status).toBe(200)
      expect((await read(id)).responsible).toBeNull()
      expect((await operator.post(path, { user_id: null })).status).toBe(403)
      const operators = await operator.get<{ people: unknown[] }>("/admin/crm/orders/filters")
      expect(operators.body.people).toEqual([])
    })

    it("the customer's orders are summed up, whatever the case of the address", async () => {
      const email = newAddress()
      const paid = await approved({ "customer.email": email.toUpperCase() })
      const open = await placeOrder(server, { "customer.email": email })
      const { customer } = await read(open)
      expect(customer).toMatchObject({ order_count: 2, paid_order_count: 1 })
      const { rows } = await server.db.query<{ total_usd: string }>(
        "select total_usd::text from crm_order where id = $1",
        [paid]
      )
      expect(customer.spent_usd).toBe(rows[0].total_usd)
      expect(customer.others?.map(({ id }) => id)).toEqual([paid])
      await move(paid, "call_center")
      const seen = (await read(paid, operator)).customer
      expect([seen.order_count, seen.spent_usd, seen.others]).toEqual([2, undefined, undefined])
    })
  })

  describe("orders that the doors refuse", () => {
    type Listed = {
      entries: {
        subject_name: string
        button: string
        data: { code: string; count: number; orders: string[] }
      }[]
      count: number
    }
    const look = () => server.db.query("select graphile_worker.add_job('watch-refusals')")
    const entries = async (query = ""): Promise<Listed> =>
      (await manager.get<Listed>(`/admin/crm/attention?kind=intake_refused${query}`)).body

    it("are one entry for a shop and a code, which heals when they come in", async () => {
      const shop = shopOfSample(server, CARD)
      const wrong = ["1", "2"].map((name) =>
        orderOf(shop, CARD, {
          "options.shop_order_id": `REFUSED-${process.pid}-${name}`,
          "customer.email": "no address",
        })
      )
      for (const body of [...wrong, wrong[0]]) {
        expect((await send(server, shop, LEGACY_DOOR, body)).status).toBe(422)
      }
      const open = await eventually(
        async () => {
          await look()
          return entries()
        },
        ({ entries: [entry] }) => entry?.data.count === 3,
        PATIENCE_MS
      )
      expect(open.entries).toMatchObject([
        {
          subject_name: expect.any(String),
          button: "open_shop_requests",
          data: { code: "unprocessable", count: 3 },
        },
      ])
      expect(open.entries[0].data.orders).toHaveLength(2)
      expect((await entries("&part=intake")).count).toBe(1)
      expect((await entries("&part=mail")).count).toBe(0)
      expect((await entries("&older_than_hours=1")).count).toBe(0)
      const shops = await manager.get<{ shops: { id: string; api_id: string }[] }>(
        "/admin/crm/shops"
      )
      for (const { id, api_id } of shops.body.shops) {
        const { count } = await entries(`&shop_id=${id}`)
        expect([api_id, count]).toEqual([api_id, api_id === shop.api_id ? 1 : 0])
      }
      for (const body of wrong) {
        const mended = { ...body, customer: { ...(body.customer as Json), email: newAddress() } }
        expect((await send(server, shop, LEGACY_DOOR, mended)).status).toBe(201)
      }
      const healed = await eventually(
        async () => {
          await look()
          return entries()
        },
        ({ count }) => count === 0,
        PATIENCE_MS
      )
      expect(healed.count).toBe(0)
    })
  })
})
