import { api, login, placeOrder, startServer, tokenOf, type Api, type TestServer } from "../harness"
import type { Json } from "../harness/samples"

type Refusal = { code: string; error: string; fields?: { path: string; message: string }[] }
type View = {
  id: string
  name: string
  is_own: boolean
  is_shared: boolean
  owner: string | null
  count: number
  filter: Json
}
type Created = {
  order: { id: string | null; status: string | null; currency: string; totals: { total: string } }
}

describe("work on the Orders page", () => {
  let server: TestServer
  let manager: Api
  let administrator: Api
  let operator: Api

  beforeAll(async () => {
    server = await startServer()
    manager = await login(server, "manager")
    administrator = await login(server, "administrator")
    operator = await login(server, "operator")
  })
  afterAll(() => server?.stop())

  describe("kept views", () => {
    const add = (who: Api, body: Json) =>
      who.post<{ view: View } & Refusal>("/admin/crm/order-views", body)
    const list = async (who: Api): Promise<View[]> =>
      (await who.get<{ views: View[] }>("/admin/crm/order-views")).body.views

    it("are a person's own, count as the list does, and are renamed and deleted", async () => {
      const email = "views@example.org"
      await Promise.all([1, 2, 3].map(() => placeOrder(server, { "customer.email": email })))
      const made = await add(manager, { name: "Mine", filter: { q: email, tab: "pending" } })
      expect(made.status).toBe(201)
      const { id } = made.body.view
      expect(await list(manager)).toMatchObject([
        { id, name: "Mine", count: 3, is_own: true, filter: { q: email, tab: "pending" } },
      ])
      expect(await list(administrator)).toEqual([])

      expect((await add(manager, { name: "mine", filter: {} })).body.code).toBe("name_taken")
      const change = (who: Api, body: Json) =>
        who.post<Refusal>(`/admin/crm/order-views/${id}`, body)
      expect((await change(manager, { name: "Ours", is_shared: true })).status).toBe(200)
      expect((await change(administrator, { name: "Theirs" })).status).toBe(404)
      expect(await list(administrator)).toMatchObject([
        { id, name: "Ours", is_own: false, count: 3 },
      ])
      // An operator sees of it what an operator sees of the list.
      expect(await list(operator)).toMatchObject([{ id, count: 0 }])

      expect((await administrator.post(`/admin/crm/order-views/${id}/remove`, {})).status).toBe(404)
      expect((await manager.post(`/admin/crm/order-views/${id}/remove`, {})).status).toBe(200)
      expect(await list(manager)).toEqual([])
    })

    it("of a period find what the list finds: days that move with the calendar", async () => {
      const email = "period@example.org"
      const ages = [0, 3, 70]
      for (const days of ages) {
        const id = await placeOrder(server, { "customer.email": email })
        await server.db.query(
          "update crm_order set created_at = created_at - make_interval(days => $2) where id = $1",
          [id, days]
        )
      }
      const found = async (filter: Record<string, string>): Promise<number> => {
        const search = new URLSearchParams({ q: email, ...filter }).toString()
        return (await manager.get<{ count: number }>(`/admin/crm/orders?${search}`)).body.count
      }
      const from = new Date(Date.now() - 86_400_000).toISOString()
      expect(await found({})).toBe(3)
      expect(await found({ period: "last_7_days" })).toBe(2)
      expect(await found({ period: "last_7_days", from })).toBe(1)
      const counts = await manager.get<{ counts: { all: number } }>(
        `/admin/crm/orders/counts?q=${email}&period=last_30_days`
      )
      expect(counts.body.counts.all).toBe(2)
      const wrong = await manager.get<Refusal>("/admin/crm/orders?period=next_week")
      expect([wrong.status, wrong.body.fields?.[0].path]).toEqual([400, "period"])

      // A day is kept as the moments that it means, and a period by its name.
      const kept = { q: email, period: "last_7_days", from: "2020-01-01", to: "2020-01-01" }
      const { body } = await add(manager, { name: "Of the week", filter: kept })
      expect(body.view.filter).toEqual({
        ...{ q: email, period: "last_7_days" },
        from: "2020-01-01T00:00:00.000Z",
        to: "2020-01-02T00:00:00.000Z",
      })
      const { id } = body.view
      const change = { filter: { q: email, period: "last_7_days" } }
      expect((await manager.post(`/admin/crm/order-views/${id}`, change)).status).toBe(200)
      expect(await list(manager)).toMatchObject([{ id, count: 2, filter: change.filter }])
      expect((await manager.post(`/admin/crm/order-views/${id}/remove`, {})).status).toBe(200)
    })

    it("hold a filter that the list takes, and are not shared by operators", async () => {
      const wrong = await add(manager, { name: "Wrong", filter: { status: ["lost"], colour: 1 } })
      expect([wrong.status, wrong.body.fields?.map(({ path }) => path.split(".")[0])]).toEqual([
        400,
        ["filter", "filter"],
      ])
      expect((await add(manager, { name: " ", filter: {} })).status).toBe(400)
      expect((await add(operator, { name: "Shared", filter: {}, is_shared: true })).status).toBe(
        403
      )
      expect((await add(operator, { name: "Own", filter: { tab: "call_center" } })).status).toBe(
        201
      )
    })

    it("are no more than a person looks through", async () => {
      for (let number = 1; number <= 20; number += 1) {
        expect((await add(administrator, { name: `View ${number}`, filter: {} })).status).toBe(201)
      }
      expect((await add(administrator, { name: "One more", filter: {} })).body.code).toBe(
        "too_many_views"
      )
    })
  })

  describe("the report", () => {
    const report = async (query: string) => {
      const { status, headers, text } = await manager.get(`/admin/crm/orders/report?${query}`)
      return { status, headers, lines: text.trimEnd().split("\r\n") }
    }

    it("is a CSV of the filter that no spreadsheet runs", async () => {
      const id = await placeOrder(server, {
        "customer.email": "report@example.org",
        "customer.first_name": "=HYPERLINK(1)",
        "customer.last_name": 'O"Neil, Ann',
      })
      await placeOrder(server, { "customer.email": "other@example.org" })
      const { status, headers, lines } = await report("q=report@example.org&tab=pending")
      expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"])
      expect(headers.get("content-disposition")).toMatch(/filename="orders-\d{4}-\d\d-\d\d\.csv"/)
      // Read as text the mark that says UTF-8 is taken off.
      const raw = await fetch(`${server.url}/admin/crm/orders/report?q=report@example.org`, {
        headers: { authorization: `Bearer ${await tokenOf(server, "manager")}` },
      })
      const [one, two, three] = new Uint8Array(await raw.arrayBuffer())
      expect([one, two, three]).toEqual([0xef, 0xbb, 0xbf])
      expect(lines).toHaveLength(2)
      expect(lines[0]).toContain("id,number,created_at,shop,")
      expect(lines[1]).toContain(id)
      expect(lines[1]).toContain(`"'=HYPERLINK(1) O""Neil, Ann"`)
      expect((await manager.get("/admin/crm/orders/report?colour=red")).status).toBe(400)
    })

    it("has every order once, also where many came at the same moment", async () => {
      const ORDERS = 2_500
      const id = await placeOrder(server, { "customer.email": "many@example.org" })
      await server.db.query(
        `insert into crm_order
         select (jsonb_populate_record(crm_order, jsonb_build_object(
                  'id', 'T3-CSV-' || lpad(n::text, 6, '0'), 'shop_order_id', 'CSV-' || n,
                  'order_id', 'order_csv_' || n, 'display_id', 8000000 + n))).*
           from crm_order, generate_series(1, $2::int) as n where id = $1`,
        [id, ORDERS]
      )
      const { lines } = await report("q=many@example.org")
      const ids = lines.slice(1).map((line) => line.split(",")[0])
      expect([ids.length, new Set(ids).size]).toEqual([ORDERS + 1, ORDERS + 1])
    })
  })

  describe("an order by hand", () => {
    let drawn = 0
    const newKey = (): string => `SPEC${String((drawn += 1)).padStart(6, "0")}`
    const shopId = async (): Promise<string> =>
      (await manager.get<{ shops: { id: string }[] }>("/admin/crm/orders/create/choices")).body
        .shops[0].id
    const order = async (changes: Json = {}): Promise<Json> => ({
      shop_id: await shopId(),
      key: newKey(),
      customer: {
        first_name: "Ada",
        last_name: "Byron",
        email: "Ada.Byron@Example.org ",
        phone: "+442079460123",
      },
      billing: { country: "GB", state: "", city: "London", zip: "SW1A 1AA", address: "1 St James" },
      products: [{ sku: "A-1", name: "Vitamin", option: "", quantity: "2", price: "12.50" }],
      options: {
        currency: "EUR",
        locale: "en",
        delivery_id: "1",
        delivery_price: "",
        insurance: false,
      },
      payment: { method: "credit_card", paid_outside: null },
      ...changes,
    })
    const create = (body: Json) => manager.post<Created & Refusal>("/admin/crm/orders/create", body)

    it("is checked first, then kept by the rules of the shops' doors", async () => {
      const body = await order({
        payment: { method: "credit_card", paid_outside: { reason: "Cash" } },
      })
      const tried = await create({ ...body, dry_run: true })
      expect([tried.status, tried.body.order]).toMatchObject([
        200,
        {
          id: null,
          currency: "EUR",
          totals: { products: "25.00", shipping: "14.95", total: "39.95" },
        },
      ])
      const made = await create(body)
      expect([made.status, made.body.order]).toMatchObject([
        201,
        { status: "approved", totals: { total: "39.95" } },
      ])
      const id = made.body.order.id ?? ""
      const { rows } = await server.db.query(
        `select email, customer_name, payment_method, payment_state, captured::text as captured
           from crm_order where id = $1`,
        [id]
      )
      expect(rows).toEqual([
        {
          email: "ada.byron@example.org",
          customer_name: "Ada Byron",
          payment_method: "credit_card",
          payment_state: "paid",
          captured: "39.9500",
        },
      ])
      const events = await manager.get<{ events: { kind: string; actor: { type: string } }[] }>(
        `/admin/crm/orders/${id}/events?view=log`
      )
      const received = events.body.events.find(({ kind }) => kind === "order.received")
      expect(received?.actor.type).toBe("staff")

      // Sent twice it is one order; another order under the same name is refused.
      const again = await create(body)
      expect([again.status, again.body.order.id]).toEqual([200, id])
      const other = await create({
        ...body,
        products: [{ sku: "B", name: "Other", quantity: "1", price: "1" }],
      })
      expect([other.status, other.body.code]).toEqual([409, "order_exists"])
    })

    it("waits for its payment where nothing was paid, and no card is ever typed", async () => {
      const made = await create(await order())
      expect([made.status, made.body.order.status]).toEqual([201, "pending"])
      const { rows } = await server.db.query("select id from sealed_card where crm_order_id = $1", [
        made.body.order.id,
      ])
      expect(rows).toEqual([])
      const listed = await manager.get<{ orders: { id: string; card: unknown }[] }>(
        `/admin/crm/orders?q=${made.body.order.id}`
      )
      expect(listed.body.orders).toMatchObject([{ id: made.body.order.id, card: null }])
      const card = await manager.get<{ order: { payment: { card: unknown } } }>(
        `/admin/crm/orders/${made.body.order.id}`
      )
      expect([card.status, card.body.order.payment.card]).toEqual([200, null])
      const typed = await create(
        await order({ payment: { method: "credit_card", card_number: "4242424242424242" } })
      )
      expect(typed.status).toBe(400)
      const account = await create(await order({ payment: { method: "echeck" } }))
      expect([account.status, account.body.fields?.[0].path]).toEqual([422, "payment.method"])
      const noReason = await create(
        await order({ payment: { method: "paypal", paid_outside: { reason: " " } } })
      )
      expect(noReason.body.fields?.[0].path).toBe("payment.paid_outside.reason")
    })

    it("names every fault as the shops' doors do", async () => {
      const { status, body } = await create(
        await order({
          customer: { first_name: "", last_name: "X", email: "no address", phone: "12" },
          billing: { country: "US", city: "", zip: "1", address: "a" },
          products: [{ sku: "", name: "n", quantity: "0", price: "x" }],
        })
      )
      expect([400, 422]).toContain(status)
      const paths = body.fields?.map(({ path }) => path) ?? []
      expect(paths).toEqual(
        expect.arrayContaining([
          "customer.email",
          "customer.phone",
          "billing.state",
          "products.0.price",
        ])
      )
      expect((await create({ ...(await order()), shop_id: "shop_none" })).status).toBe(404)
      expect((await create({ ...(await order()), key: "short" })).status).toBe(400)
    })

    it("is filled in from the customer's last order, found by name, e-mail or phone", async () => {
      await placeOrder(server, {
        "customer.first_name": "Zsófia",
        "customer.last_name": "Kovácsné",
        "customer.email": "zsofia@example.org",
        "customer.phone": "+36201234567",
      })
      for (const q of ["zsofia kovacsne", "zsofia@example", "+36 20 123 4567"]) {
        const { body } = await manager.get<{ customers: Json[] }>(
          `/admin/crm/orders/create/customers?q=${encodeURIComponent(q)}`
        )
        expect(body.customers).toMatchObject([
          {
            email: "zsofia@example.org",
            name: "Zsófia Kovácsné",
            first_name: "Zsófia",
            billing: { country: "US", city: "San Francisco" },
          },
        ])
      }
      expect((await manager.get("/admin/crm/orders/create/customers?q=a")).status).toBe(400)
      expect((await api(server).get("/admin/crm/orders/create/choices")).status).toBe(401)
    })
  })
})
