import {
  api,
  asForm,
  countRows,
  DOORS,
  eventually,
  halfOrders,
  LEGACY_DOOR,
  login,
  newShopOrderId,
  orderOf,
  placeOrder,
  send,
  shopOfDomain,
  shopOfSample,
  startProxy,
  startServer,
  STORE_DOOR,
  type Answer,
  type Api,
  type DemoShop,
  type OrderBody,
  type ShopKeys,
  type TestServer,
} from "../harness"
import { type Json, ownersCart, sample, withValue } from "../harness/samples"

type ListRow = Json & {
  id: string
  order_id: string
  status: string
  total: string
  customer: { id: string; email: string; name: string; order_count: number }
}

const PUBLIC_ID = /^T3(-[2-9A-HJ-KM-NP-Z]{6}){3}$/
const VITA_HERB = "vitaherb.example"
const FORM = { "content-type": "application/x-www-form-urlencoded" }

const countOf = async (server: TestServer, shopOrderId: string): Promise<number> => {
  const { rows } = await server.db.query<{ count: string }>(
    "select count(*) from crm_order where shop_order_id = $1",
    [shopOrderId]
  )
  return Number(rows[0].count)
}

const shopOrderIdOf = (body: Json): string => String((body.options as Json).shop_order_id)

const basic = ({ api_id, api_key }: Pick<ShopKeys, "api_id" | "api_key">): string =>
  `Basic ${Buffer.from(`${api_id}:${api_key}`).toString("base64")}`

