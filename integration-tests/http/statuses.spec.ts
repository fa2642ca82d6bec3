import { createHash } from "node:crypto"
import {
  eventually,
  login,
  placeOrder,
  startServer,
  type Answer,
  type Api,
  type TestServer,
} from "../harness"
import { type Json } from "../harness/samples"

/**
 * What a manager may do, written out from the owner's decisions and not from the code. The orders
 * have the money that belongs to their status: all but pending, declined, cancelled and closed ones
 * are paid.
 */
const MAY_BECOME = {
  pending: ["approved", "declined", "cancelled", "call_center", "closed"],
  approved: ["packed", "shipped", "call_center", "refunded", "chargeback"],
  declined: ["approved", "call_center", "cancelled", "closed"],
  cancelled: ["pending", "call_center"],
  // It came from shipped.
  call_center: [
    ...["pending", "approved", "declined", "cancelled", "closed"],
    ...["refunded", "reshipped", "chargeback", "shipped"],
  ],
  packed: ["approved", "shipped", "call_center", "refunded", "chargeback"],
  shipped: ["delivered", "reshipped", "call_center", "refunded", "chargeback"],
  reshipped: ["delivered", "reshipped", "call_center", "refunded", "chargeback"],
  delivered: ["reshipped", "call_center", "refunded", "chargeback"],
  refunded: ["chargeback"],
  // It was delivered before.
  chargeback: ["delivered"],
  closed: ["pending", "call_center"],
} satisfies Record<string, string[]>

type Status = keyof typeof MAY_BECOME
const STATUSES = Object.keys(MAY_BECOME) as Status[]

/** Legal moves that are refused as long as the customer's money is here. */
const KEPT_BY_MONEY: Partial<Record<Status, Status[]>> = {
  approved: ["cancelled", "declined", "pending"],
}

/** How an order that is in this status got its money, and what became of it. */
const MONEY: Record<Status, Status[]> = {
  pending: [],
  declined: [],
  cancelled: [],
  closed: [],
  approved: ["approved"],
  call_center: ["approved"],
  packed: ["approved"],
  shipped: ["approved"],
  reshipped: ["approved"],
  delivered: ["approved"],
  refunded: ["approved", "refunded"],
  chargeback: ["approved", "chargeback"],
}

const UNDER_WAY = ["new_inquiry", "awaiting_response", "refund_initiated", "reship_initiated"]
const OVER = ["resolved", "cancelled", "failed", "closed"]
const CALL_CENTER_STATUSES = [...UNDER_WAY, ...OVER, "refunded", "reshipped"]

const mayBecomeInCallCenter = (from: string): string[] => {
  const targets = [...OVER, ...UNDER_WAY.slice(1)].filter((to) => to !== from)
  return UNDER_WAY.includes(from) ? targets : OVER.includes(from) ? ["awaiting_response"] : []
}

type Refusal = { code: string; error: string; allowed: string[] }
type Event = {
  id: string
  kind: string
  actor: { type: string; name: string | null }
  data: Json
  note: string | null
}
type Card = {
  status: Status
  call_center_status: string | null
  attention: { kind: string; words: string | null; resolved_at: string | null }[]
  moves: { status: Status; allowed: boolean; why: string | null }[]
  archived: { reason: string; by: string } | null
}
type Job = {
  state: string
  total: number
  done: number
  results: { id: string; ok: boolean; status: string | null; error: string | null }[]
}

const sorted = (words: readonly string[]): string[] => [...words].sort()
const inWords = (status: string): string => status.replaceAll("_", " ")

