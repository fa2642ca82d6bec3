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
const NEVER_SEEN_BEFORE = "5555555555554444"
const NO_MONEY = "4000000000009995"
const THREE_D_SECURE = "4000002500003155"

type Attempt = {
  id: string
  kind: string
  way: string
  state: string
  amount: string
  initiation: string | null
  redirect_url: string | null
  with_cvv: boolean | null
}
type Order = {
  status: string
  total: string
  attention: { kind: string; resolved_at: string | null }[]
  payment: {
    state: string
    attempts: Attempt[]
    actions: Record<string, { allowed: boolean; why: string | null; ways?: string[] }>
  }
}
type Refusal = { code: string; error: string }

/** What a customer does on a simulator's page. */
const press = (url: string, choice: "pay" | "cancel"): Promise<Response> =>
  fetch(url, { method: "POST", body: new URLSearchParams({ choice }), redirect: "manual" })

describe("paying by hand", () => {
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
    await server?.stop()
    await simulators?.stop()
  })
  afterEach(() => simulators.clearFaults())

  const place = async (card: string): Promise<string> => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, { "payment.card_number": card })
    const answer = await send(server, shop, LEGACY_DOOR, body)
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  /** An order that no processor could be reached for. */
  const placeUnpaid = async (card: string): Promise<string> => {
    await simulators.fault({ purpose: "any", fault: "error_500_page", times: null })
    const id = await place(card)
    await settled(id, ({ status }) => status === "declined")
    await simulators.clearFaults()
    return id
  }
  const read = async (id: string): Promise<Order> =>
    (await manager.get<{ order: Order }>(`/admin/crm/orders/${id}`)).body.order
  const settled = (id: string, isGood: (order: Order) => boolean): Promise<Order> =>
    eventually(() => read(id), isGood)
  const pay = (
    id: string,
    road: string,
    body: Json = {}
  ): Promise<Answer<{ attempt: Attempt } & Refusal>> =>
    manager.post(`/admin/crm/orders/${id}/payment/${road}`, body)
  const move = (id: string, status: string, more: Json = {}) =>
    manager.post<{ order: { status: string } } & Refusal>(`/admin/crm/orders/${id}/status`, {
      status,
      ...more,
    })
  const paidTimes = async (id: string): Promise<number> =>
    (await simulators.book()).filter(
      ({ order_id, captured }) => order_id === id && Number(captured) > 0
    ).length

  it("charges a card by mail order that was never approved before, without a CVV", async () => {
    const id = await placeUnpaid(NEVER_SEEN_BEFORE)
    const { actions } = (await read(id)).payment
    expect(actions.manual_payment).toMatchObject({ allowed: true })
    expect(actions.manual_payment.ways).toContain("mail_or_telephone")
    expect(actions.manual_payment.ways).not.toContain("stored")
    expect((await pay(id, "charge", { way: "stored" })).body.code).toBe("way_closed")
    const asked = await pay(id, "charge", { way: "mail_or_telephone" })
    expect(asked.status).toBe(202)
    const order = await settled(id, ({ status }) => status === "approved")
    expect(order.payment.attempts.at(-1)).toMatchObject({
      initiation: "mail_or_telephone",
      with_cvv: false,
      state: "approved",
    })
    expect(await paidTimes(id)).toBe(1)
    expect((await pay(id, "charge", { way: "stored" })).body.code).toBe("already_paid")
  })

  it("charges a card again that was approved before as a stored one", async () => {
    await settled(await place(APPROVED), ({ status }) => status === "approved")
    const id = await placeUnpaid(APPROVED)
    expect((await read(id)).payment.actions.manual_payment.ways).toContain("stored")
    await pay(id, "charge", { way: "stored" })
    const order = await settled(id, ({ status }) => status === "approved")
    expect(order.payment.attempts.at(-1)).toMatchObject({ initiation: "stored", state: "approved" })
  })

  it("asks about the last payment first: what was approved unseen is not charged again", async () => {
    await simulators.fault({ purpose: "charge", fault: "hang_after_charging" })
    await simulators.callbacks("drop", { processor: "stripe", times: 5 })
    await simulators.fault({ purpose: "query", fault: "error_500_page", times: null })
    const id = await place(APPROVED)
    const unknown = await settled(id, ({ payment }) => payment.state === "unknown")
    expect(unknown.payment.attempts.map(({ state }) => state)).toEqual(["unknown"])
    const refused = await pay(id, "charge", { way: "stored" })
    expect([refused.status, refused.body.code]).toEqual([409, "in_flight"])
    expect((await move(id, "approved", { reason: "cash" })).status).toBe(409)
    await simulators.clearFaults()
    const answer = await pay(id, "charge", { way: "stored" })
    expect([answer.status, answer.body.code]).toEqual([409, "already_paid"])
    expect((await read(id)).status).toBe("approved")
    expect(await paidTimes(id)).toBe(1)
  })

  it("closes what the customer could still pay, after it was confirmed", async () => {
    const id = await place(THREE_D_SECURE)
    const { payment } = await settled(id, (order) => order.payment.state === "pending")
    const url = String(payment.attempts[0].redirect_url)
    const refused = await pay(id, "link")
    expect([refused.status, refused.body.code]).toEqual([409, "open_payment"])
    const made = await pay(id, "link", { close_open_links: true })
    expect([made.status, made.body.attempt]).toEqual([
      200,
      expect.objectContaining({
        way: "link",
        state: "pending",
        redirect_url: expect.stringMatching(/^http/),
      }),
    ])
    await press(url, "pay")
    expect(await paidTimes(id)).toBe(0)
    await press(String(made.body.attempt.redirect_url), "pay")
    await settled(id, ({ status }) => status === "approved")
    expect(await paidTimes(id)).toBe(1)
  })

  /** An order whose card was declined, with a link that the customer can pay by. */
  const placeWithLink = async (): Promise<{ id: string; link: Attempt }> => {
    const id = await place(NO_MONEY)
    await settled(id, ({ status }) => status === "declined")
    const { body } = await pay(id, "link")
    expect((await read(id)).status).toBe("pending")
    return { id, link: body.attempt }
  }
  /** Told once, in the transaction that records it, with who has closed it; and nothing was declined. */
  const expectClosedByStaff = async (id: string): Promise<void> => {
    const { rows } = await server.db.query(
      `select kind, actor_type from crm_order_event
        where crm_order_id = $1
          and id > (select max(id) from crm_order_event
                     where crm_order_id = $1 and kind = 'payment.link_created')
          and kind in ('payment.link_closed', 'payment.attempt_answered', 'order.status_changed')`,
      [id]
    )
    expect(rows).toEqual([{ kind: "payment.link_closed", actor_type: "staff" }])
    expect((await read(id)).status).toBe("pending")
  }

  it("makes a link that can be closed again", async () => {
    const { id, link } = await placeWithLink()
    const closed = await pay(id, `attempts/${link.id}/close`)
    expect([closed.status, closed.body.attempt.state]).toEqual([200, "declined"])
    await press(String(link.redirect_url), "pay")
    expect(await paidTimes(id)).toBe(0)
    await expectClosedByStaff(id)
    expect((await pay(id, `attempts/${link.id}/close`)).body.code).toBe("not_open")
    expect((await pay(id, "attempts/patt_none/close")).status).toBe(404)
  })

  it("knows who has closed a link, also when the callback overtakes the answer", async () => {
    const { id, link } = await placeWithLink()
    await simulators.fault({ purpose: "close", fault: "late_answer", delay_ms: 2_000 })
    const closed = await pay(id, `attempts/${link.id}/close`)
    expect([closed.status, closed.body.attempt.state]).toEqual([200, "declined"])
    await expectClosedByStaff(id)
  })

  it("knows it too when the answer was lost", async () => {
    const { id, link } = await placeWithLink()
    await simulators.callbacks("hold")
    await simulators.fault({ purpose: "any", fault: "error_502_after_charging", times: null })
    const closed = await pay(id, `attempts/${link.id}/close`)
    expect([closed.status, closed.body.code]).toEqual([409, "cannot_close"])
    await simulators.clearFaults()
    await simulators.callbacks("release")
    await settled(id, ({ payment }) => payment.attempts.at(-1)?.state === "declined")
    await expectClosedByStaff(id)
  })

  it("approves by hand only with a reason and when nothing is open", async () => {
    const id = await place(THREE_D_SECURE)
    await settled(id, ({ payment }) => payment.state === "pending")
    const open = await move(id, "approved", { reason: "paid in cash" })
    expect([open.status, open.body.error]).toEqual([409, expect.stringMatching(/still open/)])
    const { payment } = await read(id)
    await pay(id, `attempts/${payment.attempts[0].id}/close`)
    const silent = await move(id, "approved")
    expect([silent.status, silent.body.code]).toEqual([400, "reason_needed"])
    const done = await move(id, "approved", { reason: "paid in cash", fee_percent: "2.5" })
    expect([done.status, done.body.order.status]).toEqual([200, "approved"])
    const order = await read(id)
    expect(order.payment).toMatchObject({ state: "paid" })
    expect(order.payment.attempts.at(-1)).toMatchObject({ way: "outside", state: "approved" })
    const { rows } = await server.db.query<{ fees: string }>(
      `select sum(line.amount) as fees from ledger_line line
         join ledger_entry entry on entry.id = line.entry_id
        where entry.crm_order_id = $1 and line.account = 'fees'`,
      [id]
    )
    expect(Number(rows[0].fees)).toBeCloseTo(Number(order.total) * 0.025, 1)
  })

  it("is done once, however many press the button", async () => {
    const id = await placeUnpaid(APPROVED)
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => pay(id, "charge", { way: "stored" }))
    )
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
    await settled(id, ({ status }) => status === "approved")
    expect(await paidTimes(id)).toBe(1)
  })

  it("charges neither a cancelled order nor one whose card is gone", async () => {
    const id = await placeUnpaid(APPROVED)
    await server.db.query(
      `update sealed_card set sealed = null, key_id = null, destroyed_at = now()
        where crm_order_id = $1`,
      [id]
    )
    const { ways } = (await read(id)).payment.actions.manual_payment
    expect(ways).toEqual(["link"])
    expect((await pay(id, "charge", { way: "stored" })).body.code).toBe("way_closed")
    await move(id, "cancelled")
    expect((await pay(id, "link")).body).toMatchObject({
      code: "not_to_be_charged",
      error: "An order that is cancelled is not charged.",
    })
  })
})
