import {
  eventually,
  LEGACY_DOOR,
  login,
  orderOf,
  placeOrder,
  send,
  setUpPayments,
  shopOfSample,
  startServer,
  startSimulators,
  type Api,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

const CARD = "create-order.card"

type Collection = {
  status: string
  amount: number
  captured_amount: number
  refunded_amount: number
  payments: { provider_id: string; captures: Json[]; refunds: Json[] }[]
}
type MedusaOrder = {
  payment_collections: Collection[]
  summary: { paid_total: number; refunded_total: number; transaction_total: number }
}

describe("Medusa's own payment records", () => {
  let server: TestServer
  let simulators: Simulators
  let manager: Api

  beforeAll(async () => {
    server = await startServer({ env: { PAYMENT_TIME_SCALE: "0.01" } })
    simulators = await startSimulators({ speed: 60, callbacks: server.url })
    await setUpPayments(server, simulators, { keys: ["stripe-main"] })
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
  })

  const medusaOrder = async (id: string): Promise<MedusaOrder> => {
    const { rows } = await server.db.query<{ order_id: string }>(
      "select order_id from crm_order where id = $1",
      [id]
    )
    const fields = "*payment_collections,*payment_collections.payments,*payment_collections.payments.captures,*payment_collections.payments.refunds,*summary" // prettier-ignore
    const { body } = await manager.get<{ order: MedusaOrder }>(
      `/admin/orders/${rows[0].order_id}?fields=${fields}`
    )
    return body.order
  }
  const mirrored = (id: string, isGood: (order: MedusaOrder) => boolean): Promise<MedusaOrder> =>
    eventually(() => medusaOrder(id), isGood)

  it("follow a payment and its refunds, and are the same after another run", async () => {
    const shop = shopOfSample(server, CARD)
    const answer = await send(server, shop, LEGACY_DOOR, orderOf(shop, CARD))
    const { id } = answer.body
    const total = Number(answer.body.total)
    const paid = await mirrored(id, ({ summary }) => summary.paid_total === total)
    expect(paid.payment_collections).toEqual([
      expect.objectContaining({ status: "completed", amount: total, captured_amount: total }),
    ])
    expect(paid.payment_collections[0].payments).toEqual([
      expect.objectContaining({ provider_id: expect.stringMatching(/^pp_(stripe|system)/) }),
    ])

    await manager.post(`/admin/crm/orders/${id}/payment/refund`, { amount: "3.00", reason: "x" })
    await mirrored(id, ({ payment_collections: [one] }) => one.refunded_amount === 3)
    await manager.post(`/admin/crm/orders/${id}/payment/refund`, { reason: "all of it" })
    const refunded = await mirrored(
      id,
      ({ payment_collections: [one], summary }) =>
        one.refunded_amount === total && summary.transaction_total === 0
    )
    expect(refunded.payment_collections[0]).toMatchObject({
      captured_amount: total,
      refunded_amount: total,
    })
    expect(refunded.summary.transaction_total).toBe(0)

    await server.db.query(
      "select graphile_worker.add_job('mirror-payment', json_build_object('crm_order_id', $1::text))",
      [id]
    )
    const jobs = async (): Promise<number> => {
      const { rows } = await server.db.query<{ count: number }>(
        `select count(*)::int as count from graphile_worker.jobs where task_identifier = 'mirror-payment'`
      )
      return rows[0].count
    }
    expect(await eventually(jobs, (count) => count === 0)).toBe(0)
    const again = await medusaOrder(id)
    expect(again.payment_collections[0].payments[0].captures).toHaveLength(1)
    expect(again.payment_collections[0].payments[0].refunds).toHaveLength(2)
    expect(again.summary).toEqual(refunded.summary)
  })

  it("know money that was paid past every processor", async () => {
    const id = await placeOrder(server)
    await manager.post(`/admin/crm/orders/${id}/status`, { status: "cancelled" })
    await manager.post(`/admin/crm/orders/${id}/status`, { status: "pending" })
    await manager.post(`/admin/crm/orders/${id}/status`, { status: "approved", reason: "cash" })
    const order = await mirrored(id, ({ summary }) => summary.paid_total > 0)
    expect(order.payment_collections[0].payments[0].provider_id).toBe("pp_system_default")
  })
})