describe("the statuses of an order", () => {
  let server: TestServer
  let manager: Api
  let operator: Api

  beforeAll(async () => {
    server = await startServer()
    manager = await login(server, "manager")
    operator = await login(server, "operator")
  })
  afterAll(() => server.stop())

  /** Many new orders, a few at a time. */
  const placeOrders = async (count: number, changes: Json = {}): Promise<string[]> => {
    const ids: string[] = []
    while (ids.length < count) {
      const next = Math.min(50, count - ids.length)
      ids.push(
        ...(await Promise.all(Array.from({ length: next }, () => placeOrder(server, changes))))
      )
    }
    return ids
  }

  /** Puts orders where the next test begins; roads of several moves have their own tests. */
  const begin = async (ids: readonly string[], status: Status): Promise<void> => {
    for (const step of MONEY[status]) {
      for (let start = 0; start < ids.length; start += 100) {
        const { body } = await manager.post<{ results: Job["results"] }>(
          "/admin/crm/orders/bulk-status",
          { ids: ids.slice(start, start + 100), status: step, reason: "by bank transfer" }
        )
        expect(body.results.filter(({ ok }) => !ok)).toEqual([])
      }
    }
    await server.db.query(
      `update crm_order set status = $2, version = version + 1,
         status_before_call_center = case when $2 = 'call_center' then 'shipped' end,
         call_center_status = case when $2 = 'call_center' then 'new_inquiry' end,
         call_center_since = case when $2 = 'call_center' then now() end,
         status_before_chargeback = case when $2 = 'chargeback' then 'delivered' end
       where id = any($1)`,
      [ids, status]
    )
  }

  const move = (
    id: string,
    status: string,
    more: Json = {}
  ): Promise<Answer<{ order: { status: string }; event: Event } & Refusal>> =>
    manager.post(`/admin/crm/orders/${id}/status`, { status, ...more })

  const readCard = async (id: string, as: Api = manager): Promise<Card> => {
    const { body } = await as.get<{ order: Card }>(`/admin/crm/orders/${id}`)
    return body.order
  }

  const readEvents = async (id: string, view: string, as: Api = manager): Promise<Event[]> => {
    const { body } = await as.get<{ events: Event[] }>(
      `/admin/crm/orders/${id}/events?view=${view}`
    )
    return body.events
  }

  describe("move as the table says", () => {
    it.each(STATUSES)("from %s", async (from) => {
      const allowed: readonly string[] = MAY_BECOME[from]
      const ids = await placeOrders(STATUSES.length)
      await begin(ids, from)
      const { moves } = await readCard(ids[0])
      expect(
        moves
          .filter((one) => one.allowed)
          .map(({ status }) => status)
          .sort()
      ).toEqual(sorted(allowed))
      for (const [index, to] of STATUSES.entries()) {
        const id = ids[index]
        const answer = await move(id, to, { reason: `because ${to}` })
        const told = (await readEvents(id, "timeline"))
          .filter(({ kind }) => kind === "order.status_changed")
          .slice(MONEY[from].length)
        if (allowed.includes(to)) {
          expect([to, answer.status, answer.body.order]).toEqual([to, 200, { id, status: to }])
          expect(told).toEqual([
            expect.objectContaining({
              data: { from, to },
              note: `because ${to}`,
              actor: expect.objectContaining({ type: "staff", name: "Max Manager" }),
            }),
          ])
          expect(answer.body.event).toEqual(told[0])
          expect((await readCard(id)).status).toBe(to)
        } else {
          expect([to, answer.status, answer.body.code]).toEqual([to, 409, "illegal_transition"])
          expect(sorted(answer.body.allowed)).toEqual(sorted(allowed))
          if (KEPT_BY_MONEY[from]?.includes(to)) {
            expect(answer.body.error).toBe("The customer's money is still here: refund it first.")
          } else if (to === from) {
            expect(answer.body.error).toBe(`The order is already ${inWords(to)}.`)
          } else {
            const names = allowed.map(inWords)
            expect(names.filter((name) => !answer.body.error.includes(name))).toEqual([])
          }
          // The button on the card gives the same reason.
          expect(moves.find(({ status }) => status === to)?.why).toBe(answer.body.error)
          expect([told, (await readCard(id)).status]).toEqual([[], from])
        }
      }
    })

    it.each(STATUSES)("in bulk to %s, with one answer per order", async (to) => {
      const ids = await placeOrders(STATUSES.length)
      for (const [index, from] of STATUSES.entries()) {
        await begin([ids[index]], from)
      }
      const answer = await manager.post<{ results: Job["results"] }>(
        "/admin/crm/orders/bulk-status",
        { ids: [...ids, ids[0], "T3-UNKNOWN"], status: to, reason: "spring cleaning" }
      )
      expect([answer.status, answer.body.results.map(({ id }) => id)]).toEqual([
        200,
        [...ids, "T3-UNKNOWN"],
      ])
      for (const [index, from] of STATUSES.entries()) {
        const { ok, status, error } = answer.body.results[index]
        const legal = (MAY_BECOME[from] as string[]).includes(to)
        expect([from, ok, status, error ?? null]).toEqual(
          legal ? [from, true, to, null] : [from, false, null, expect.stringMatching(/\w+/)]
        )
        expect((await readCard(ids[index])).status).toBe(ok ? to : from)
      }
      expect(answer.body.results.at(-1)).toMatchObject({
        ok: false,
        error: "There is no such order.",
      })
    })

    it("let an approved order go once its money has been given back", async () => {
      for (const to of KEPT_BY_MONEY.approved ?? []) {
        const id = await placeOrder(server)
        await begin([id], "refunded")
        await server.db.query("update crm_order set status = 'approved' where id = $1", [id])
        expect([to, (await move(id, to)).status]).toEqual([to, 200])
      }
    })

    it("remember where an order came from, through call centre and chargeback", async () => {
      const id = await placeOrder(server)
      for (const to of ["approved", "packed", "call_center", "chargeback", "call_center"]) {
        expect([to, (await move(id, to, { reason: "as it was" })).status]).toEqual([to, 200])
      }
      // The reversal gave back "call_center"; the order still is one that was packed.
      expect((await move(id, "packed")).status).toBe(200)
      expect((await move(id, "shipped")).status).toBe(200)
    })
  })

  describe("moved by many at once", () => {
    it("go one way: the others are told what became of the order", async () => {
      const id = await placeOrder(server)
      const targets = ["approved", "declined", "cancelled", "call_center", "closed"]
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_one, index) =>
          move(id, targets[index % targets.length], {
            expected_status: "pending",
            reason: "by bank transfer",
          })
        )
      )
      const won = answers.filter(({ status }) => status === 200)
      expect(won).toHaveLength(1)
      const { status } = won[0].body.order
      for (const { status: code, body } of answers.filter((answer) => answer !== won[0])) {
        expect([code, body.error]).toEqual([
          409,
          `Meanwhile the order has become ${inWords(status)}.`,
        ])
        expect(body.allowed).toEqual(expect.any(Array))
      }
      expect((await readCard(id)).status).toBe(status)
    })

    it("make a chain of legal moves and nothing beside it, whoever comes when", async () => {
      const [id] = await placeOrders(1)
      await begin([id], "approved")
      const targets = ["packed", "shipped", "reshipped", "delivered", "call_center", "reshipped"]
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_one, index) => move(id, targets[index % targets.length]))
      )
      expect(answers.filter(({ status }) => ![200, 409].includes(status))).toEqual([])
      const told = (await readEvents(id, "log"))
        .filter(({ kind }) => kind === "order.status_changed")
        .slice(MONEY.approved.length)
      expect(told).toHaveLength(answers.filter(({ status }) => status === 200).length)
      let now = "approved"
      for (const { data } of told) {
        expect(data.from).toBe(now)
        now = String(data.to)
      }
      expect((await readCard(id)).status).toBe(now)
    })
  })

  describe("in the call centre", () => {
    const say = (
      as: Api,
      id: string,
      status: string,
      note?: string
    ): Promise<Answer<Refusal & { order: Json }>> =>
      as.post(`/admin/crm/orders/${id}/call-center-status`, { status, note })

    it.each(["operator", "manager"])("move as the table says, by the %s", async (role) => {
      const as = role === "operator" ? operator : manager
      const id = await placeOrder(server)
      await begin([id], "call_center")
      for (const from of CALL_CENTER_STATUSES) {
        for (const to of CALL_CENTER_STATUSES) {
          await server.db.query("update crm_order set call_center_status = $2 where id = $1", [
            id,
            from,
          ])
          const allowed = mayBecomeInCallCenter(from)
          const { status, body } = await say(as, id, to)
          if (allowed.includes(to)) {
            expect([from, to, status]).toEqual([from, to, 200])
          } else {
            expect([from, to, status, body.code, sorted(body.allowed)]).toEqual([
              ...[from, to, 409, "illegal_transition"],
              sorted(allowed),
            ])
            expect(body.error).toContain(inWords(to))
          }
        }
      }
      expect((await readCard(id)).status).toBe("call_center")
    })

    it("put an outcome before the managers with the operator's words, until one decides", async () => {
      const id = await placeOrder(server)
      expect((await say(manager, id, "closed")).body).toMatchObject({
        code: "illegal_transition",
        allowed: [],
      })
      expect((await say(operator, id, "closed")).status).toBe(404)
      await move(id, "approved", { reason: "by bank transfer" })
      await move(id, "call_center")
      expect((await readCard(id, operator)).call_center_status).toBe("new_inquiry")

      const openAttention = async (): Promise<number> => {
        const { body } = await manager.get<{ orders: { id: string; attention: number }[] }>(
          `/admin/crm/orders?q=${id}`
        )
        return body.orders[0].attention
      }
      expect((await say(operator, id, "failed", "Nobody answers 📵")).status).toBe(200)
      expect(await openAttention()).toBe(1)
      // Going on with the call takes it off the list, the next outcome puts it on again, once.
      await say(operator, id, "awaiting_response")
      expect(await openAttention()).toBe(0)
      await say(operator, id, "refund_initiated", "Wants <b>all</b> money back")
      await say(operator, id, "cancelled", "No: wants nothing")
      await say(operator, id, "awaiting_response")
      await say(operator, id, "refund_initiated", "Wants <b>all</b> money back")
      expect(await openAttention()).toBe(1)

      const { body } = await manager.get<{ entries: Json[] }>("/admin/crm/attention")
      const entry = body.entries.find(({ subject_id }) => subject_id === id)
      expect(entry).toMatchObject({
        kind: "call_center_outcome",
        words: "Wants <b>all</b> money back",
        sentence: expect.stringContaining("asked the call centre for the money back"),
        button: "refund",
      })
      expect((await readCard(id)).status).toBe("call_center")

      expect((await move(id, "refunded")).status).toBe(200)
      expect(await readCard(id)).toMatchObject({
        status: "refunded",
        call_center_status: "refunded",
      })
      expect(await openAttention()).toBe(0)
      expect(
        (await readEvents(id, "log")).slice(-4, -1).map(({ kind, data }) => [kind, data])
      ).toEqual([
        ["order.status_changed", { from: "call_center", to: "refunded" }],
        ["order.call_center_status_changed", { from: "refund_initiated", to: "refunded" }],
        ["attention.resolved", { kind: "call_center_outcome" }],
      ])
    })

    it("follow a reship, and only what was promised", async () => {
      const [reship, other] = await placeOrders(2)
      for (const id of [reship, other]) {
        await begin([id], "call_center")
      }
      await say(operator, reship, "reship_initiated")
      await say(operator, other, "reship_initiated")
      await move(reship, "reshipped")
      await move(other, "refunded")
      expect((await readCard(reship)).call_center_status).toBe("reshipped")
      expect((await readCard(other)).call_center_status).toBe("reship_initiated")
    })

    it("are settled by hand while others move the order, without standing in each other's way", async () => {
      const ids = await placeOrders(15)
      await begin(ids, "call_center")
      await Promise.all(ids.map((id) => say(operator, id, "closed")))
      const { body } = await manager.get<{ entries: { id: string; subject_id: string }[] }>(
        "/admin/crm/attention?limit=100"
      )
      const answers = await Promise.all(
        ids.flatMap((id) => {
          const entry = body.entries.find(({ subject_id }) => subject_id === id)
          return [manager.post(`/admin/crm/attention/${entry?.id}/resolve`, {}), move(id, "closed")]
        })
      )
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
      const { rows } = await server.db.query(
        "select id from crm_order where id = any($1) and open_attention <> 0",
        [ids]
      )
      expect(rows).toEqual([])
    })
  })

  describe("of many orders", () => {
    const startJob = async (body: Json): Promise<string> => {
      const answer = await manager.post<{ job_id: string }>("/admin/crm/orders/bulk-status", body)
      expect(answer.status).toBe(202)
      return answer.body.job_id
    }

    const readJob = async (id: string): Promise<Job> => {
      const { body } = await manager.get<{ job: Job }>(`/admin/crm/bulk-jobs/${id}`)
      return body.job
    }

    /** How often each order was moved by the job. */
    const movesOf = async (jobId: string): Promise<Map<string, number>> => {
      const { rows } = await server.db.query<{ id: string; moves: number }>(
        `select crm_order_id as id, count(*)::int as moves from crm_order_event
          where kind = 'order.status_changed' and cause = $1 group by 1`,
        [jobId]
      )
      return new Map(rows.map(({ id, moves }) => [id, moves]))
    }

    it("more than a hundred, or a filter, are moved by a job that tells how far it is", async () => {
      const email = "bulk.filter@example.com"
      const ids = await placeOrders(130, { "customer.email": email })
      await begin(ids.slice(0, 10), "refunded")
      const jobId = await startJob({ filter: { q: email }, status: "closed", reason: "spring" })
      const job = await eventually(
        () => readJob(jobId),
        ({ state }) => state === "done"
      )
      expect(job).toMatchObject({ state: "done", total: 130, done: 130 })
      expect(sorted(job.results.map(({ id }) => id))).toEqual(sorted(ids))
      const refused = job.results.filter(({ ok }) => !ok)
      expect(sorted(refused.map(({ id }) => id))).toEqual(sorted(ids.slice(0, 10)))
      expect(refused[0].error).toContain("refunded cannot become closed")

      const second = await startJob({ ids: [...ids, "T3-UNKNOWN"], status: "pending" })
      const done = await eventually(
        () => readJob(second),
        ({ state }) => state === "done"
      )
      expect([done.total, done.results.filter(({ ok }) => ok).length]).toEqual([131, 120])
    })

    /** Enough for a job that is still under way when it is killed. */
    const MANY = 250

    it("survive a kill -9 half-way: the job ends, each order moved exactly once", async () => {
      // From reshipped to reshipped is a legal move: twice would not be noticed by the table.
      const ids = await placeOrders(MANY)
      await begin(ids, "reshipped")
      const jobId = await startJob({ ids, status: "reshipped" })
      const halfWay = await eventually(
        () => readJob(jobId),
        ({ done }) => done > 20
      )
      await server.kill("SIGKILL")
      expect(halfWay.state).toBe("running")
      expect((await movesOf(jobId)).size).toBeLessThan(ids.length)
      await server.restart()
      const job = await eventually(
        () => readJob(jobId),
        ({ state }) => state === "done",
        180_000
      )
      expect([job.state, job.done, job.results.every(({ ok }) => ok)]).toEqual(["done", MANY, true])
      const moves = await movesOf(jobId)
      expect([moves.size, ...new Set(moves.values())]).toEqual([MANY, 1])
    }, 360_000)
  })

  describe("and the order's stream", () => {
    it("cannot be changed by anybody, whatever the session says; orders cannot be deleted", async () => {
      const id = await placeOrder(server)
      const statements = [
        "update crm_order_event set kind = 'x' where crm_order_id = $1",
        "delete from crm_order_event where crm_order_id = $1",
        "delete from crm_order where id = $1",
        "truncate crm_order_event",
        "truncate crm_order_event_personal, crm_order_event",
        "truncate crm_order cascade",
      ]
      const before = await readEvents(id, "log")
      for (const role of ["origin", "replica"]) {
        for (const statement of statements) {
          const client = await server.db.connect()
          try {
            await client.query(`set session_replication_role = ${role}`)
            await expect(
              client.query(statement, statement.includes("$1") ? [id] : [])
            ).rejects.toThrow(/is not possible/)
          } finally {
            await client.query("reset session_replication_role")
            client.release()
          }
        }
      }
      expect(await readEvents(id, "log")).toEqual(before)
    })

    it("tells the story in order: timeline for readers, log for everything", async () => {
      const id = await placeOrder(server, {}, "create-order.card")
      await move(id, "approved", { reason: "paid by transfer" })
      await manager.post(`/admin/crm/orders/${id}/notes`, {
        text: "  Ring twice 🔔\n<i>at the back</i> ",
      })
      await move(id, "call_center")
      const [timeline, log] = [await readEvents(id, "timeline"), await readEvents(id, "log")]
      expect(timeline.map(({ kind, note }) => [kind, note])).toEqual([
        ["order.received", null],
        ["payment.attempt_created", null],
        ["payment.captured", null],
        ["order.status_changed", "paid by transfer"],
        ["order.note_added", "Ring twice 🔔\n<i>at the back</i>"],
        ["order.status_changed", null],
        ["order.call_center_status_changed", null],
      ])
      expect(timeline[0].actor).toMatchObject({ type: "shop", name: "Vita Herb" })
      expect(log.map(({ kind }) => kind)).toEqual([
        ...["order.received", "card.sealed", "cvv.sealed", "mail.queued"],
        ...["payment.attempt_created", "payment.captured", "order.status_changed", "mail.queued"],
        ...["order.note_added", "order.status_changed", "order.call_center_status_changed"],
      ])
      expect(log.filter(({ kind }) => timeline.some((one) => one.kind === kind))).toEqual(timeline)
    })

    it("keeps words apart: named by a digest, erasable, and the event stays", async () => {
      const id = await placeOrder(server)
      const added = await operator.post<{ event: Event }>(`/admin/crm/orders/${id}/notes`, {
        text: "not mine",
      })
      expect(added.status).toBe(404)
      await manager.post(`/admin/crm/orders/${id}/notes`, { text: "call Ms Walker at home" })
      const { rows } = await server.db.query<{
        data: Json
        personal_digest: string
        salt: string
        body: Json
      }>(
        `select event.data, event.personal_digest, personal.salt, personal.body
           from crm_order_event event join crm_order_event_personal personal
             on personal.id = event.personal_id where event.crm_order_id = $1`,
        [id]
      )
      const [{ data, personal_digest, salt, body }] = rows
      expect([data, body]).toEqual([{}, { note: "call Ms Walker at home" }])
      expect(personal_digest).toBe(
        createHash("sha256").update(salt).update(JSON.stringify(body)).digest("hex")
      )
      await server.db.query("delete from crm_order_event_personal where crm_order_id = $1", [id])
      expect((await readEvents(id, "timeline")).map(({ kind, note }) => [kind, note])).toEqual([
        ["order.received", null],
        ["order.note_added", null],
      ])
    })
  })

  describe("and what else staff do", () => {
    it("archive an order with a reason and take it back; nobody deletes one", async () => {
      const id = await placeOrder(server, { "customer.email": "archived@example.com" })
      const archive = (verb: string, reason?: string): Promise<Answer<Refusal>> =>
        manager.post(`/admin/crm/orders/${id}/${verb}`, { reason })
      const listed = async (tab: string): Promise<number> => {
        const { body } = await manager.get<{ count: number }>(
          `/admin/crm/orders?q=archived@example.com&tab=${tab}`
        )
        return body.count
      }
      expect((await archive("archive")).status).toBe(400)
      expect((await archive("unarchive", "x")).body.code).toBe("not_archived")
      expect((await archive("archive", "a test of the shop")).status).toBe(200)
      expect((await archive("archive", "again")).body.code).toBe("already_archived")
      expect([await listed("all"), await listed("archived")]).toEqual([0, 1])
      expect((await readCard(id)).archived).toMatchObject({
        reason: "a test of the shop",
        by: "Max Manager",
      })
      expect((await archive("unarchive", "it was real")).status).toBe(200)
      expect([await listed("all"), await listed("archived")]).toEqual([1, 0])
      const timeline = await readEvents(id, "timeline")
      expect(timeline.slice(1).map(({ kind, note }) => [kind, note])).toEqual([
        ["order.archived", "a test of the shop"],
        ["order.unarchived", "it was real"],
      ])
      expect((await manager.delete(`/admin/crm/orders/${id}`)).status).toBeGreaterThanOrEqual(400)
      expect((await readCard(id)).status).toBe("pending")
    })

    it.each<[string, string, unknown]>([
      ["an empty note", "notes", { text: "  " }],
      ["a note of 5,001 letters", "notes", { text: "x".repeat(5001) }],
      ["half a Unicode character", "notes", { text: "\ud83d" }],
      ["a NUL", "notes", { text: "a\u0000b" }],
      ["an unknown status", "status", { status: "paid" }],
      ["an unknown field", "status", { status: "approved", by: "me" }],
      ["a list", "status", []],
      ["no status", "call-center-status", {}],
    ])("are told what is not right: %s", async (_name, road, body) => {
      const id = await placeOrder(server)
      const answer = await manager.post<Refusal>(`/admin/crm/orders/${id}/${road}`, body)
      expect([answer.status, answer.body]).toEqual([
        400,
        expect.objectContaining({ error: expect.stringMatching(/\w+/) }),
      ])
      const told = (await readEvents(id, "log")).map(({ kind }) => kind)
      expect(told).toEqual(["order.received", "mail.queued"])
    })

    it("hear 4xx for anything that no order, list or job can be", async () => {
      for (const address of [
        "/admin/crm/orders/%00",
        "/admin/crm/orders/T3-UNKNOWN/events",
        "/admin/crm/bulk-jobs/%00",
        "/admin/crm/orders?q=%00",
        "/admin/crm/orders?status=paid",
        "/admin/crm/orders?from=yesterday",
        "/admin/crm/orders?limit=1000",
        "/admin/crm/orders?order=email",
        "/admin/crm/orders?status[a][b]=c",
      ]) {
        const { status, body } = await manager.get<Refusal>(address)
        expect([address, status >= 400 && status < 500, typeof body.error]).toEqual([
          address,
          true,
          "string",
        ])
      }
      for (const body of [
        { ids: ["\ud83d"], status: "closed" },
        { ids: Array(101).fill("\u0000"), status: "closed" },
        { ids: [], status: "closed" },
        { status: "closed" },
        { ids: ["x"], filter: {}, status: "closed" },
      ]) {
        expect((await manager.post("/admin/crm/orders/bulk-status", body)).status).toBe(400)
      }
    })
  })

  describe("seen by an operator", () => {
    it("are those of orders that are or were with the call centre, on every page", async () => {
      const [mine, past, hidden] = await placeOrders(3)
      await move(mine, "call_center")
      await move(past, "call_center")
      await move(past, "closed")

      const all = await operator.get<{
        orders: { id: string; allowed_statuses: string[] }[]
        count: number
      }>("/admin/crm/orders?limit=100")
      const { rows } = await server.db.query<{ id: string; status: string }>(
        "select id, status from crm_order where call_center_since is not null and archived_at is null"
      )
      expect(all.body.count).toBe(rows.length)
      const visible = new Set(rows.map(({ id }) => id))
      expect(all.body.orders.filter(({ id }) => !visible.has(id))).toEqual([])
      expect(all.body.orders.flatMap(({ allowed_statuses }) => allowed_statuses)).toEqual([])
      const counts = await operator.get<{ counts: Record<string, number> }>(
        "/admin/crm/orders/counts"
      )
      expect(counts.body.counts).toMatchObject({
        all: rows.length,
        call_center: rows.filter(({ status }) => status === "call_center").length,
        pending: rows.filter(({ status }) => status === "pending").length,
      })
      const found = await operator.get<{ count: number }>(`/admin/crm/orders?q=${hidden}`)
      expect(found.body.count).toBe(0)

      for (const [id, status] of [
        [mine, 200],
        [past, 200],
        [hidden, 404],
        ["T3-UNKNOWN", 404],
      ] as const) {
        const seen = await operator.get<Refusal>(`/admin/crm/orders/${id}`)
        const events = await operator.get(`/admin/crm/orders/${id}/events?view=log`)
        const note = await operator.post(`/admin/crm/orders/${id}/notes`, { text: "called" })
        expect([id, seen.status, events.status, note.status]).toEqual([
          ...[id, status, status],
          status === 200 ? 201 : 404,
        ])
        if (status === 404) {
          expect(seen.body).toEqual({ code: "not_found", error: "There is no such order." })
        }
      }
      expect((await readEvents(hidden, "log")).map(({ kind }) => kind)).toEqual([
        "order.received",
        "mail.queued",
      ])
      expect((await readEvents(mine, "log")).at(-1)).toMatchObject({
        kind: "order.note_added",
        actor: { name: "Olga Operator" },
      })
    })

    it("show only countries and shops of those orders as filters", async () => {
      const shown = await operator.get<{ countries: string[] }>("/admin/crm/orders/filters")
      const { rows } = await server.db.query<{ country: string }>(
        "select distinct country from crm_order where call_center_since is not null order by 1"
      )
      expect(shown.body.countries).toEqual(rows.map(({ country }) => country))
    })

    it("are not the operator's to change", async () => {
      const id = await placeOrder(server)
      await move(id, "call_center")
      const roads: [string, string, Json?][] = [
        ["POST", `/admin/crm/orders/${id}/status`, { status: "closed" }],
        ["POST", "/admin/crm/orders/bulk-status", { ids: [id], status: "closed" }],
        ["POST", `/admin/crm/orders/${id}/archive`, { reason: "x" }],
        ["POST", `/admin/crm/orders/${id}/unarchive`, { reason: "x" }],
        ["GET", "/admin/crm/bulk-jobs/bulk_x"],
        ["GET", "/admin/crm/attention"],
        ["POST", "/admin/crm/attention/attn_x/resolve", {}],
        ["GET", "/admin/crm/shops"],
        ["POST", "/admin/crm/shops", {}],
        ["GET", "/admin/crm/staff"],
        ["GET", "/admin/orders"],
        ["GET", "/admin/customers"],
      ]
      for (const [method, address, body] of roads) {
        const answer = await operator.request<Refusal>(method, address, { body })
        expect([address, answer.status, answer.body.code]).toEqual([address, 403, "forbidden"])
      }
      const { moves, status } = await readCard(id, operator)
      expect([status, moves.filter(({ allowed }) => allowed)]).toEqual(["call_center", []])
    })
  })
})