describe("an order of a shop", () => {
  let server: TestServer
  let shop: DemoShop
  let manager: Api
  let administrator: Api

  beforeAll(async () => {
    server = await startServer()
    shop = shopOfDomain(server, VITA_HERB)
    manager = await login(server, "manager")
    administrator = await login(server, "administrator")
  })
  afterAll(() => server.stop())

  const findRow = async (id: string): Promise<ListRow | undefined> => {
    const { body } = await manager.get<{ orders: ListRow[] }>(`/admin/crm/orders?q=${id}`)
    return body.orders[0]
  }

  const readCard = async (id: string): Promise<ListRow> => {
    const { body } = await manager.get<{ order: ListRow }>(`/admin/crm/orders/${id}`)
    return body.order
  }

  const createShop = async (
    domain: string,
    more: Json = {}
  ): Promise<ShopKeys & { id: string; credential_id: string }> => {
    const { body, status } = await administrator.post<{
      shop: { id: string; publishable_key: string }
      credential: { id: string; api_id: string; api_key: string }
    }>("/admin/crm/shops", {
      name: domain,
      domains: [domain],
      default_currency: "EUR",
      default_language: "en",
      ...more,
    })
    expect(status).toBe(201)
    const { id, publishable_key } = body.shop
    const { id: credential_id, api_id, api_key } = body.credential
    return { id, publishable_key, credential_id, api_id, api_key }
  }

  describe("as the samples show it", () => {
    it.each([
      ["create-order.card", "88.90", "EUR", "DE", "credit_card", "Jürgen Großmann"],
      ["create-order.paypal", "89.27", "USD", "US", "paypal", "Denise Walker"],
      ["create-order.crypto", "60.50", "GBP", "GB", "crypto", "Siobhan O'Neill"],
      ["create-order.echeck", "155.10", "CAD", "CA", "echeck", "Étienne Tremblay"],
    ])(
      "%s is on the list within a second",
      async (name, total, currency, country, method, buyer) => {
        const owner = shopOfSample(server, name)
        const auth = { api_id: owner.api_id, api_key: owner.api_key }
        const body: Json = { ...sample(name), auth }
        const answer = await send(server, owner, STORE_DOOR, body)
        expect([answer.status, answer.body]).toEqual([
          201,
          expect.objectContaining({ result: true, error: "", status: "pending", total, currency }),
        ])
        expect(answer.body.id).toMatch(PUBLIC_ID)

        const row = await eventually(() => findRow(answer.body.id), Boolean)
        const products = body.products as Json[]
        expect(row).toMatchObject({
          id: answer.body.id,
          shop_order_id: shopOrderIdOf(body),
          shop: { name: owner.name },
          customer: { name: buyer, order_count: 1, paid_order_count: 0 },
          total,
          currency,
          country,
          payment_method: method,
          card: method === "credit_card" ? { brand: "visa", last4: "1111" } : null,
          status: "pending",
          call_center_status: null,
          attention: 0,
          product_count: products.reduce((sum, { quantity }) => sum + Number(quantity), 0),
        })
        expect((row?.products as Json[]).map(({ sku, name }) => [sku, name])).toEqual(
          products.map(({ sku, name }) => [sku, name])
        )

        const { order_id } = await readCard(answer.body.id)
        const medusa = await administrator.get<{ order: Json }>(
          `/admin/orders/${order_id}?fields=%2Bcurrency_code`
        )
        expect(medusa.body.order).toMatchObject({
          total: Number(total),
          currency_code: currency.toLowerCase(),
        })
        expect(medusa.body.order.items).toHaveLength(products.length)

        const again = await send(server, owner, LEGACY_DOOR, body)
        expect([again.status, again.body.id]).toEqual([200, answer.body.id])
      }
    )

    it("goes through the other door as well, and comes to the same from form fields", async () => {
      for (const name of ["create-order.card", "create-order.echeck"]) {
        const owner = shopOfSample(server, name)
        const body = orderOf(owner, name)
        const answer = await send(server, owner, LEGACY_DOOR, asForm(body), FORM)
        expect([answer.status, answer.body.error]).toEqual([201, ""])
        const asJson = await send(server, owner, LEGACY_DOOR, body)
        expect([asJson.status, asJson.body.id]).toEqual([200, answer.body.id])
      }
    })

    it("may have many lines in form fields, and the cart as JSON in one of them", async () => {
      const products = Array.from({ length: 40 }, (_line, index) => ({
        sku: `S${index}`,
        name: `Product ${index}`,
        quantity: 1,
        price: "1.10",
      }))
      const body = orderOf(shop, "create-order.card", { products })
      const answer = await send(server, shop, LEGACY_DOOR, asForm(body), FORM)
      expect([answer.status, answer.body.total]).toEqual([201, "63.90"])
      const { products: stored } = await readCard(answer.body.id)
      expect((stored as Json[]).map(({ sku }) => sku).sort()).toEqual(
        products.map(({ sku }) => sku).sort()
      )

      const cart = sample("cart-handoff").data as Json
      const id = newShopOrderId()
      const withCart = orderOf(shop, "create-order.card", {
        products: undefined,
        "options.shop_order_id": id,
        cart: JSON.stringify({ data: withValue(cart, "shop.order_id", id) }),
      })
      const second = await send(server, shop, LEGACY_DOOR, asForm(withCart), FORM)
      expect([second.status, second.body.total]).toEqual([201, "82.00"])
    })
  })

  describe("with the shop's cart", () => {
    it.each([
      ["in its envelope", (data: Json) => ({ data })],
      ["bare", (data: Json) => data],
    ])("is taken as handed over, %s", async (_name, wrap) => {
      const id = newShopOrderId()
      const data = withValue(sample("cart-handoff").data as Json, "shop.order_id", id)
      const body = orderOf(shop, "create-order.card", {
        products: undefined,
        "options.shop_order_id": id,
        cart: wrap(data),
      })
      const answer = await send(server, shop, STORE_DOOR, body)
      expect([answer.status, answer.body.total]).toEqual([201, "82.00"])
      expect(await readCard(answer.body.id)).toMatchObject({
        totals: { products: "69.00", discount: "6.90", shipping: "14.95", insurance: "4.95" },
        coupon: { code: "XMAS24", type: "percentage" },
      })
      const other = withValue(body, "options.shop_order_id", newShopOrderId())
      const refused = await send(server, shop, STORE_DOOR, other)
      expect([refused.status, refused.body.fields?.[0].path]).toEqual([422, "cart.shop.order_id"])
    })

    it("is taken as the owner wrote it down, Cyrillic letters in the SKU included", async () => {
      const owner = await createShop("site.com")
      const body = orderOf(owner, "create-order.card", {
        products: undefined,
        "options.shop_domain": "site.com",
        "options.shop_order_id": "HFT677875",
        cart: ownersCart(),
      })
      const answer = await send(server, owner, STORE_DOOR, body)
      expect([answer.status, answer.body.total, answer.body.currency]).toEqual([
        201,
        "15.00",
        "EUR",
      ])
      expect(await readCard(answer.body.id)).toMatchObject({
        products: [{ sku: "0ЕК345", bonus: "4 pills", unit_price: "20.00" }],
        delivery: { insurance: false },
      })
    })
  })

  describe("and its totals", () => {
    it("are computed when absent, checked when sent, and required where the shop says so", async () => {
      const strict = await createShop("strict.example", { totals_required: true })
      const body = orderOf(strict, "create-order.card", { "options.shop_domain": "strict.example" })
      const without = await send(server, strict, STORE_DOOR, body)
      expect(without.status).toBe(422)
      expect(without.body.fields?.map(({ path }) => path)).toContain("totals.total")

      const good = withValue(body, "totals", { total: 88.9, discounted_total: 88.9 })
      expect((await send(server, strict, STORE_DOOR, good)).status).toBe(201)

      const wrong = orderOf(shop, "create-order.card", { totals: { total: 90 } })
      const refused = await send(server, shop, STORE_DOOR, wrong)
      expect([refused.status, refused.body.fields?.[0].path]).toEqual([422, "totals.total"])
      expect(refused.body.error).toMatch(/88\.90/)
      expect(refused.body.error).toMatch(/90\.00/)
      expect(await countOf(server, shopOrderIdOf(wrong))).toBe(0)
    })
  })

  describe("and its customer", () => {
    it("is found by e-mail however it is written, and keeps one history", async () => {
      const emails = ["Zoë.K@Example.com", "  zoë.k@example.COM ", "zoe\u0308.k@example.com"]
      const ids: string[] = []
      for (const email of emails) {
        ids.push(await placeOrder(server, { "customer.email": email }))
      }
      const cards = await Promise.all(ids.map(readCard))
      expect(new Set(cards.map(({ customer }) => customer.id)).size).toBe(1)
      expect(cards.map(({ customer }) => customer.order_count)).toEqual([3, 3, 3])
    })

    it("is one also when new orders of a new customer come at once", async () => {
      const email = "all.at.once@example.com"
      await Promise.all(
        Array.from({ length: 12 }, () => placeOrder(server, { "customer.email": email }))
      )
      const { rows } = await server.db.query("select id from customer where email = $1", [email])
      expect(rows).toHaveLength(1)
    })

    it("keeps every letter of its names as sent", async () => {
      const first = "Robert'); drop table crm_order;--"
      const last = `<img src=x onerror="alert(1)"> 🏴‍☠️ 李 \u202eabc`
      const id = await placeOrder(server, {
        "customer.first_name": first,
        "customer.last_name": last,
        "billing.city": "São Tomé <b>&amp;</b>",
        "products.0.name": `"Vitamin" <script>1</script> 💊`,
      })
      expect((await findRow(id))?.customer.name).toBe(`${first} ${last}`)
      const card = await readCard(id)
      expect(card).toMatchObject({
        customer: { name: `${first} ${last}` },
        billing_address: { name: `${first} ${last}`, city: "São Tomé <b>&amp;</b>" },
      })
      expect((card.products as Json[]).map(({ name }) => name)).toContain(
        `"Vitamin" <script>1</script> 💊`
      )
      const medusa = await administrator.get<{ order: { items: { title: string }[] } }>(
        `/admin/orders/${card.order_id}`
      )
      expect(medusa.body.order.items.map(({ title }) => title)).toContain(
        `"Vitamin" <script>1</script> 💊`
      )
    })
  })

  describe("sent again", () => {
    it("answers with the same id and the status of now", async () => {
      const body = orderOf(shop, "create-order.card")
      const first = await send(server, shop, STORE_DOOR, body)
      await manager.post(`/admin/crm/orders/${first.body.id}/status`, {
        status: "approved",
        reason: "Paid in cash",
      })
      const again = await send(server, shop, STORE_DOOR, {
        ...withValue(body, "payment.card_cvv", "999"),
        metrics: undefined,
      })
      expect([again.status, again.body]).toEqual([
        200,
        { ...first.body, status: "approved", redirect_url: null },
      ])
      const log = await manager.get<{ events: { kind: string; data: Json }[] }>(
        `/admin/crm/orders/${first.body.id}/events?view=log`
      )
      expect(log.body.events.at(-1)).toMatchObject({
        kind: "order.duplicate_received",
        data: { same: true },
      })
    })

    it.each<[string, Json]>([
      ["another card", { "payment.card_number": "5555555555554444" }],
      ["another quantity", { "products.0.quantity": 2 }],
      ["another address", { "shipping.city": "Potsdam" }],
    ])("with %s is refused and names the order there is", async (_name, changes) => {
      const body = orderOf(shop, "create-order.card")
      const first = await send(server, shop, STORE_DOOR, body)
      const [[path, value]] = Object.entries(changes)
      const other = await send(server, shop, LEGACY_DOOR, withValue(body, path, value))
      expect([other.status, other.body]).toEqual([
        409,
        expect.objectContaining({
          result: false,
          id: "",
          code: "order_exists",
          existing: { id: first.body.id, status: "pending" },
        }),
      ])
    })

    it("by another shop under the same number is another order", async () => {
      const other = shopOfDomain(server, "greenleaf-supplements.example")
      const id = newShopOrderId()
      const mine = await send(
        server,
        shop,
        STORE_DOOR,
        orderOf(shop, "create-order.paypal", { "options.shop_order_id": id })
      )
      const theirs = await send(
        server,
        other,
        STORE_DOOR,
        orderOf(other, "create-order.crypto", { "options.shop_order_id": id })
      )
      expect([mine.status, theirs.status]).toEqual([201, 201])
      expect(mine.body.id).not.toBe(theirs.body.id)
    })
  })

  describe("with an Idempotency-Key", () => {
    const post = (body: Json, key: string, door: string = STORE_DOOR): Promise<Answer<OrderBody>> =>
      send(server, shop, door, body, { "idempotency-key": key })

    it("is the same order under the same key, and refused for another one", async () => {
      const body = orderOf(shop, "create-order.paypal")
      const first = await post(body, "key-1")
      const again = await post(body, "key-1", LEGACY_DOOR)
      expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id])
      const other = orderOf(shop, "create-order.paypal")
      const refused = await post(other, "key-1")
      expect([refused.status, refused.body.code]).toEqual([422, "idempotency_key_reused"])
      expect(await countOf(server, shopOrderIdOf(other))).toBe(0)
    })

    it("remembers also the key of a repeat", async () => {
      const body = orderOf(shop, "create-order.paypal")
      await post(body, "key-2")
      expect((await post(body, "key-3")).status).toBe(200)
      expect((await post(orderOf(shop, "create-order.paypal"), "key-3")).status).toBe(422)
    })

    it("does not remember what was refused", async () => {
      const body = orderOf(shop, "create-order.paypal")
      expect((await post(withValue(body, "customer.email", "x"), "key-4")).status).toBe(422)
      expect((await post(body, "key-4")).status).toBe(201)
    })

    it("of another shop means nothing", async () => {
      await post(orderOf(shop, "create-order.paypal"), "key-5")
      const other = shopOfDomain(server, "greenleaf-supplements.example")
      const answer = await send(server, other, STORE_DOOR, orderOf(other, "create-order.crypto"), {
        "idempotency-key": "key-5",
      })
      expect(answer.status).toBe(201)
    })

    it("lets one of many orders win that come with it at once", async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post(orderOf(shop, "create-order.paypal"), "key-6"))
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(422)])
    })

    it.each([
      ["too long", "k".repeat(201)],
      ["with spaces", "a key"],
      ["like a card number", "4111111111111111"],
    ])("is refused %s", async (_name, key) => {
      const answer = await post(orderOf(shop, "create-order.paypal"), key)
      expect([answer.status, answer.body.code]).toEqual([400, "malformed"])
      expect(answer.text).not.toContain("4111111111111111")
    })
  })

  describe("a hundred times at once", () => {
    const storm = (body: Json, url: { url: string }[]): Promise<Answer<OrderBody>[]> =>
      Promise.all(
        Array.from({ length: 100 }, (_one, index) =>
          send(url[index % url.length], shop, DOORS[index % DOORS.length], body)
        )
      )

    const expectOne = async (answers: Answer<OrderBody>[], body: Json): Promise<void> => {
      const statuses = answers.map(({ status }) => status).sort()
      expect(statuses).toEqual([...Array(99).fill(200), 201])
      expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
      expect(await countOf(server, shopOrderIdOf(body))).toBe(1)
    }

    it("is one order, one id in all answers, one of them 201, over both doors", async () => {
      const body = orderOf(shop, "create-order.card")
      await expectOne(await storm(body, [server]), body)
      expect(await halfOrders(server)).toEqual([])
    })

    it("survives a kill -9 in the middle: never half an order, never two", async () => {
      for (const moment of [40, 150]) {
        const same = orderOf(shop, "create-order.card")
        const others = Array.from({ length: 60 }, (_one, index) =>
          orderOf(shop, index % 2 ? "create-order.card" : "create-order.paypal")
        )
        const known = new Map<string, string>()
        const attempt = async (body: Json): Promise<void> => {
          try {
            const answer = await send(server, shop, STORE_DOOR, body)
            if (answer.status < 300) {
              known.set(shopOrderIdOf(body), answer.body.id)
            }
          } catch {
            // The connection broke: the shop does not know what became of its order.
          }
        }
        const everything = [...Array<Json>(100).fill(same), ...others]
        const underWay = Promise.all(everything.map(attempt))
        await new Promise((resolve) => setTimeout(resolve, moment))
        await server.kill("SIGKILL")
        await underWay
        expect(await halfOrders(server)).toEqual([])
        await server.restart()

        const answered = new Map(known)
        const second = await Promise.all(
          [same, ...others].map(async (body) => {
            const answer = await send(server, shop, STORE_DOOR, body)
            return { id: shopOrderIdOf(body), answer }
          })
        )
        for (const { id, answer } of second) {
          expect([id, [200, 201]]).toEqual([id, expect.arrayContaining([answer.status])])
          // What was answered before the kill was kept.
          expect(answered.get(id) ?? answer.body.id).toBe(answer.body.id)
          expect(await countOf(server, id)).toBe(1)
        }
        expect(await halfOrders(server)).toEqual([])
      }
    })

    it("at two servers on one database is still one; without the database the answer is 503", async () => {
      const { hostname, port } = new URL(server.databaseUrl)
      const proxy = await startProxy({ host: hostname, port: Number(port) })
      const proxied = new URL(server.databaseUrl)
      proxied.hostname = "127.0.0.1"
      proxied.port = String(proxy.port)
      const second = await startServer({ databaseUrl: proxied.toString() })
      try {
        const body = orderOf(shop, "create-order.card")
        await expectOne(await storm(body, [server, second]), body)
        const keyed = await Promise.all(
          Array.from({ length: 20 }, (_one, index) =>
            send(
              index % 2 ? server : second,
              shop,
              STORE_DOOR,
              orderOf(shop, "create-order.paypal"),
              {
                "idempotency-key": "two-servers",
              }
            )
          )
        )
        expect(keyed.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(422)])
        expect(await halfOrders(server)).toEqual([])

        await proxy.close()
        const late = orderOf(shop, "create-order.card")
        const away = await Promise.all(DOORS.map((door) => send(second, shop, door, late)))
        for (const { status, body: refusal } of away) {
          expect([status, refusal]).toEqual([
            503,
            expect.objectContaining({ result: false, id: "", code: "database_away" }),
          ])
        }
        // The log says what happened, without the statement and whose order it was.
        expect(second.logs()).toContain(`POST ${LEGACY_DOOR} failed`)
        expect(second.logs()).not.toMatch(/juergen\.grossmann|pk_[0-9a-f]{20}/)
        await proxy.open()
        const back = await eventually(
          () => send(second, shop, STORE_DOOR, late),
          ({ status }) => status < 500
        )
        expect(back.status).toBe(201)
        expect(await halfOrders(server)).toEqual([])
      } finally {
        await second.stop()
        await proxy.close()
      }
    })
  })

  describe("as a dry run", () => {
    const ledger = /graphile_worker|shop_request|failed_credential|session/

    it("is checked and writes nothing but the request log", async () => {
      const before = await countRows(server.db, ledger)
      for (const door of DOORS) {
        const good = orderOf(shop, "create-order.card", { "customer.email": "dry@example.com" })
        const answer = await send(server, shop, `${door}?dry_run=true`, good)
        expect([answer.status, answer.body]).toEqual([
          200,
          expect.objectContaining({
            result: true,
            id: "",
            dry_run: true,
            total: "88.90",
            plan: [],
          }),
        ])
        const bad = orderOf(shop, "create-order.card", { "options.currency": "UAH" })
        expect((await send(server, shop, `${door}?dry_run=true`, bad)).status).toBe(422)
      }
      expect(await countRows(server.db, ledger)).toEqual(before)
    })
  })

  describe("whose credentials are not right", () => {
    it.each<[string, number, string, (keys: ShopKeys) => [Json, Record<string, string>]]>([
      [
        "a wrong key",
        401,
        "invalid_credentials",
        (keys) => [{ "auth.api_key": `${keys.api_key}x` }, {}],
      ],
      ["an unknown shop", 401, "invalid_credentials", () => [{ "auth.api_id": "999999" }, {}]],
      ["no credentials", 401, "missing_credentials", () => [{ auth: undefined }, {}]],
      [
        "two that are not equal",
        401,
        "invalid_credentials",
        (keys) => [{}, { authorization: basic({ ...keys, api_key: "other" }) }],
      ],
      [
        "a token of the staff",
        401,
        "invalid_credentials",
        () => [{}, { authorization: "Bearer x.y.z" }],
      ],
    ])("is refused: %s", async (_name, status, code, make) => {
      const [changes, headers] = make(shop)
      for (const door of DOORS) {
        const body = orderOf(shop, "create-order.paypal", changes)
        const answer = await send(server, shop, door, body, headers)
        expect([answer.status, answer.body]).toEqual([
          status,
          expect.objectContaining({ result: false, id: "", code }),
        ])
        expect(await countOf(server, shopOrderIdOf(body))).toBe(0)
      }
    })

    it("may come in the header, in the body, under the other name, or twice if equal", async () => {
      const { api_id, api_key } = shop
      const authorization = basic(shop)
      const ways: [Json, Record<string, string>][] = [
        [{ auth: undefined }, { authorization }],
        [{}, { authorization }],
        [{ auth: { api_id, auth_api_key: api_key } }, {}],
        [{ auth: { api_id: Number(api_id), api_key, auth_api_key: api_key } }, {}],
      ]
      for (const [changes, headers] of ways) {
        const body = orderOf(shop, "create-order.paypal", changes)
        expect((await send(server, shop, LEGACY_DOOR, body, headers)).status).toBe(201)
      }
    })

    it("is refused with another shop's publishable key, revoked keys, from elsewhere", async () => {
      const other = shopOfDomain(server, "greenleaf-supplements.example")
      const own = await createShop("locked.example")
      const body = orderOf(own, "create-order.card", { "options.shop_domain": "locked.example" })
      const foreign = await send(server, other, STORE_DOOR, body)
      expect([foreign.status, foreign.body.code]).toEqual([401, "invalid_credentials"])
      const unknown = await send(server, { publishable_key: "pk_unknown" }, STORE_DOOR, body)
      expect([unknown.status, unknown.body.result]).toEqual([401, false])

      await administrator.post(`/admin/crm/shops/${own.id}`, {
        allowed_addresses: ["192.0.2.0/24"],
      })
      const elsewhere = await send(server, own, STORE_DOOR, body)
      expect([elsewhere.status, elsewhere.body.code]).toEqual([403, "address_not_allowed"])
      const listed = await send(server, own, STORE_DOOR, body, { "x-forwarded-for": "192.0.2.7" })
      expect(listed.status).toBe(201)

      await administrator.post(`/admin/crm/shops/${own.id}`, { allowed_addresses: [] })
      await administrator.post(`/admin/crm/shops/${own.id}/credentials/${own.credential_id}/revoke`)
      const revoked = await send(server, own, STORE_DOOR, body)
      expect([revoked.status, revoked.body.code]).toEqual([401, "revoked_credentials"])
    })
  })

  describe("read back", () => {
    const read = (id: string, keys: ShopKeys): Promise<Answer<OrderBody>> =>
      api(server).get<OrderBody>(`${STORE_DOOR}/${id}`, {
        authorization: basic(keys),
        "x-publishable-api-key": keys.publishable_key,
      })

    it("is what it is now, however its id is typed; another shop's does not exist", async () => {
      const other = shopOfDomain(server, "greenleaf-supplements.example")
      const id = await placeOrder(server)
      const answer = await read(id, shop)
      expect([answer.status, answer.body]).toEqual([
        200,
        expect.objectContaining({
          result: true,
          error: "",
          id,
          status: "pending",
          payment_state: "unpaid",
          total: "89.27",
          currency: "USD",
        }),
      ])
      expect((await read(id.toLowerCase().replaceAll("-", ""), shop)).body.id).toBe(id)
      for (const [asked, keys] of [
        [id, other],
        ["T3-222222-222222-222222", shop],
        ["'%20or%201=1", shop],
      ] as const) {
        const none = await read(asked, keys)
        expect([none.status, none.body]).toEqual([
          404,
          expect.objectContaining({ result: false, id: "", code: "not_found" }),
        ])
      }
      const nowhere = await api(server).get<OrderBody>(`${LEGACY_DOOR}/4111111111111111`)
      expect([nowhere.status, nowhere.body.result]).toEqual([404, false])
      expect(nowhere.text).not.toContain("4111")
      const capital = await api(server).post<OrderBody>("/Create_Order.php/", {})
      expect([capital.status, capital.body.result]).toEqual([401, false])
      const unreadable = await read("%00", shop)
      expect([unreadable.status, unreadable.body.code]).toEqual([400, "malformed"])
    })
  })

  describe("in a currency without a rate", () => {
    it("is refused, and a person is told once", async () => {
      const body = orderOf(shop, "create-order.card", { "options.currency": "UAH" })
      for (const door of DOORS) {
        const answer = await send(server, shop, door, body)
        expect([answer.status, answer.body.fields?.[0].path]).toEqual([422, "options.currency"])
      }
      expect(await countOf(server, shopOrderIdOf(body))).toBe(0)
      const { body: list } = await manager.get<{ entries: Json[] }>("/admin/crm/attention")
      const told = list.entries.filter(({ kind }) => kind === "missing_exchange_rate")
      expect(told).toEqual([
        expect.objectContaining({ subject_id: "UAH", sentence: expect.stringContaining("UAH") }),
      ])
      const resolved = await manager.post<{ entry: Json }>(
        `/admin/crm/attention/${String(told[0].id)}/resolve`,
        { note: "added" }
      )
      expect(resolved.body.entry).toMatchObject({ resolution: "added" })
    })
  })

  it("leaves no half orders behind, whatever the tests above have sent", async () => {
    expect(await halfOrders(server)).toEqual([])
  })
})
