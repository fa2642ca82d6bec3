import {
  eventually,
  LEGACY_DOOR,
  login,
  orderOf,
  send,
  setUpPayments,
  shopOfSample,
  startServer,
  startSimulators,
  type Answer,
  type Api,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

const CARD = "create-order.card"
const APPROVED = "4242424242424242"
const REFUND_COMES_BACK = "4000000000005126"
const REFUND_PENDS = "4000000000007726"
const LIES_ABOUT_AMOUNT = "4000099900000070"

type Attempt = {
  id: string
  kind: string
  way: string
  state: string
  amount: string
  category: string | null
}
type Order = {
  status: string
  total: string
  attention: { kind: string; resolved_at: string | null }[]
  moves: { status: string; allowed: boolean; money: string | null }[]
  payment: {
    state: string
    captured: string
    refunded: string
    charged_back: string
    attempts: Attempt[]
    actions: Record<
      string,
      { allowed: boolean; why: string | null; available?: string; amount?: string }
    >
  }
}
type Refusal = { code: string; error: string }

describe("giving money back", () => {
  let server: TestServer
  let simulators: Simulators
  let manager: Api

  beforeAll(async () => {
    server = await startServer({ env: { PAYMENT_TIME_SCALE: "0.01" } })
    simulators = await startSimulators({ speed: 60, callbacks: server.url })
    await setUpPayments(server, simulators, {
      keys: ["stripe-main"],
      settings: { stripe: { timeout_seconds: "4" } },
    })
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    expect(
      server
        .logs()
        .split("\n")
        .filter((line) => / failed \(/.test(line))
    ).toEqual([])
    await server?.stop()
    await simulators?.stop()
  })
  afterEach(() => simulators.clearFaults())

  const place = async (card = APPROVED): Promise<string> => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, { "payment.card_number": card })
    const answer = await send(server, shop, LEGACY_DOOR, body)
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  const read = async (id: string): Promise<Order> =>
    (await manager.get<{ order: Order }>(`/admin/crm/orders/${id}`)).body.order
  const settled = (id: string, isGood: (order: Order) => boolean): Promise<Order> =>
    eventually(() => read(id), isGood)
  const pay = (
    id: string,
    road: string,
    body: Json
  ): Promise<Answer<{ attempt: Attempt } & Refusal>> =>
    manager.post(`/admin/crm/orders/${id}/payment/${road}`, body)
  const refund = (id: string, body: Json = {}) =>
    pay(id, "refund", { reason: "sent back", ...body })
  const move = (id: string, status: string, more: Json = {}) =>
    manager.post<{ order: { status: string } } & Refusal>(`/admin/crm/orders/${id}/status`, {
      status,
      ...more,
    })
  const openKinds = ({ attention }: Order): string[] =>
    attention.filter(({ resolved_at }) => resolved_at === null).map(({ kind }) => kind)
  const bookOf = async (id: string) =>
    (await simulators.book()).find(({ order_id }) => order_id === id)
  /** What the books say the processor owes us for an order, in its currency. */
  const receivableOf = async (id: string): Promise<number> => {
    const { rows } = await server.db.query<{ sum: string }>(
      `select coalesce(sum(line.amount), 0) as sum
         from ledger_line line join ledger_entry entry on entry.id = line.entry_id
        where entry.crm_order_id = $1 and line.account = 'receivable'`,
      [id]
    )
    return Number(rows[0].sum)
  }
  const eventsOf = async (id: string): Promise<string[]> => {
    const { rows } = await server.db.query<{ kind: string }>(
      "select kind from crm_order_event where crm_order_id = $1 order by id",
      [id]
    )
    return rows.map(({ kind }) => kind)
  }

  it("in full moves the order to Refunded when the processor has done it", async () => {
    const id = await place()
    const { total } = await settled(id, ({ status }) => status === "approved")
    const asked = await refund(id)
    expect([asked.status, asked.body.attempt]).toEqual([
      202,
      expect.objectContaining({ kind: "refund", amount: total }),
    ])
    const order = await settled(id, ({ status }) => status === "refunded")
    expect(order.payment).toMatchObject({ state: "refunded", refunded: total })
    expect(await bookOf(id)).toMatchObject({ captured: total, refunded: total })
    // The processor keeps its fee.
    expect(await receivableOf(id)).toBeLessThan(0)
    expect(await eventsOf(id)).toEqual(
      expect.arrayContaining(["payment.refund_requested", "payment.refunded"])
    )
  })

  it("that comes back afterwards is money of ours again, and a person is told", async () => {
    await simulators.callbacks("hold")
    const id = await place(REFUND_COMES_BACK)
    const { total } = await settled(id, ({ status }) => status === "approved")
    const before = await receivableOf(id)
    await refund(id)
    await settled(id, ({ status }) => status === "refunded")
    await simulators.callbacks("release")
    const order = await settled(id, ({ payment }) => payment.refunded === "0.00")
    expect([order.status, order.payment.state]).toEqual(["refunded", "paid"])
    expect(openKinds(order)).toEqual(["refund_came_back"])
    expect(await receivableOf(id)).toBeCloseTo(before, 4)
    expect(await bookOf(id)).toMatchObject({ captured: total, refunded: "0.00" })
    expect(await eventsOf(id)).toContain("payment.refund_reversed")
  })

  it("in parts leaves the status until nothing is left", async () => {
    const id = await place()
    const { total } = await settled(id, ({ status }) => status === "approved")
    await refund(id, { amount: "5.00" })
    const partly = await settled(id, ({ payment }) => payment.refunded === "5.00")
    expect([partly.status, partly.payment.state]).toEqual(["approved", "partly_refunded"])
    const left = (Number(total) - 5).toFixed(2)
    expect(partly.payment.actions.refund).toMatchObject({ allowed: true, available: left })
    const tooMuch = await refund(id, { amount: total })
    expect([tooMuch.status, tooMuch.body.code]).toEqual([409, "too_much"])
    expect(tooMuch.body.error).toContain(left)
    await refund(id)
    const order = await settled(id, ({ status }) => status === "refunded")
    expect(order.payment.refunded).toBe(total)
    expect((await refund(id)).body.code).toBe("nothing_captured")
    expect(await bookOf(id)).toMatchObject({ refunded: total })
  })

  it.each<[string, Json, number]>([
    ["no amount", { amount: "nothing" }, 400],
    ["less than nothing", { amount: "-1.00" }, 400],
    ["zero", { amount: "0.00" }, 400],
    ["more places than the currency has", { amount: "1.001" }, 400],
    ["no reason", { reason: "" }, 400],
    ["another order's payment", { attempt_id: "patt_none" }, 404],
    ["an unknown field", { to: "me" }, 400],
  ])("refuses %s", async (_name, body, status) => {
    const id = await place()
    await settled(id, (order) => order.status === "approved")
    expect((await refund(id, body)).status).toBe(status)
    expect((await read(id)).payment.refunded).toBe("0.00")
  })

  it("waits for a refund that is pending, and asks", async () => {
    const id = await place(REFUND_PENDS)
    const { total } = await settled(id, ({ status }) => status === "approved")
    await refund(id)
    const pending = await settled(id, ({ payment }) => payment.attempts.at(-1)?.state === "pending")
    expect([pending.status, pending.payment.refunded]).toEqual(["approved", "0.00"])
    expect((await refund(id, { amount: "1.00" })).body.code).toBe("nothing_captured")
    const order = await settled(id, ({ status }) => status === "refunded")
    expect(order.payment.refunded).toBe(total)
  })

  it("that nobody answered is found by asking and never sent twice", async () => {
    const id = await place()
    const { total } = await settled(id, ({ status }) => status === "approved")
    await simulators.fault({ purpose: "refund", fault: "hang_after_charging" })
    await refund(id)
    const order = await settled(id, ({ status }) => status === "refunded")
    expect(order.payment.attempts.map(({ kind, state }) => [kind, state])).toEqual([
      ["charge", "approved"],
      ["refund", "approved"],
    ])
    expect((await bookOf(id))?.refunds).toHaveLength(1)
    expect(await bookOf(id)).toMatchObject({ refunded: total })
  })

  it("that never arrived is put before a person, and can be asked for again", async () => {
    const id = await place()
    await settled(id, ({ status }) => status === "approved")
    await simulators.fault({ purpose: "refund", fault: "reset_before" })
    await refund(id)
    const failed = await settled(id, (order) => openKinds(order).includes("refund_failed"))
    expect(failed.payment.attempts.at(-1)).toMatchObject({
      state: "declined",
      category: "never_arrived",
    })
    expect([failed.status, failed.payment.state]).toEqual(["approved", "paid"])
    expect((await refund(id)).status).toBe(202)
    const order = await settled(id, ({ status }) => status === "refunded")
    expect(openKinds(order)).toEqual([])
    expect((await bookOf(id))?.refunds).toHaveLength(1)
  })

  it("asked for by several people at once is done once", async () => {
    const id = await place()
    const { total } = await settled(id, ({ status }) => status === "approved")
    const answers = await Promise.all(Array.from({ length: 6 }, () => refund(id)))
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
    await settled(id, ({ status }) => status === "refunded")
    expect(await bookOf(id)).toMatchObject({ refunded: total })
  })

  it("made elsewhere is only recorded, with its reason, and not at the processor", async () => {
    const id = await place()
    const { total } = await settled(id, ({ status }) => status === "approved")
    const before = await receivableOf(id)
    const answer = await refund(id, { elsewhere: true, reason: "cash at the counter" })
    expect(answer.body.attempt).toMatchObject({ way: "outside", state: "approved" })
    const order = await read(id)
    expect([order.status, order.payment.refunded]).toEqual(["refunded", total])
    expect(await bookOf(id)).toMatchObject({ refunded: "0.00" })
    expect(await receivableOf(id)).toBeCloseTo(before - Number(total))
  })

  it("by the status calls the processor; the order keeps its status until then", async () => {
    const id = await place()
    const { total, moves } = await settled(id, ({ status }) => status === "approved")
    expect(moves.find(({ status }) => status === "refunded")).toMatchObject({
      allowed: true,
      money: "refund",
    })
    const asked = await move(id, "refunded", { reason: "sent back" })
    expect([asked.status, asked.body.order.status]).toEqual([202, "approved"])
    await settled(id, ({ status }) => status === "refunded")
    expect(await bookOf(id)).toMatchObject({ refunded: total })
  })

  it("of what came in too much is one click, and approves the order", async () => {
    const id = await place(LIES_ABOUT_AMOUNT)
    const over = await settled(id, (order) => openKinds(order).includes("payment_overpaid"))
    expect([over.status, over.payment.state]).toEqual(["pending", "overpaid"])
    expect(over.payment.actions.refund_overpayment).toMatchObject({ allowed: true, amount: "1.00" })
    const asked = await pay(id, "refund-overpayment", {})
    expect(asked.body.attempt).toMatchObject({ kind: "refund", amount: "1.00" })
    const order = await settled(id, ({ status }) => status === "approved")
    expect([openKinds(order), order.payment.actions.refund_overpayment.allowed]).toEqual([
      [],
      false,
    ])
    expect((await pay(id, "refund-overpayment", {})).body.code).toBe("nothing_too_much")
  })

  it("is refused while a bank holds it; a chargeback after a refund takes it twice", async () => {
    const id = await place()
    const { total, payment } = await settled(id, ({ status }) => status === "approved")
    const { rows } = await server.db.query<{ payment_id: string }>(
      "select payment_id from payment_attempt where id = $1",
      [payment.attempts[0].id]
    )
    await simulators.event("stripe", "chargeback", { payment_id: rows[0].payment_id })
    const held = await settled(id, ({ status }) => status === "chargeback")
    expect(held.payment).toMatchObject({ state: "charged_back", charged_back: total })
    expect((await refund(id)).body.code).toBe("chargeback_open")
    await simulators.event("stripe", "chargeback_reversal", { payment_id: rows[0].payment_id })
    const back = await settled(id, ({ status }) => status === "approved")
    expect(back.payment).toMatchObject({ state: "paid", charged_back: "0.00" })
    expect(await bookOf(id)).toMatchObject({ disputed: "0.00" })

    await refund(id)
    await settled(id, ({ status }) => status === "refunded")
    const before = await receivableOf(id)
    expect((await pay(id, "chargeback", { reason: "letter of the bank" })).status).toBe(200)
    expect((await read(id)).status).toBe("chargeback")
    expect(await receivableOf(id)).toBeLessThanOrEqual(before - Number(total))
    const reversed = await pay(id, "chargeback-reversal", { reason: "won" })
    expect([reversed.status, (await read(id)).status]).toEqual([200, "refunded"])
    expect((await pay(id, "chargeback-reversal", { reason: "won" })).body.code).toBe(
      "no_chargeback"
    )
  })

  it("of nothing is refused: never a status alone", async () => {
    const id = await place("4000000000009995")
    await settled(id, ({ status }) => status === "declined")
    expect((await refund(id)).body.code).toBe("nothing_captured")
    await move(id, "call_center")
    const answer = await move(id, "refunded", { reason: "x" })
    expect([answer.status, answer.body.error]).toEqual([
      409,
      "No money has come in for this order, so there is nothing to give back.",
    ])
    expect((await move(id, "chargeback", { reason: "x" })).status).toBe(409)
  })
})
