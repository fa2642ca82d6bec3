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
  STORE_DOOR,
  type Api,
  type PaymentAccounts,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

const CARD = "create-order.card"
const APPROVED = "4242424242424242"
const DECLINED = "4000000000000002"
const NO_MONEY = "4000000000009995"
const THREE_D_SECURE = "4000002500003155"
const LIES_ABOUT_AMOUNT = "4000099900000070"

type Attempt = {
  id: string
  number: number
  kind: string
  state: string
  account: { id: string; name: string }
  amount: string
  code: string | null
  category: string | null
  next: string | null
  comment: string | null
  with_cvv: boolean | null
  redirect_url: string | null
  reasons: { account: { id: string }; chosen: boolean; reason: string }[]
}
type Card = {
  order: {
    status: string
    total: string
    attention: { kind: string; resolved_at: string | null }[]
    payment: { state: string; captured: string; attempts: Attempt[]; card: { cvv: string } }
  }
}
type ReadBack = {
  status: string
  payment_state: string
  next_action: { type: string; url: string } | null
}

/** What a customer does on a simulator's page. */
const press = (url: string, choice: "pay" | "cancel"): Promise<Response> =>
  fetch(url, { method: "POST", body: new URLSearchParams({ choice }), redirect: "manual" })

describe("charging an order", () => {
  let server: TestServer
  let simulators: Simulators
  let manager: Api
  let accounts: PaymentAccounts

  beforeAll(async () => {
    simulators = await startSimulators({ speed: 60 })
    server = await startServer({ env: { PAYMENT_TIME_SCALE: "0.01" } })
    accounts = await setUpPayments(server, simulators, {
      keys: ["stripe-main", "stripe-dollars", "paypal-main", "btcpay-main"],
      settings: { stripe: { timeout_seconds: "4" } },
    })
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
  })
  afterEach(() => simulators.clearFaults())

  const place = (card: string, headers: Record<string, string> = {}, changes: Json = {}) => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, { "payment.card_number": card, ...changes })
    return send(server, shop, LEGACY_DOOR, body, headers)
  }
  const cardOf = async (id: string): Promise<Card["order"]> =>
    (await manager.get<Card>(`/admin/crm/orders/${id}`)).body.order
  const attemptsOf = async (id: string): Promise<Attempt[]> => (await cardOf(id)).payment.attempts
  const settled = (id: string, isGood: (order: Card["order"]) => boolean) =>
    eventually(() => cardOf(id), isGood)
  const openKinds = ({ attention }: Card["order"]): string[] =>
    attention.filter(({ resolved_at }) => resolved_at === null).map(({ kind }) => kind)
  const bookOf = async (id: string) =>
    (await simulators.book()).filter(
      ({ order_id, captured }) => order_id === id && Number(captured) > 0
    )
  const eventsOf = async (id: string): Promise<string[]> => {
    const { rows } = await server.db.query<{ kind: string }>(
      "select kind from crm_order_event where crm_order_id = $1 order by id",
      [id]
    )
    return rows.map(({ kind }) => kind)
  }

  it("approves it before the shop is answered, and destroys the CVV", async () => {
    const answer = await place(APPROVED)
    expect([answer.status, answer.body.status]).toEqual([201, "approved"])
    const order = await cardOf(answer.body.id)
    expect(order.payment).toMatchObject({ state: "paid", card: { cvv: "gone" } })
    expect(order.payment.captured).toBe(order.total)
    expect(order.payment.attempts).toEqual([
      expect.objectContaining({
        number: 1,
        state: "approved",
        amount: order.total,
        with_cvv: true,
        account: expect.objectContaining({ id: accounts["stripe-main"] }),
      }),
    ])
    expect(order.payment.attempts[0].reasons.map(({ chosen, reason }) => [chosen, reason])).toEqual(
      [
        [true, "first_in_list"],
        [false, "next_in_line"],
      ]
    )
    expect(await eventsOf(answer.body.id)).toEqual([
      ...["order.received", "card.sealed", "cvv.sealed", "mail.queued", "payment.attempt_created"],
      ...["cvv.destroyed", "payment.attempt_answered", "payment.captured", "order.status_changed"],
      "mail.queued",
    ])
    const { rows } = await server.db.query<{ sum: string }>(
      `select sum(amount) from ledger_line line join ledger_entry entry on entry.id = line.entry_id
        where crm_order_id = $1`,
      [answer.body.id]
    )
    expect(Number(rows[0].sum)).toBe(0)
    expect(await bookOf(answer.body.id)).toHaveLength(1)
  })

  it("asks the next account after a decline that allows it, then without the CVV", async () => {
    const answer = await place(DECLINED)
    expect(answer.body.status).toBe("declined")
    const attempts = await attemptsOf(answer.body.id)
    expect(attempts.map(({ state, account, with_cvv }) => [account.id, state, with_cvv])).toEqual([
      [accounts["stripe-main"], "declined", true],
      [accounts["stripe-dollars"], "declined", false],
    ])
    expect(attempts[1].reasons.find(({ chosen }) => !chosen)?.reason).toBe("already_tried")
    expect((await eventsOf(answer.body.id)).slice(-3)).toEqual([
      "payment.cascade_ended",
      "order.status_changed",
      "mail.queued",
    ])
  })

  it("is approved by the second account when the first cannot be reached, with the CVV kept", async () => {
    const main = simulators.account("stripe-main").key
    await simulators.fault({ account: main, purpose: "any", fault: "error_500_page" })
    const answer = await place(APPROVED)
    expect(answer.body.status).toBe("approved")
    const attempts = await attemptsOf(answer.body.id)
    expect(attempts.map(({ state, category, with_cvv }) => [state, category, with_cvv])).toEqual([
      ["declined", "processor_unavailable", true],
      ["approved", null, true],
    ])
  })

  it("asks nobody else when the customer has no money", async () => {
    const answer = await place(NO_MONEY)
    expect(answer.body.status).toBe("declined")
    const attempts = await attemptsOf(answer.body.id)
    expect(attempts.map(({ code, category, next }) => ({ code, category, next }))).toEqual([
      { code: "insufficient_funds", category: "insufficient_funds", next: "ask_customer" },
    ])
  })

  it("does not wait when the shop does not want to, and tells the rest when it is asked", async () => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, { "payment.card_number": APPROVED })
    const first = await send(server, shop, STORE_DOOR, body, { prefer: "wait=0" })
    expect([first.status, first.body.status]).toEqual([201, "pending"])
    await settled(first.body.id, ({ status }) => status === "approved")
    const again = await send(server, shop, STORE_DOOR, body)
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ id: first.body.id, status: "approved", redirect_url: null })
    expect(await bookOf(first.body.id)).toHaveLength(1)
  })

  it("finds out by asking what became of a charge that nobody answered", async () => {
    await simulators.fault({ purpose: "charge", fault: "hang_after_charging" })
    const answer = await place(APPROVED)
    expect(answer.body.status).toBe("pending")
    const order = await settled(answer.body.id, ({ status }) => status === "approved")
    expect(order.payment.attempts.map(({ state }) => state)).toEqual(["approved"])
    expect(order.payment.state).toBe("paid")
    expect(await eventsOf(answer.body.id)).toContain("payment.checked")
    expect(await bookOf(answer.body.id)).toHaveLength(1)
  })

  it("goes on to the next account when the lost charge turns out never to have been made", async () => {
    await simulators.fault({ purpose: "charge", fault: "reset_before" })
    const answer = await place(APPROVED)
    const order = await settled(answer.body.id, ({ status }) => status === "approved")
    expect(order.payment.attempts.map(({ state }) => state)).toEqual(["declined", "approved"])
    expect(await bookOf(answer.body.id)).toHaveLength(1)
  })

  it("sends the customer on to 3-D Secure and learns of the result", async () => {
    const answer = await place(THREE_D_SECURE)
    const redirect = String((answer.body as Json).redirect_url)
    expect([answer.body.status, redirect]).toEqual(["pending", expect.stringMatching(/^http/)])
    const shop = shopOfSample(server, CARD)
    const readBack = async (): Promise<ReadBack> => {
      const response = await fetch(`${server.url}${STORE_DOOR}/${answer.body.id}`, {
        headers: {
          authorization: `Basic ${Buffer.from(`${shop.api_id}:${shop.api_key}`).toString("base64")}`,
          "x-publishable-api-key": shop.publishable_key,
        },
      })
      return response.json() as Promise<ReadBack>
    }
    expect(await readBack()).toMatchObject({
      status: "pending",
      payment_state: "pending",
      next_action: { type: "redirect", url: redirect },
    })
    await press(redirect, "pay")
    const checked = await checkNow(answer.body.id)
    expect([checked.status, checked.body.attempt.state]).toEqual([200, "approved"])
    expect(await readBack()).toMatchObject({ status: "approved", next_action: null })
  })

  const placeBy = (name: string) => {
    const shop = shopOfSample(server, name)
    return send(server, shop, LEGACY_DOOR, orderOf(shop, name))
  }
  const checkNow = (id: string) =>
    manager.post<{ attempt: Attempt }>(`/admin/crm/orders/${id}/payment/check-now`, {})

  it("sends the customer to PayPal, and takes the money when he has agreed", async () => {
    const { body } = await placeBy("create-order.paypal")
    const redirect = String((body as Json).redirect_url)
    expect([body.status, redirect]).toEqual(["pending", expect.stringMatching(/^http/)])
    await press(redirect, "pay")
    expect((await checkNow(body.id)).body.attempt.state).toBe("approved")
    const order = await cardOf(body.id)
    expect([order.status, order.payment.state]).toEqual(["approved", "paid"])
    expect(await eventsOf(body.id)).toContain("payment.link_created")
  })

  it("declines an invoice that has run out, and makes coins that come later a payment of their own", async () => {
    const { body } = await placeBy("create-order.crypto")
    const [open] = await attemptsOf(body.id)
    const { rows } = await server.db.query<{ payment_id: string }>(
      "select payment_id from payment_attempt where id = $1",
      [open.id]
    )
    const [{ payment_id }] = rows
    await simulators.event("btcpay", "expire", { payment_id })
    await checkNow(body.id)
    const expired = await cardOf(body.id)
    expect([expired.status, expired.payment.attempts.map(({ state }) => state)]).toEqual([
      "declined",
      ["declined"],
    ])
    await simulators.event("btcpay", "pay", { payment_id })
    await simulators.event("btcpay", "confirm", { payment_id })
    await checkNow(body.id)
    const paid = await cardOf(body.id)
    expect([paid.status, paid.payment.attempts.map(({ state }) => state)]).toEqual([
      "approved",
      ["declined", "approved"],
    ])
    await checkNow(body.id)
    expect((await cardOf(body.id)).payment.attempts).toHaveLength(2)
  })

  it("never approves an amount that was not asked for", async () => {
    const answer = await place(LIES_ABOUT_AMOUNT)
    expect(answer.body.status).toBe("pending")
    const order = await cardOf(answer.body.id)
    expect(openKinds(order)).toEqual([expect.stringMatching(/payment_(mismatch|overpaid)/)])
    expect(order.payment.attempts.map(({ state }) => state)).toEqual(["approved"])
    const [booked] = await bookOf(answer.body.id)
    expect(order.payment.captured).toBe(booked.captured)
  })

  it("lets one call at a time be under way: a person waits for the cascade", async () => {
    await simulators.fault({ purpose: "charge", fault: "slow", delay_ms: 1_500 })
    const answer = await place(APPROVED, { prefer: "wait=0" })
    await settled(answer.body.id, ({ payment }) => payment.attempts[0]?.state === "sending")
    const charges = await Promise.all(
      [1, 2, 3].map(() =>
        manager.post<{ code: string }>(`/admin/crm/orders/${answer.body.id}/payment/charge`, {
          way: "mail_or_telephone",
        })
      )
    )
    expect(charges.map(({ status }) => status)).toEqual([409, 409, 409])
    const order = await settled(answer.body.id, ({ status }) => status === "approved")
    // On a machine so busy that the call runs out of time the next account is asked: still one charge.
    expect(order.payment.attempts.filter(({ state }) => state === "approved")).toHaveLength(1)
    const paid = (await bookOf(answer.body.id)).filter(({ captured }) => Number(captured) > 0)
    expect(paid).toHaveLength(1)
  })

  it("shows what was sent and answered, without the card", async () => {
    const answer = await place(APPROVED)
    const [attempt] = await attemptsOf(answer.body.id)
    const path = `/admin/crm/orders/${answer.body.id}/attempts/${attempt.id}`
    const shown = await manager.get<{ exchanges: { purpose: string; url: string }[] }>(path)
    expect(shown.body.exchanges.map(({ purpose }) => purpose)).toEqual(["prepare", "charge"])
    expect(shown.text).not.toContain(APPROVED)
    const other = await place(APPROVED)
    const elsewhere = `/admin/crm/orders/${other.body.id}/attempts/${attempt.id}`
    expect((await manager.get(elsewhere)).status).toBe(404)
    const operator = await login(server, "operator")
    expect((await operator.get(path)).status).toBe(403)
  })

  it("keeps a comment of the staff on each attempt, changed and taken away", async () => {
    const answer = await place(APPROVED)
    const other = await place(APPROVED)
    const [attempt] = await attemptsOf(answer.body.id)
    const path = `/admin/crm/orders/${answer.body.id}/attempts/${attempt.id}/comment`
    const commentOf = async () =>
      (await settled(answer.body.id, () => true)).payment.attempts.map((one) => one.comment)
    const told = await manager.post<{ attempt: Attempt }>(path, { comment: " Bank called " })
    expect([told.status, told.body.attempt?.comment]).toEqual([200, "Bank called"])
    await manager.post(path, { comment: "Bank called" })
    expect(await commentOf()).toEqual(["Bank called"])
    expect((await manager.post(path, { comment: "" })).status).toBe(200)
    expect(await commentOf()).toEqual([null])
    const { rows } = await server.db.query(
      `select event.data ->> 'removed' as removed, personal.body ->> 'note' as note
         from crm_order_event event left join crm_order_event_personal personal
           on personal.id = event.personal_id
        where event.crm_order_id = $1 and event.kind = 'payment.comment_changed' order by event.id`,
      [answer.body.id]
    )
    expect(rows).toEqual([
      { removed: "false", note: "Bank called" },
      { removed: "true", note: null },
    ])

    const elsewhere = `/admin/crm/orders/${other.body.id}/attempts/${attempt.id}/comment`
    expect((await manager.post(elsewhere, { comment: "x" })).status).toBe(404)
    expect((await manager.post(path, { comment: "x".repeat(1_001) })).status).toBe(400)
    const operator = await login(server, "operator")
    expect((await operator.post(path, { comment: "x" })).status).toBe(403)
  })

  it("tells a dry run who would be asked", async () => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD)
    const answer = await send(server, shop, `${LEGACY_DOOR}?dry_run=true`, body)
    expect((answer.body as Json).plan).toEqual([
      expect.objectContaining({ account: "Stripe", chosen: true, reason: "first_in_list" }),
      expect.objectContaining({ chosen: false, reason: "next_in_line" }),
    ])
  })

  describe("when the server is killed", () => {
    /** Killed while the processor has the charge and says nothing, however slow this machine is. */
    const killedDuring = async (fault: string): Promise<string> => {
      const began = new Date().toISOString()
      await simulators.fault({ purpose: "charge", fault, delay_ms: 20_000 })
      const answer = await place(APPROVED, { prefer: "wait=0" })
      await eventually(
        () => simulators.calls(),
        (calls) => calls.some((call) => call.fault === fault && call.at >= began)
      )
      await server.kill()
      await server.restart()
      manager = await login(server, "manager")
      return answer.body.id
    }

    it("during the call, it asks and never sends again", async () => {
      const id = await killedDuring("hang_after_charging")
      const order = await eventually(
        () => cardOf(id),
        ({ status }) => status === "approved"
      )
      expect(order.status).toBe("approved")
      expect(order.payment.attempts.map(({ state }) => state)).toEqual(["approved"])
      expect(await bookOf(id)).toHaveLength(1)
    })

    it("before the processor has done anything, the order is still charged once", async () => {
      const id = await killedDuring("hang_before")
      const order = await eventually(
        () => cardOf(id),
        ({ status }) => status === "approved"
      )
      expect(order.status).toBe("approved")
      expect(await bookOf(id)).toHaveLength(1)
    })
  })

  it("asks the next account when the secrets of the first cannot be opened", async () => {
    const spoil = (from: string, to: string) =>
      server.db.query(
        "update sealed_secret set sealed = replace(sealed, $2, $3) where owner_id = $1",
        [accounts["stripe-main"], from, to]
      )
    await spoil("v1|", "v1|gone-")
    const answer = await place(APPROVED)
    await spoil("v1|gone-", "v1|")
    expect(answer.body.status).toBe("approved")
    const attempts = await attemptsOf(answer.body.id)
    expect(attempts.map(({ code, with_cvv }) => [code, with_cvv])).toEqual([
      ["account_unreadable", true],
      [null, true],
    ])
  })

  describe("with nobody to work on it", () => {
    it("charges nothing when the card's vault key is missing, and tells a person", async () => {
      await server.restart({ MEDUSA_WORKER_MODE: "server", PAYMENT_TIME_SCALE: "0.01" })
      const { body } = await place(APPROVED, { prefer: "wait=0" })
      await server.db.query(
        "update sealed_card set sealed = replace(sealed, 'v1|', 'v1|gone-') where crm_order_id = $1",
        [body.id]
      )
      await server.restart({ PAYMENT_TIME_SCALE: "0.01" })
      manager = await login(server, "manager")
      const order = await settled(body.id, (one) => openKinds(one).length > 0)
      expect([order.status, openKinds(order)]).toEqual(["pending", ["payment_card_unreadable"]])
      expect(order.payment.attempts.map(({ code }) => code)).toEqual(["card_unreadable"])
    })

    it("charges nothing silently when the CVV has expired before the first attempt", async () => {
      await server.restart({ MEDUSA_WORKER_MODE: "server", PAYMENT_TIME_SCALE: "0.01" })
      const answer = await place(APPROVED, { prefer: "wait=0" })
      const { id } = answer.body
      await server.db.query(
        "update sealed_cvv set expires_at = now() - interval '1 second' where crm_order_id = $1",
        [id]
      )
      const calls = (await simulators.calls()).length
      await server.restart({ PAYMENT_TIME_SCALE: "0.01" })
      manager = await login(server, "manager")
      const order = await settled(id, (one) => openKinds(one).length > 0)
      expect([order.status, openKinds(order)]).toEqual(["pending", ["payment_cvv_expired"]])
      expect(order.payment.attempts).toEqual([])
      expect((await simulators.calls()).length).toBe(calls)
    })
  })
})
