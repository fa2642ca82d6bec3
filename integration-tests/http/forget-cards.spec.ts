import { eventually, login, placeOrder, startServer, type Api, type TestServer } from "../harness"

const CARD = "create-order.card"

type Order = { payment: { card: { sealed: boolean; last4: string } } }

describe("card numbers", () => {
  let server: TestServer
  let manager: Api

  beforeAll(async () => {
    server = await startServer({ env: { CARD_RETENTION_DAYS: "30" } })
    manager = await login(server, "manager")
  })
  afterAll(() => server?.stop())

  const age = (id: string, days: number): Promise<unknown> =>
    server.db.query(
      "update sealed_card set created_at = now() - make_interval(days => $2) where crm_order_id = $1",
      [id, days]
    )
  const cardOf = async (id: string): Promise<Order["payment"]["card"]> =>
    (await manager.get<{ order: Order }>(`/admin/crm/orders/${id}`)).body.order.payment.card
  const destroyedEvents = async (id: string): Promise<number> => {
    const { rows } = await server.db.query(
      "select 1 from crm_order_event where crm_order_id = $1 and kind = 'card.destroyed'",
      [id]
    )
    return rows.length
  }
  const run = (): Promise<unknown> =>
    server.db.query("select graphile_worker.add_job('forget-cards', '{}'::json)")

  it("are destroyed so many days after the order's last status, and the stream tells it", async () => {
    const [old, moved, young] = [
      await placeOrder(server, {}, CARD),
      await placeOrder(server, {}, CARD),
      await placeOrder(server, {}, CARD),
    ]
    await age(old, 31)
    await age(moved, 31)
    await age(young, 29)
    // An order that got a new status today is not over.
    await manager.post(`/admin/crm/orders/${moved}/status`, { status: "call_center" })
    await run()
    const card = await eventually(
      () => cardOf(old),
      ({ sealed }) => !sealed
    )
    expect(card).toMatchObject({ sealed: false, last4: expect.stringMatching(/^\d{4}$/) })
    expect([(await cardOf(moved)).sealed, (await cardOf(young)).sealed]).toEqual([true, true])
    const { rows } = await server.db.query<{ sealed: string | null; fingerprint: string }>(
      "select sealed, fingerprint from sealed_card where crm_order_id = $1",
      [old]
    )
    expect(rows[0]).toEqual({ sealed: null, fingerprint: expect.stringMatching(/\w+/) })
    expect(await destroyedEvents(old)).toBe(1)
    await run()
    await eventually(
      async () =>
        (
          await server.db.query(
            "select 1 from graphile_worker.jobs where task_identifier = 'forget-cards'"
          )
        ).rowCount,
      (count) => count === 0
    )
    expect(await destroyedEvents(old)).toBe(1)
  })
})
