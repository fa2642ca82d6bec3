import { login, placeOrder, startServer, type Api, type TestServer } from "../harness"

type Listed = {
  entries: {
    kind: string
    subject_type: string
    subject_id: string
    subject_name: string | null
    button: string
  }[]
  count: number
}

describe("the list of what needs a person", () => {
  let server: TestServer
  let manager: Api
  let order: string

  beforeAll(async () => {
    server = await startServer()
    manager = await login(server, "manager")
    order = await placeOrder(server)
    const entries: [id: string, kind: string, type: string, subject: string][] = [
      ["attn_1", "payment_unknown", "order", order],
      ["attn_2", "missing_exchange_rate", "currency", "XAU"],
    ]
    for (const entry of entries) {
      await server.db.query(
        `insert into attention_entry (id, kind, subject_type, subject_id, data)
         values ($1, $2, $3, $4, '{}')`,
        entry
      )
    }
  })
  afterAll(() => server?.stop())

  it("calls an order by its number and names the button that helps", async () => {
    const { status, body } = await manager.get<Listed>("/admin/crm/attention?kind=payment_unknown")
    expect(status).toBe(200)
    const card = await manager.get<{ order: { display_id: number } }>(`/admin/crm/orders/${order}`)
    expect(body.entries).toMatchObject([
      { subject_id: order, subject_name: `#${card.body.order.display_id}`, button: "check_now" },
    ])
    expect(body.count).toBe(1)
  })

  it("lists one kind or all of them; who has no name is called by nothing", async () => {
    const all = await manager.get<Listed>("/admin/crm/attention")
    expect(all.body.count).toBe(2)
    const rates = await manager.get<Listed>("/admin/crm/attention?kind=missing_exchange_rate")
    expect(rates.body.entries).toMatchObject([{ subject_id: "XAU", subject_name: null }])
    const none = await manager.get<Listed>("/admin/crm/attention?kind=no_such_kind")
    expect(none.body).toMatchObject({ entries: [], count: 0 })
  })

  it("is not for operators", async () => {
    const operator = await login(server, "operator")
    expect((await operator.get("/admin/crm/attention")).status).toBe(403)
  })
})
