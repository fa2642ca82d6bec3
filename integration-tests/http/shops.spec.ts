import { api, login, startServer } from "../harness"
import type { Answer, Api, TestServer } from "../harness"

type Shop = {
  id: string
  name: string
  api_id: string
  active: boolean
  domains: string[]
  allowed_addresses: string[]
  publishable_key: string
  sales_channel_id: string
  credentials: {
    id: string
    key_hint: string
    revoked_at: string | null
    last_used_at: string | null
  }[]
}
type Issued = { id: string; api_id: string; api_key: string }
type Created = { shop: Shop; credential: Issued }
type LoggedCall = { status: number; code: string; error: string; api_id: string | null }

const INPUT = {
  name: "Herb & Co",
  domains: ["HERB.example", "münchen.example"],
  default_currency: "eur",
  default_language: "DE",
}

describe("shops", () => {
  let server: TestServer
  let administrator: Api
  let manager: Api
  let created: Created

  beforeAll(async () => {
    server = await startServer()
    administrator = await login(server, "administrator")
    manager = await login(server, "manager")
    created = (await administrator.post<Created>("/admin/crm/shops", INPUT)).body
  })

  afterAll(() => server?.stop())

  const call = (
    { api_id, api_key }: Pick<Issued, "api_id" | "api_key">,
    publishable = created.shop.publishable_key
  ): Promise<Answer<{ code: string }>> =>
    api(server).post<{ code: string }>(
      "/store/crm/orders",
      {},
      {
        "x-publishable-api-key": publishable,
        authorization: `Basic ${Buffer.from(`${api_id}:${api_key}`).toString("base64")}`,
      }
    )

  it("come with an API id, a key shown once, a publishable key and a sales channel", async () => {
    expect(created).toMatchObject({
      shop: {
        name: "Herb & Co",
        active: true,
        domains: ["herb.example", "xn--mnchen-3ya.example"],
        default_currency: "EUR",
        default_language: "de",
        totals_required: false,
        allowed_addresses: [],
      },
      credential: { api_id: created.shop.api_id },
    })
    expect(created.shop.api_id).toMatch(/^\d{4,}$/)
    expect(created.credential.api_key).toMatch(/^t3k_[A-Za-z0-9_-]{43}$/)
    const key = await server.db.query(
      `select 1 from api_key
       join publishable_api_key_sales_channel as link on link.publishable_key_id = api_key.id
       where api_key.token = $1 and link.sales_channel_id = $2`,
      [created.shop.publishable_key, created.shop.sales_channel_id]
    )
    expect(key.rows).toHaveLength(1)
  })

  it("never show a key or its hash again", async () => {
    const list = await administrator.get("/admin/crm/shops")
    const one = await administrator.get(`/admin/crm/shops/${created.shop.id}`)
    for (const { text } of [list, one]) {
      expect(text).not.toContain(created.credential.api_key)
      expect(text).not.toContain("key_hash")
    }
    const { rows } = await server.db.query<{ kept: string }>(
      "select row_to_json(shop_credential)::text as kept from shop_credential"
    )
    expect(rows.map(({ kept }) => kept).join()).not.toContain(created.credential.api_key)
  })

  it("are refused with every fault in one answer", async () => {
    const answer = await administrator.post<{ fields: { path: string }[] }>("/admin/crm/shops", {
      name: " ",
      domains: ["https://shop.example/", "ok.example", "localhost"],
      default_currency: "EURO",
      default_language: "english",
      allowed_addresses: ["192.0.2.0/33"],
      active: true,
    })
    expect(answer.status).toBe(400)
    expect(answer.body.fields.map(({ path }) => path).sort()).toEqual([
      "active",
      "allowed_addresses.0",
      "default_currency",
      "default_language",
      "domains.0",
      "domains.2",
      "name",
    ])
  })

  it("do not share a domain, and a refused one leaves no sales channel or key behind", async () => {
    const left = async (): Promise<string> => {
      const { rows } = await server.db.query<{ left: string }>(
        `select concat((select count(*) from sales_channel where deleted_at is null), ' ',
                       (select count(*) from api_key where deleted_at is null), ' ',
                       (select count(*) from shop)) as left`
      )
      return rows[0].left
    }
    const before = await left()
    const answer = await administrator.post("/admin/crm/shops", { ...INPUT, name: "Thief" })
    expect([answer.status, answer.body.code]).toEqual([422, "domain_taken"])
    expect(await left()).toBe(before)
  })

  it("are changed field by field", async () => {
    const { body } = await administrator.post<{ shop: Shop }>(
      `/admin/crm/shops/${created.shop.id}`,
      { name: "Herb", domains: ["herb.example"], allowed_addresses: [] }
    )
    expect(body.shop).toMatchObject({ name: "Herb", domains: ["herb.example"], active: true })
    const channel = await server.db.query<{ name: string }>(
      "select name from sales_channel where id = $1",
      [created.shop.sales_channel_id]
    )
    expect(channel.rows[0].name).toBe("Herb")
    expect((await administrator.post(`/admin/crm/shops/${created.shop.id}`, {})).status).toBe(400)
    expect((await administrator.post("/admin/crm/shops/none", { name: "x" })).status).toBe(404)
  })

  it("are read by managers and changed by administrators alone", async () => {
    expect((await manager.get("/admin/crm/shops")).status).toBe(200)
    expect((await manager.post("/admin/crm/shops", INPUT)).status).toBe(403)
    expect((await manager.post(`/admin/crm/shops/${created.shop.id}/credentials`)).status).toBe(403)
  })

  describe("keys", () => {
    const shopNow = async (): Promise<Shop> =>
      (await administrator.get<{ shop: Shop }>(`/admin/crm/shops/${created.shop.id}`)).body.shop

    it("open the door, and note their last use", async () => {
      // The credentials are right, so what is wrong now is the (empty) order.
      expect((await call(created.credential)).status).toBe(400)
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect((await shopNow()).credentials[0].last_used_at).not.toBeNull()
    })

    it.each([
      ["a wrong key", { api_key: "t3k_wrong" }],
      ["an unknown API id", { api_id: "999999" }],
      ["no key", { api_key: "" }],
    ])("refuse %s", async (_what, part) => {
      const answer = await call({ ...created.credential, ...part })
      expect([answer.status, answer.body.code]).toEqual([401, "invalid_credentials"])
    })

    it("refuse another shop's publishable key", async () => {
      const answer = await call(created.credential, server.demo.shops[0].publishable_key)
      expect([answer.status, answer.body.code]).toEqual([401, "invalid_credentials"])
    })

    it("rotate: two live at most, the old one until it is revoked", async () => {
      const path = `/admin/crm/shops/${created.shop.id}/credentials`
      // At once, so that both count the same live keys unless they wait for each other.
      const both = await Promise.all([
        administrator.post<{ credential: Issued }>(path),
        administrator.post<{ credential: Issued }>(path),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
      const second = both.find(({ status }) => status === 201)?.body.credential
      expect(second?.api_key).not.toBe(created.credential.api_key)
      expect((await call(created.credential)).status).toBe(400)
      expect((await call({ ...created.credential, ...second })).status).toBe(400)

      const revoke = `${path}/${created.credential.id}/revoke`
      expect((await administrator.post(revoke)).status).toBe(200)
      expect((await administrator.post(revoke)).status).toBe(200)
      const old = await call(created.credential)
      expect([old.status, old.body.code]).toEqual([401, "revoked_credentials"])
      expect((await call({ ...created.credential, ...second })).status).toBe(400)
      created = { ...created, credential: { ...created.credential, ...second } }
    })

    it("are refused when the shop is switched off, or from another address", async () => {
      const path = `/admin/crm/shops/${created.shop.id}`
      await administrator.post(path, { active: false })
      const off = await call(created.credential)
      expect([off.status, off.body.code]).toEqual([403, "shop_inactive"])
      await administrator.post(path, { active: true, allowed_addresses: ["203.0.113.0/24"] })
      const elsewhere = await call(created.credential)
      expect([elsewhere.status, elsewhere.body.code]).toEqual([403, "address_not_allowed"])
      await administrator.post(path, { allowed_addresses: ["127.0.0.0/8", "::1"] })
      expect((await call(created.credential)).status).toBe(400)
    })
  })

  it("have a log of their calls, the refused ones with the reason", async () => {
    const path = `/admin/crm/shops/${created.shop.id}/requests`
    await call({ ...created.credential, api_key: "t3k_wrong" })
    const { body } = await manager.get<{ requests: LoggedCall[]; count: number }>(
      `${path}?limit=2&only=refused`
    )
    expect(body.requests).toHaveLength(2)
    expect(body.count).toBeGreaterThan(5)
    expect(body.requests[0]).toMatchObject({
      status: 401,
      code: "invalid_credentials",
      api_id: created.shop.api_id,
    })
    expect(JSON.stringify(body)).not.toContain("t3k_")
    expect((await manager.get(`${path}?limit=101`)).status).toBe(400)
    expect((await manager.get("/admin/crm/shops/none/requests")).status).toBe(404)
  })

  it("answer too many wrong credentials with 429, and never block a right key", async () => {
    if (new Date().getSeconds() > 40) {
      await new Promise((resolve) => setTimeout(resolve, (61 - new Date().getSeconds()) * 1000))
    }
    const wrong = { ...created.credential, api_key: "t3k_wrong" }
    let refused = 0
    for (let round = 0; round < 16; round += 1) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => call(wrong)))
      refused += answers.filter(({ status }) => status === 429).length
    }
    expect(refused).toBeGreaterThan(0)
    expect((await call(created.credential)).status).toBe(400)
  })
})
