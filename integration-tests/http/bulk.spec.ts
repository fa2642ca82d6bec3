import {
  eventually,
  LEGACY_DOOR,
  login,
  messagesOf,
  orderOf,
  placeOrder,
  send,
  setUpPayments,
  shopOfSample,
  startMailCatcher,
  startServer,
  startSimulators,
  type Api,
  type MailCatcher,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

type Refusal = { code: string; error: string }
type Preview = {
  total: number
  is_exact: boolean
  moves: number
  refused: number
  asks_processor: number
  needs_reason: number
  letters: { kind: string; fate: string; count: number }[]
  ledger: {
    currencies: { currency: string; account: string; amount: string }[]
    usd: { account: string; amount: string }[]
  }
  refusals: { code: string; from: string | null; count: number; examples: { id: string }[] }[]
  undo: { possible: boolean }
}
type Job = {
  state: string
  kind: string
  total: number
  moved: number
  failed: number
  results: { id: string; ok: boolean; status: string | null; error: string | null }[]
  undo: { allowed: boolean; because: string | null; until: string | null; job_id: string | null }
}

const CARD = "create-order.card"

let addresses = 0
const newAddress = (): string => `bulk-${process.pid}-${(addresses += 1)}@example.org`

describe("bulk moves", () => {
  let catcher: MailCatcher
  let server: TestServer
  let simulators: Simulators
  let manager: Api

  beforeAll(async () => {
    catcher = await startMailCatcher()
    server = await startServer({
      env: { SMTP_URL: catcher.smtpUrl, PAYMENT_TIME_SCALE: "0.01" },
    })
    simulators = await startSimulators({ speed: 60, callbacks: server.url })
    await setUpPayments(server, simulators, { keys: ["stripe-main"] })
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
    await catcher?.stop()
  })

  const place = (changes: Json = {}): Promise<string> =>
    placeOrder(server, { "customer.email": newAddress(), ...changes })
  /** Orders of which nobody can take the payment: pending, with an entry for a person. */
  const placeMany = async (count: number, changes: Json = {}): Promise<string[]> => {
    const ids = await Promise.all(Array.from({ length: count }, () => place(changes)))
    await eventually(
      () => entriesOf(ids),
      (entries) => entries === count
    )
    return ids
  }
  const entriesOf = async (ids: string[]): Promise<number> => {
    const { rows } = await server.db.query<{ count: number }>(
      `select count(*)::int as count from attention_entry
        where subject_id = any($1) and kind = 'payment_no_processor' and resolved_at is null`,
      [ids]
    )
    return rows[0].count
  }
  const placePaid = async (): Promise<string> => {
    const shop = shopOfSample(server, CARD)
    const { body } = await send(
      server,
      shop,
      LEGACY_DOOR,
      orderOf(shop, CARD, {
        "payment.card_number": "4242424242424242",
        "customer.email": newAddress(),
      })
    )
    expect(body.status).toBe("approved")
    return body.id
  }
  const move = (id: string, status: string) =>
    manager.post<Refusal>(`/admin/crm/orders/${id}/status`, { status, reason: "by hand" })
  const preview = async (body: Json): Promise<Preview> => {
    const answer = await manager.post<Preview>("/admin/crm/orders/bulk-status/preview", body)
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)])
    return answer.body
  }
  const start = async (body: Json): Promise<string> => {
    const answer = await manager.post<{ job_id: string }>("/admin/crm/orders/bulk-status", {
      ...body,
      as_job: true,
    })
    expect(answer.status).toBe(202)
    return answer.body.job_id
  }
  const read = async (jobId: string): Promise<Job> =>
    (await manager.get<{ job: Job }>(`/admin/crm/bulk-jobs/${jobId}`)).body.job
  const finished = (jobId: string): Promise<Job> =>
    eventually(
      () => read(jobId),
      ({ state }) => state === "done",
      60_000
    )
  const listed = async (): Promise<Json[]> =>
    (await manager.get<{ jobs: Json[] }>("/admin/crm/bulk-jobs?limit=5")).body.jobs
  const undo = (jobId: string) =>
    manager.post<{ job_id: string } & Refusal>(`/admin/crm/bulk-jobs/${jobId}/undo`, {})
  const undone = async (jobId: string): Promise<Job> => {
    const answer = await undo(jobId)
    expect([answer.status, answer.body.error]).toEqual([202, undefined])
    return finished(answer.body.job_id)
  }

  /** What the books have got of these orders after an entry, by currency and in US dollars. */
  const booked = async (ids: string[], since: Date): Promise<Preview["ledger"]> => {
    const { rows } = await server.db.query<{
      currency: string
      account: string
      amount: string
      usd: string
    }>(
      `select line.currency, line.account, sum(line.amount)::numeric(20,2)::text as amount,
              sum(line.amount_usd)::text as usd
         from ledger_line line join ledger_entry entry on entry.id = line.entry_id
        where entry.crm_order_id = any($1) and entry.booked_at >= $2
        group by 1, 2 order by 1, 2`,
      [ids, since]
    )
    const { rows: usd } = await server.db.query<{ account: string; amount: string }>(
      `select line.account, round(sum(line.amount_usd), 2)::numeric(20,2)::text as amount
         from ledger_line line join ledger_entry entry on entry.id = line.entry_id
        where entry.crm_order_id = any($1) and entry.booked_at >= $2
        group by 1 having sum(line.amount_usd) <> 0 order by 1`,
      [ids, since]
    )
    return {
      currencies: rows.map(({ currency, account, amount }) => ({ currency, account, amount })),
      usd,
    }
  }
  /** The letters that were queued for these orders since, by kind. */
  const lettersSince = async (ids: string[], since: Date) => {
    const { rows } = await server.db.query<{ kind: string; count: number }>(
      `select kind, count(*)::int as count from mail_message
        where crm_order_id = any($1) and created_at >= $2 and state <> 'skipped'
        group by 1 order by 1`,
      [ids, since]
    )
    return rows
  }
  const now = async (): Promise<Date> =>
    (await server.db.query<{ now: Date }>("select clock_timestamp() as now")).rows[0].now
  /** Everything of an order that a move may change, but for how often it was changed. */
  const standingOf = async (ids: string[]) =>
    (
      await server.db.query(
        `select id, status, status_before_call_center, status_before_chargeback, call_center_status,
                call_center_since, open_attention, payment_state, captured, refunded, charged_back
           from crm_order where id = any($1) order by id`,
        [ids]
      )
    ).rows
  const eventsOf = async (ids: string[]): Promise<number> =>
    (
      await server.db.query<{ count: number }>(
        // Letters about the intake go out meanwhile.
        `select count(*)::int as count from crm_order_event
          where crm_order_id = any($1) and kind not like 'mail.%'`,
        [ids]
      )
    ).rows[0].count
  const receivable = async (ids: string[]): Promise<number> =>
    Number(
      (
        await server.db.query<{ sum: string }>(
          `select coalesce(sum(line.amount), 0) as sum
             from ledger_line line join ledger_entry entry on entry.id = line.entry_id
            where entry.crm_order_id = any($1) and line.account = 'receivable'`,
          [ids]
        )
      ).rows[0].sum
    )
  const balances = async (ids: string[]) =>
    (
      await server.db.query(
        `select account, sum(amount) as amount from ledger_line line
           join ledger_entry entry on entry.id = line.entry_id
          where entry.crm_order_id = any($1) group by 1 having sum(amount) <> 0`,
        [ids]
      )
    ).rows

  describe("are previewed", () => {
    it.each([
      ["approved", "Paid by bank transfer"],
      ["declined", null],
      ["closed", null],
      ["call_center", null],
    ])("to %s, and it is what then happens, to the e-mail and the cent", async (status, reason) => {
      const ids = await placeMany(4)
      await move(ids[3], "cancelled")
      const chosen = [...ids, "T3-NONE"]
      const body = { ids: chosen, status, ...(reason ? { reason } : {}) }
      const before = { standing: await standingOf(ids), events: await eventsOf(ids) }
      const told = await preview(body)
      expect({ standing: await standingOf(ids), events: await eventsOf(ids) }).toEqual(before)

      const since = await now()
      const job = await finished(await start(body))
      expect(told).toMatchObject({
        total: 5,
        is_exact: true,
        moves: job.moved,
        refused: job.failed,
        undo: { possible: true },
      })
      expect(told.needs_reason).toBe(status === "approved" ? 3 : 0)
      expect(told.refusals.map(({ count }) => count).reduce((sum, one) => sum + one, 0)).toBe(
        job.failed
      )
      const failed = job.results.filter(({ ok }) => !ok).map(({ id }) => id)
      expect(told.refusals.flatMap(({ examples }) => examples.map(({ id }) => id)).sort()).toEqual(
        failed.sort()
      )
      const goingOut = told.letters.filter(({ fate }) => fate === "sent")
      expect(goingOut.map(({ kind, count }) => ({ kind, count }))).toEqual(
        await lettersSince(ids, since)
      )
      expect(told.ledger).toEqual(await booked(ids, since))
      expect(told.ledger.currencies.length > 0).toBe(status === "approved")
    })

    it("of a refund: the processor is asked, and what it confirms was foretold", async () => {
      const ids = [await placePaid(), await placePaid(), ...(await placeMany(1))]
      const body = { ids, status: "refunded" }
      const told = await preview(body)
      expect(told).toMatchObject({ moves: 2, asks_processor: 2, refused: 1 })
      expect(told.undo.possible).toBe(false)
      expect(told.refusals).toMatchObject([{ code: "table", from: "pending", count: 1 }])
      const since = await now()
      const jobId = await start(body)
      await finished(jobId)
      await eventually(
        () => standingOf(ids.slice(0, 2)),
        (rows) => rows.every(({ status }) => status === "refunded")
      )
      expect(told.letters).toEqual([{ kind: "refunded", fate: "sent", count: 2 }])
      expect(await lettersSince(ids, since)).toEqual([{ kind: "refunded", count: 2 }])
      expect(told.ledger).toEqual(await booked(ids, since))
      expect((await undo(jobId)).body.code).toBe("not_undoable")
    })

    it("of a chargeback, with its fee", async () => {
      const ids = [await placePaid(), await placePaid()]
      const body = { ids, status: "chargeback", reason: "The bank has written" }
      const told = await preview(body)
      const since = await now()
      const jobId = await start(body)
      const job = await finished(jobId)
      expect([told.moves, job.moved]).toEqual([2, 2])
      expect(told.ledger).toEqual(await booked(ids, since))
      expect(told.ledger.usd.some(({ account }) => account === "chargebacks")).toBe(true)
      expect((await undo(jobId)).body.code).toBe("not_undoable")
    })

    it("says of letters that are switched off, or whose address is stopped, that they do not go out", async () => {
      const stopped = newAddress()
      const ids = [await place({ "customer.email": stopped }), await place()]
      await manager.post("/admin/crm/mail/suppressions", { address: stopped })
      const told = await preview({ ids, status: "closed" })
      expect(told.letters).toEqual([
        { kind: "closed", fate: "not_sent", count: 1 },
        { kind: "closed", fate: "sent", count: 1 },
      ])
    })

    it("refuses a question that makes no sense", async () => {
      for (const body of [
        { status: "closed" },
        { ids: ["x"], status: "nowhere" },
        { ids: [], status: "closed" },
      ]) {
        expect((await manager.post("/admin/crm/orders/bulk-status/preview", body)).status).toBe(400)
      }
    })
  })

  describe("are undone while their letters are held", () => {
    it("leaves no letter, a balanced ledger, and the orders as they were", async () => {
      const ids = await placeMany(3)
      await move(ids[2], "call_center")
      await manager.post(`/admin/crm/orders/${ids[2]}/call-center-status`, { status: "resolved" })
      const before = await standingOf(ids)
      const since = await now()
      const jobId = await start({ ids, status: "approved", reason: "Bank transfer" })
      const job = await finished(jobId)
      expect([job.moved, job.undo.allowed]).toEqual([3, true])
      // Held for at least a minute from the end of the job.
      const held = Date.parse(job.undo.until ?? "") - Date.now()
      expect(held).toBeGreaterThan(50_000)
      expect(await receivable(ids)).not.toBe(0)

      const back = await undone(jobId)
      expect([back.kind, back.moved, back.failed]).toEqual(["undo", 3, 0])
      expect(await standingOf(ids)).toEqual(before)
      expect(await balances(ids)).toEqual([])
      const { rows: waiting } = await server.db.query(
        `select kind, state, reason from mail_message
          where crm_order_id = any($1) and created_at >= $2`,
        [ids, since]
      )
      expect(waiting).toEqual(
        Array(3).fill({ kind: "approved", state: "cancelled", reason: "undone" })
      )
      const told = await manager.get<{ events: { kind: string }[] }>(
        `/admin/crm/orders/${ids[0]}/events?view=log`
      )
      expect(told.body.events.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(["payment.undone", "mail.cancelled"])
      )

      expect([(await undo(jobId)).status, (await undo(jobId)).body.code]).toEqual([
        409,
        "already_undone",
      ])
      // They can be approved again, and that is booked once.
      const again = await finished(await start({ ids, status: "approved", reason: "Really" }))
      expect(again.moved).toBe(3)
      const approved = await standingOf(ids)
      expect(approved.map(({ payment_state }) => payment_state)).toEqual(["paid", "paid", "paid"])
    })

    it("lets Medusa's own records follow", async () => {
      const [id] = await placeMany(1)
      const jobId = await start({ ids: [id], status: "approved", reason: "Cash" })
      await finished(jobId)
      await undone(jobId)
      const sums = async () =>
        (
          await server.db.query<{ captured: string; refunded: string }>(
            `select coalesce(sum((select sum(amount) from capture where payment_id = p.id)), 0)::text as captured,
                    coalesce(sum((select sum(amount) from refund where payment_id = p.id)), 0)::text as refunded
               from crm_order crm
               join order_payment_collection link on link.order_id = crm.order_id
               join payment p on p.payment_collection_id = link.payment_collection_id
              where crm.id = $1`,
            [id]
          )
        ).rows[0]
      const last = await eventually(
        sums,
        ({ captured, refunded }) => Number(captured) > 0 && captured === refunded
      )
      expect([Number(last.captured) > 0, last.refunded]).toEqual([true, last.captured])
    })

    it("gives a letter back that the move had stopped", async () => {
      const [id] = await placeMany(1)
      await move(id, "cancelled")
      const jobId = await start({ ids: [id], status: "pending" })
      await finished(jobId)
      const stateOf = async () =>
        (await messagesOf(server, id)).find(({ kind }) => kind === "cancelled")?.state
      expect(await stateOf()).toBe("cancelled")
      await undone(jobId)
      expect(await stateOf()).toBe("queued")
      expect((await standingOf([id]))[0].status).toBe("cancelled")
    })

    it("not for an order to which something else has happened, nor one whose customer was told", async () => {
      const [calm, moved, told] = await placeMany(3)
      const jobId = await start({ ids: [calm, moved, told], status: "closed" })
      await finished(jobId)
      await manager.post(`/admin/crm/orders/${calm}/notes`, { text: "A note changes nothing." })
      await move(moved, "call_center")
      const letter = (await messagesOf(server, told)).find(({ kind }) => kind === "closed")
      await manager.post(`/admin/crm/mail/messages/${letter?.id}/send-now`, {})
      await eventually(
        () => messagesOf(server, told),
        (letters) => letters.every(({ state }) => state === "sent")
      )
      const back = await undone(jobId)
      expect(back.results.map(({ id, ok }) => [id, ok])).toEqual([
        [calm, true],
        [moved, false],
        [told, false],
      ])
      expect(back.results[1].error).toContain("Something else has happened")
      expect(back.results[2].error).toContain("told already")
      expect((await standingOf([calm, moved, told])).map(({ status }) => status).sort()).toEqual(
        ["call_center", "closed", "pending"].sort()
      )
    })

    it("not when it is too late, nor while it runs, nor what another undo has done", async () => {
      const ids = await placeMany(2)
      const jobId = await start({ ids, status: "closed" })
      await finished(jobId)
      expect((await listed())[0]).toMatchObject({
        ...{ id: jobId, kind: "status", status: "closed", total: 2, moved: 2 },
        ...{ by: "Max Manager", undone_by: null, can_undo: true },
      })
      await server.db.query(
        "update crm_order_bulk_job set undo_until = now() - interval '1 second' where id = $1",
        [jobId]
      )
      expect([(await undo(jobId)).status, (await undo(jobId)).body.code]).toEqual([409, "too_late"])
      await server.db.query(
        "update crm_order_bulk_job set undo_until = now() + interval '1 minute' where id = $1",
        [jobId]
      )
      // Of two who click at once one begins it.
      const both = await Promise.all([undo(jobId), undo(jobId)])
      expect(both.map(({ status }) => status).sort()).toEqual([202, 409])
      const undoId = both.find(({ status }) => status === 202)?.body.job_id ?? ""
      await finished(undoId)
      expect((await listed()).slice(0, 2)).toMatchObject([
        { id: undoId, kind: "undo", state: "done", moved: 2, can_undo: false },
        { id: jobId, kind: "status", state: "done", moved: 2, undone_by: undoId, can_undo: false },
      ])
      expect((await undo(undoId)).body.code).toBe("not_undoable")
      expect((await undo("bulk_none")).status).toBe(404)
      const empty = await start({ ids: ["T3-NONE"], status: "closed" })
      await finished(empty)
      expect((await undo(empty)).body.code).toBe("nothing_moved")
    })
  })

  it("of a filter go on after the process was killed, and so does the undoing", async () => {
    const email = newAddress()
    const ids = await placeMany(120, { "customer.email": email })
    const body = { filter: { q: email }, status: "closed" }
    const told = await preview(body)
    expect(told).toMatchObject({ total: 120, moves: 120, is_exact: true })
    const since = await now()
    const jobId = await start(body)
    await eventually(
      () => read(jobId),
      ({ moved }) => moved > 5
    )
    await server.kill()
    await server.restart()
    manager = await login(server, "manager")
    expect(await finished(jobId)).toMatchObject({ total: 120, moved: 120, failed: 0 })
    expect(await lettersSince(ids, since)).toEqual([{ kind: "closed", count: 120 }])
    const { rows } = await server.db.query<{ most: number }>(
      `select max(count)::int as most from (select count(*) from crm_order_event
        where kind = 'order.status_changed' and cause = $1 group by crm_order_id) as moves`,
      [jobId]
    )
    expect(rows[0].most).toBe(1)

    const begun = await undo(jobId)
    await eventually(
      () => read(begun.body.job_id),
      ({ moved }) => moved > 5
    )
    await server.kill()
    await server.restart()
    manager = await login(server, "manager")
    expect(await finished(begun.body.job_id)).toMatchObject({ total: 120, moved: 120, failed: 0 })
    expect(new Set((await standingOf(ids)).map(({ status }) => status))).toEqual(
      new Set(["pending"])
    )
    const { rows: out } = await server.db.query(
      `select id from mail_message where crm_order_id = any($1) and kind = 'closed'
          and state <> 'cancelled'`,
      [ids]
    )
    expect(out).toEqual([])
  })

  it("an order by hand is paid on a page of which the customer gets the address by mail", async () => {
    const { body: choices } = await manager.get<{ shops: { id: string }[] }>(
      "/admin/crm/orders/create/choices"
    )
    const made = await manager.post<{ order: { id: string; status: string } }>(
      "/admin/crm/orders/create",
      {
        shop_id: choices.shops[0].id,
        key: "BYHAND0001",
        customer: {
          first_name: "Ada",
          last_name: "Byron",
          email: newAddress(),
          phone: "+442079460123",
        },
        billing: { country: "GB", city: "London", zip: "SW1A 1AA", address: "1 St James" },
        products: [{ sku: "A-1", name: "Vitamin", quantity: 1, price: "20.00" }],
        options: { currency: "EUR", delivery_id: 1 },
        payment: { method: "credit_card" },
      }
    )
    expect([made.status, made.body.order.status]).toEqual([201, "pending"])
    const { id } = made.body.order
    const letters = await eventually(
      () => messagesOf(server, id),
      (all) => all.length === 2 && all.every(({ state }) => state === "sent")
    )
    expect(letters.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      "payment_link sent",
      "pending sent",
    ])
    const { rows } = await server.db.query(
      `select way, state, actor_type, redirect_url is not null as has_page
         from payment_attempt where crm_order_id = $1`,
      [id]
    )
    expect(rows).toEqual([{ way: "link", state: "pending", actor_type: "staff", has_page: true }])
  })

  it("are for managers", async () => {
    const operator = await login(server, "operator")
    const asked = await Promise.all([
      operator.post("/admin/crm/orders/bulk-status/preview", { ids: ["x"], status: "closed" }),
      operator.get("/admin/crm/bulk-jobs"),
      operator.post("/admin/crm/bulk-jobs/bulk_x/undo", {}),
      operator.get("/admin/crm/orders/report"),
      operator.post("/admin/crm/orders/create", {}),
      operator.get("/admin/crm/orders/create/customers?q=anna"),
    ])
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403])
  })
})
