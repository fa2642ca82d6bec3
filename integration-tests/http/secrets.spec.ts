import { readFileSync, statSync } from "node:fs"
import path from "node:path"
import {
  api,
  asForm,
  cardTraces,
  cvvTraces,
  DOORS,
  dumpTables,
  eventually,
  filesBelow,
  LEGACY_DOOR,
  login,
  orderOf,
  placeOrder,
  readStack,
  send,
  shopOfDomain,
  spellings,
  startServer,
  STORE_DOOR,
  tracesOf,
  type Api,
  type DemoShop,
  type TableDump,
  type TestServer,
} from "../harness"
import { type Json, sample, withValue } from "../harness/samples"

/** Numbers that nothing else has, each sent in one way only, so that a leak names its road. */
const CARDS = {
  accepted: "4539578763621486",
  amex: "371449635398431",
  refused: "5105105105105100",
  broken: "6011000990139424",
  elsewhere: "3530111333300000",
  key: "5200828282828210",
  url: "4012888888881881",
  name: "5555555555554444",
  form: "4000056655665556",
  apiId: "6011111111111117",
  note: "4242424242424242",
} as const

const CVV = "7391"
const ACCOUNT = "000987612345"
const FORM = { "content-type": "application/x-www-form-urlencoded" }

describe("what is secret", () => {
  let server: TestServer
  let shop: DemoShop
  let manager: Api
  let accepted: string
  const answers: string[] = []

  /** Sends it and keeps what is answered, to be looked through like everything else. */
  const post = async (
    door: string,
    body: unknown,
    headers: Record<string, string> = {}
  ): Promise<number> => {
    const answer = await send(server, shop, door, body, headers)
    answers.push(answer.text)
    return answer.status
  }

  beforeAll(async () => {
    server = await startServer({ env: { LOG_LEVEL: "silly" } })
    shop = shopOfDomain(server, "vitaherb.example")
    manager = await login(server, "manager")
  })
  afterAll(() => server.stop())

  const card = (number: string, cvv: string, changes: Json = {}): Json =>
    orderOf(shop, "create-order.card", {
      "payment.card_number": number,
      "payment.card_cvv": cvv,
      ...changes,
    })

  it("comes in on every road that anybody may think of", async () => {
    const amex = card(CARDS.amex, CVV)
    const first = await send(server, shop, STORE_DOOR, amex)
    expect(first.status).toBe(201)
    accepted = first.body.id
    expect(await post(LEGACY_DOOR, amex)).toBe(200)
    const spaced = CARDS.accepted.replace(/(.{4})(?=.)/g, "$1 ")
    expect(await post(LEGACY_DOOR, card(spaced, "739"))).toBe(201)
    expect(await post(LEGACY_DOOR, asForm(card(CARDS.form, "739")), FORM)).toBe(201)

    for (const door of DOORS) {
      // Refused for the card itself, and for something else.
      expect(await post(door, card(CARDS.refused, CVV))).toBe(422)
      const bad = card(CARDS.refused, "739", { "payment.card_expire_year": "2001", extra: 1 })
      expect(await post(door, bad)).toBe(400)
      expect(await post(door, { ...card(CARDS.refused, "739"), payment: CARDS.refused })).toBe(400)
      expect(
        await post(door, card(CARDS.refused, "739", { auth: { api_id: "1", api_key: "x" } }))
      ).toBe(401)
      // In an order that is paid otherwise.
      const paypal = { "payment.method": "paypal" }
      expect(await post(door, card(CARDS.refused, CVV, paypal))).toBe(422)

      // JSON that breaks inside the number, right behind it, and at its very start.
      const text = JSON.stringify(card(CARDS.broken, CVV))
      for (const cut of [6, 16, 18, 0]) {
        const end = text.indexOf(CARDS.broken) + cut
        const headers = { "content-type": "application/json" }
        expect(await post(door, text.slice(0, end), headers)).toBe(400)
        expect(await post(door, `${text.slice(0, end)}\u0001${text.slice(end)}`, headers)).toBe(400)
        expect(await post(door, `{"card_number":${CARDS.broken}x}`, headers)).toBe(400)
      }

      // Typed into another field, plain and in groups.
      for (const field of [
        "customer.first_name",
        "customer.email",
        "customer.phone",
        "customer.ip",
        "billing.address",
        "billing.zip",
        "shipping.address2",
        "payment.cardholder",
        "payment.card_expire_month",
        "payment.cardholder_birthday",
        "payment.pay_currency",
        "payment.method",
        "options.shop_order_id",
        "options.bonus",
        "options.shop_domain",
        "options.delivery_price",
        "options.currency",
        "products.0.sku",
        "products.0.name",
        "products.0.price",
        "products.0.quantity",
        "coupon.code",
        "totals.total",
      ]) {
        for (const spelling of spellings(CARDS.elsewhere).slice(0, 3)) {
          const status = await post(door, card(CARDS.accepted, "739", { [field]: spelling }))
          expect([field, spelling, status >= 400 && status < 500]).toEqual([field, spelling, true])
        }
      }
      // Where a shop's software puts what it likes the order is taken, without the number.
      for (const field of ["options.campaigns", "metrics.device.user_agent", "products.0.url"]) {
        const value = `${field === "products.0.url" ? "https://x.example/" : ""}?a=${CARDS.elsewhere}`
        expect([field, await post(door, card(CARDS.accepted, "739", { [field]: value }))]).toEqual([
          field,
          201,
        ])
      }
      // As the name of a field, as API id, in headers, in the address.
      expect(await post(door, card(CARDS.accepted, "739", { [CARDS.name]: CARDS.name }))).toBe(400)
      const auth = { api_id: CARDS.apiId, api_key: CARDS.apiId }
      expect(await post(door, card(CARDS.accepted, "739", { auth }))).toBe(401)
      const keyed = { "idempotency-key": CARDS.key }
      expect(await post(door, card(CARDS.accepted, "739"), keyed)).toBe(400)
      const basic = `Basic ${Buffer.from(`${CARDS.apiId}:${CARDS.apiId}`).toString("base64")}`
      expect(await post(door, sample("create-order.paypal"), { authorization: basic })).toBe(401)
      await post(door, card(CARDS.accepted, "739"), {
        prefer: `wait=${CARDS.url}`,
        "user-agent": CARDS.url,
        "x-request-id": CARDS.url,
        "content-type": `application/json; charset=${CARDS.url}`,
      })
      const named = { "x-request-id": CARDS.url }
      expect(await post(door, card(CARDS.accepted, "739"), named)).toBe(201)
      for (const address of [
        `${door}?dry_run=${CARDS.url}`,
        `${door}?card_number=${CARDS.url}&card_cvv=${CVV}`,
        `${door}/${CARDS.url}`,
        `${door}/${CARDS.url.match(/.{4}/g)?.join("%20")}`,
      ]) {
        for (const method of ["GET", "POST"]) {
          const answer = await api(server).request(method, address, {
            headers: { "x-publishable-api-key": shop.publishable_key },
            body: method === "POST" ? card(CARDS.accepted, "739") : undefined,
          })
          answers.push(answer.text)
        }
      }
    }

    const greenLeaf = shopOfDomain(server, "greenleaf-supplements.example")
    const echeck = orderOf(greenLeaf, "create-order.echeck", {
      "payment.echeck.account_number": ACCOUNT,
    })
    expect((await send(server, greenLeaf, STORE_DOOR, echeck)).status).toBe(201)
    const wrong = withValue(echeck, "payment.echeck.routing_number", "110000001")
    const refused = await send(server, greenLeaf, LEGACY_DOOR, wrong)
    answers.push(refused.text)
    expect(refused.status).toBe(422)
  })

  it("comes in through the staff, who are told where it belongs", async () => {
    const texts = { note: `card ${spellings(CARDS.note)[1]} cvv` }
    const roads: [string, Json][] = [
      [`/admin/crm/orders/${accepted}/notes`, { text: texts.note }],
      [`/admin/crm/orders/${accepted}/status`, { status: "call_center", reason: texts.note }],
      [`/admin/crm/orders/${accepted}/archive`, { reason: texts.note }],
      [`/admin/crm/orders/${accepted}/call-center-status`, { status: "closed", note: texts.note }],
      ["/admin/crm/orders/bulk-status", { ids: [accepted], status: "closed", reason: texts.note }],
      ["/admin/crm/attention/attn_x/resolve", { note: texts.note }],
    ]
    for (const [address, body] of roads) {
      const answer = await manager.post<{ fields: { message: string }[] }>(address, body)
      answers.push(answer.text)
      expect([address, answer.status, answer.body.fields[0].message]).toEqual([
        address,
        400,
        expect.stringContaining("card number"),
      ])
    }
    await manager.get(`/admin/crm/orders?q=${CARDS.note}`)
    await api(server).post("/auth/user/emailpass", { email: CARDS.note, password: CARDS.note })
  })

  describe("afterwards", () => {
    let dump: TableDump[]

    beforeAll(async () => {
      // The request log is written beside the road of an order.
      await eventually(
        async () => {
          const { rows } = await server.db.query("select count(*)::int as calls from shop_request")
          return Number(rows[0].calls)
        },
        (calls) => calls >= 250
      )
      dump = await dumpTables(server.db)
    })

    const traces = (text: string): string[] => tracesOf({ dump, server, answers }, text)

    it("was looked for in tables that hold something", () => {
      const filled = Object.fromEntries(dump.map(({ table, rows }) => [table, rows.length]))
      for (const table of ["sealed_card", "sealed_cvv", "shop_request", "crm_order_event"]) {
        expect([table, filled[`public.${table}`] > 0]).toEqual([table, true])
      }
      expect(Object.keys(filled).some((table) => table.startsWith("graphile_worker."))).toBe(true)
      expect(server.logs()).toContain("POST /create_order.php")
      // What may be kept of a number is found where it belongs.
      const kept = traces(CARDS.accepted.slice(0, 6)).map((trace) => trace.split(":")[0])
      expect(new Set(kept)).toContain("public.sealed_card")
    })

    it.each(Object.entries(CARDS))("no card number is anywhere (%s)", (_road, number) => {
      expect(cardTraces({ dump, server, answers }, number)).toEqual([])
    })

    it("no account number is anywhere, and of the keys of shops only digests", () => {
      expect(traces(ACCOUNT)).toEqual([])
      for (const { api_key } of server.demo.shops) {
        expect(traces(api_key)).toEqual([])
      }
      for (const { password } of server.demo.staff) {
        expect(traces(password)).toEqual([])
      }
    })

    it("a CVV is nowhere but sealed", () => {
      expect(cvvTraces({ dump, server, answers }, CVV)).toEqual([])
    })

    it("the key that opens CVVs is not in the database", () => {
      const keys = filesBelow(path.join(readStack().folder, "cvv-keys"))
      expect(keys.length).toBeGreaterThan(0)
      for (const file of keys) {
        const key = readFileSync(file)
        for (const encoding of ["base64", "base64url", "hex"] as const) {
          expect(traces(key.toString(encoding))).toEqual([])
        }
        expect(statSync(file).mode & 0o077).toBe(0)
      }
    })
  })

  describe("a CVV", () => {
    const cvvOf = async (id: string): Promise<string> => {
      const { body } = await manager.get<{ order: { payment: { card: { cvv: string } } } }>(
        `/admin/crm/orders/${id}`
      )
      return body.order.payment.card.cvv
    }

    it("is deleted when its time is over, and the stream tells it", async () => {
      const id = await placeOrder(server, {}, "create-order.card")
      const other = await placeOrder(server, {}, "create-order.card")
      expect(await cvvOf(id)).toBe("held")
      await server.db.query(
        "update sealed_cvv set expires_at = now() - interval '1 second' where crm_order_id = $1",
        [id]
      )
      expect(await cvvOf(id)).toBe("gone")
      await server.db.query("select graphile_worker.add_job('delete-expired-cvvs')")
      const left = await eventually(
        async () => {
          const { rows } = await server.db.query<{ crm_order_id: string }>(
            "select crm_order_id from sealed_cvv where crm_order_id = any($1)",
            [[id, other]]
          )
          return rows.map(({ crm_order_id }) => crm_order_id)
        },
        (ids) => ids.length === 1
      )
      expect(left).toEqual([other])
      const { body } = await manager.get<{ events: { kind: string; actor: Json }[] }>(
        `/admin/crm/orders/${id}/events?view=log`
      )
      expect(body.events.map(({ kind }) => kind)).toEqual([
        "order.received",
        "card.sealed",
        "cvv.sealed",
        "mail.queued",
        "cvv.expired",
      ])
      expect(body.events.at(-1)).toMatchObject({
        actor: { type: "system" },
        cause: "delete-expired-cvvs",
      })
    })
  })
})
