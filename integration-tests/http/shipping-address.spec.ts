import { login, startServer, type Api, type TestServer } from "../harness"
import { placeOrder } from "../harness/orders"

type Card = {
  order: {
    order_id: string
    shipping_address: Record<string, string | null>
    billing_address: Record<string, string | null>
    address_change: { allowed: boolean; why: string | null }
  }
}
type Refusal = { code: string; error: string; fields?: { path: string; message: string }[] }

const ADDRESS = {
  first_name: "Jürgen",
  last_name: "Großmann",
  country: "AT",
  city: "Wien",
  zip: "1010",
  address: "Stephansplatz 1",
}

describe("changing the shipping address", () => {
  let server: TestServer
  let manager: Api
  let operator: Api
  let id: string

  beforeAll(async () => {
    server = await startServer()
    manager = await login(server, "manager")
    operator = await login(server, "operator")
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    id = await placeOrder(server, {}, "create-order.card")
  })

  const change = (api: Api, body: unknown) =>
    api.post<Refusal>(`/admin/crm/orders/${id}/shipping-address`, body)

  it("changes Medusa's order and tells the stream what it was and is", async () => {
    const answer = await change(manager, { ...ADDRESS, reason: "moved to Vienna" })
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)])

    const { order } = (await manager.get<Card>(`/admin/crm/orders/${id}`)).body
    expect(order.shipping_address).toMatchObject({
      name: "Jürgen Großmann",
      address1: "Stephansplatz 1",
      city: "Wien",
      zip: "1010",
      state: null,
      country: "AT",
      phone: "+493023125042",
    })
    expect(order.billing_address).toMatchObject({ city: "Berlin", country: "DE" })

    const timeline = await manager.get<{ events: Record<string, unknown>[] }>(
      `/admin/crm/orders/${id}/events?view=timeline`
    )
    expect(timeline.body.events.at(-1)).toMatchObject({
      kind: "order.shipping_address_changed",
      data: { country: "AT" },
      note: "moved to Vienna",
      before: expect.stringContaining("Berlin"),
      after: expect.stringContaining("Stephansplatz 1"),
    })
    const { rows } = await server.db.query(
      `select data::text from crm_order_event where crm_order_id = $1 and kind like '%address%'`,
      [id]
    )
    expect(rows[0].data).not.toContain("Wien")
  })

  it("refuses what is no address, naming every field, and changes nothing", async () => {
    const answer = await change(manager, { ...ADDRESS, country: "US", zip: "abc" })
    expect(answer.status).toBe(422)
    expect(answer.body.fields?.map(({ path }) => path).sort()).toEqual(["state", "zip"])
    expect((await change(manager, { ...ADDRESS, city: "", surprise: 1 })).status).toBe(400)
    const { order } = (await manager.get<Card>(`/admin/crm/orders/${id}`)).body
    expect(order.shipping_address).toMatchObject({ city: "Berlin" })
  })

  it("is for managers, and only while a parcel can still go there", async () => {
    await manager.post(`/admin/crm/orders/${id}/status`, { status: "call_center" })
    expect((await change(operator, ADDRESS)).status).toBe(403)
    const seen = (await operator.get<Card>(`/admin/crm/orders/${id}`)).body.order
    expect(seen.address_change.allowed).toBe(false)

    await manager.post(`/admin/crm/orders/${id}/status`, { status: "cancelled" })
    const answer = await change(manager, ADDRESS)
    expect([answer.status, answer.body.code]).toEqual([409, "address_fixed"])
  })
})
