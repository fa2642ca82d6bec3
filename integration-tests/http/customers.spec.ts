import {
  dumpTables,
  eventually,
  LEGACY_DOOR,
  login,
  orderOf,
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
const CARDS = {
  good: "4242424242424242",
  second: "5555555555554444",
  third: "4111111111111111",
  noMoney: "4000000000009995",
}

type Listed = {
  id: string
  email: string
  name: string
  phone: string | null
  order_count: number
  paid_count: number
  spent_usd: string
  status: string
}
type List = { customers: Listed[]; count: number; count_is_estimate: boolean; next: string | null }
type Customer = Listed & {
  note: string | null
  blocks: { id: string; kind: string; shown: string | null; reason: string | null }[]
  phones: string[]
  cards: { id: string; last4: string }[]
  orders: { id: string; status: string }[]
  notes: { note: string | null }[]
  messages: unknown[]
}
type Order = {
  status: string
  is_customer_blocked: boolean
  customer: { page_id: string | null }
  attention: { kind: string; button: string; resolved_at: string | null }[]
  payment: {
    attempts: { id: string; state: string }[]
    actions: Record<string, { allowed: boolean }>
  }
}
type Refusal = { code: string; fields?: { path: string }[] }

let drawn = 0
/** Somebody whom no other test knows. */
const somebody = (name: string): Json => {
  drawn += 1
  return {
    "customer.first_name": name,
    "customer.last_name": `Müller-Łódź${drawn}`,
    "customer.email": `${name.toLowerCase()}.${drawn}@people.example`,
    "customer.phone": `+4930231${String(25_100 + drawn)}`,
  }
}

describe("customers", () => {
  let server: TestServer
  let simulators: Simulators
  let manager: Api
  let administrator: Api

  beforeAll(async () => {
    server = await startServer({ env: { PAYMENT_TIME_SCALE: "0.01" } })
    simulators = await startSimulators({ speed: 60, callbacks: server.url })
    await setUpPayments(server, simulators, { keys: ["stripe-main"] })
    manager = await login(server, "manager")
    administrator = await login(server, "administrator")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
  })

  const place = async (person: Json, card: string = CARDS.good): Promise<string> => {
    const shop = shopOfSample(server, CARD)
    const body = orderOf(shop, CARD, { "payment.card_number": card, ...person })
    const answer = await send(server, shop, LEGACY_DOOR, body)
    expect(answer.text).toContain('"result":true')
    return answer.body.id
  }
  const read = async (id: string): Promise<Order> =>
    (await manager.get<{ order: Order }>(`/admin/crm/orders/${id}`)).body.order
  const settled = (id: string, isGood: (order: Order) => boolean): Promise<Order> =>
    eventually(() => read(id), isGood)
  const placePaid = async (person: Json, card: string = CARDS.good): Promise<string> => {
    const id = await place(person, card)
    expect((await settled(id, ({ status }) => status === "approved")).status).toBe("approved")
    return id
  }
  const list = async (query: string): Promise<List> =>
    (await manager.get<List>(`/admin/crm/customers?${query}`)).body
  const find = async (person: Json): Promise<Customer> => {
    const { customers } = await list(`q=${encodeURIComponent(String(person["customer.email"]))}`)
    const { body } = await manager.get<{ customer: Customer }>(
      `/admin/crm/customers/${customers[0]?.id}`
    )
    return body.customer
  }
  const block = (customer: Customer, by: Json) =>
    manager.post<{ customer: Customer; blocked: number } & Refusal>(
      `/admin/crm/customers/${customer.id}/block`,
      { reason: "Chargebacks", ...by }
    )
  const unblock = (customer: Customer) =>
    manager.post<{ customer: Customer } & Refusal>(`/admin/crm/customers/${customer.id}/unblock`, {
      reason: "Was a mistake",
    })
  const isHeld = ({ attention }: Order): boolean =>
    attention.some(({ kind, resolved_at }) => kind === "customer_blocked" && !resolved_at)
  const capturesOf = async (id: string): Promise<number> =>
    (await simulators.book()).filter(
      ({ order_id, captured }) => order_id === id && Number(captured) > 0
    ).length
  /** What the figures have to be, by another way than the triggers'. */
  const sumsOf = async (email: string) => {
    const { rows } = await server.db.query<{ orders: string; paid: string; spent: string }>(
      `select count(*) as orders, count(*) filter (where paid) as paid,
              coalesce(sum(round(total_usd - refunded * usd_per_unit, 2)) filter (where paid), 0)::numeric(20,2)::text as spent
         from (select *, status in ('approved', 'packed', 'shipped', 'reshipped', 'delivered')
                 or (status = 'call_center' and captured > refunded) as paid
                 from crm_order where email = $1 and archived_at is null) as placed`,
      [email]
    )
    const [{ orders, paid, spent }] = rows
    return { order_count: Number(orders), paid_count: Number(paid), spent_usd: spent }
  }
  const figuresOf = ({ order_count, paid_count, spent_usd }: Listed) => ({
    ...{ order_count, paid_count, spent_usd },
  })

  describe("the list", () => {
    it("has every buyer once, by e-mail, with what the orders come to", async () => {
      const person = somebody("Anna")
      const email = String(person["customer.email"])
      const [first, second] = [await placePaid(person), await placePaid(person)]
      const third = await placePaid(person)
      const check = async (): Promise<void> =>
        expect(figuresOf(await find(person))).toEqual(await sumsOf(email))
      await check()
      expect((await find(person)).order_count).toBe(3)
      await manager.post(`/admin/crm/orders/${first}/archive`, { reason: "Test" })
      await check()
      expect((await find(person)).order_count).toBe(2)
      await manager.post(`/admin/crm/orders/${first}/unarchive`, { reason: "No test" })
      await manager.post(`/admin/crm/orders/${second}/status`, {
        ...{ status: "refunded", reason: "Sent back" },
      })
      await settled(second, ({ status }) => status === "refunded")
      await check()
      expect((await find(person)).paid_count).toBe(2)
      const before = await sumsOf(email)
      await manager.post(`/admin/crm/orders/${third}/payment/refund`, {
        ...{ amount: "5.00", reason: "Broken" },
      })
      await eventually(
        () => sumsOf(email),
        ({ spent_usd }) => spent_usd !== before.spent_usd
      )
      await check()
      const cart = await server.db.query(
        "update crm_order set status = 'delivered' where email = $1 and status = 'approved'",
        [email]
      )
      expect(cart.rowCount).toBe(2)
      await check()
    })

    it("keeps figures right when many orders of the same customers change at once", async () => {
      const people = [somebody("Olga"), somebody("Petr")]
      const ids = await Promise.all(
        Array.from({ length: 8 }, (_, index) => placePaid(people[index % 2]))
      )
      await Promise.all(
        ids.map((id, index) =>
          index < 4
            ? manager.post(`/admin/crm/orders/${id}/archive`, { reason: "Test" })
            : manager.post(`/admin/crm/orders/${id}/status`, {
                ...{ status: "call_center", reason: "Ask" },
              })
        )
      )
      for (const person of people) {
        const figures = figuresOf(await find(person))
        expect(figures).toEqual(await sumsOf(String(person["customer.email"])))
        expect(figures.order_count).toBe(2)
      }
      const { rows } = await server.db.query("select 1 from crm_customer_change")
      expect(rows).toEqual([])
    })

    it("finds a customer by name, number and address, however they are written", async () => {
      const person = somebody("Łucja")
      await place(person)
      const { id, phone, email } = await find(person)
      const digits = String(phone).replace("+49", "")
      for (const typed of [
        "lucja muller",
        "MULLER-LODZ lucja",
        String(email).slice(0, 9),
        `0${digits.slice(0, 2)} ${digits.slice(2, 6)}-${digits.slice(6)}`,
        `+49 (${digits.slice(0, 2)}) ${digits.slice(2)}`,
        digits.slice(-6),
      ]) {
        const { customers } = await list(`q=${encodeURIComponent(typed)}`)
        expect([typed, customers.map((one) => one.id)]).toEqual([
          typed,
          expect.arrayContaining([id]),
        ])
      }
      expect((await list("q=nobody-is-called-so")).customers).toEqual([])
    })

    it("sorts, pages by place without leaving anybody out, and filters", async () => {
      for (const order of ["-joined_at", "name", "-spent_usd", "order_count", "-paid_count"]) {
        const whole = await list(`order=${order}&limit=100`)
        const paged: string[] = []
        let after = ""
        do {
          const page: List = await list(`order=${order}&limit=2${after && `&after=${after}`}`)
          paged.push(...page.customers.map(({ id }) => id))
          after = page.next ?? ""
          expect(page.count).toBe(whole.count)
        } while (after)
        expect([order, paged]).toEqual([order, whole.customers.map(({ id }) => id)])
      }
      expect((await list("to=2020-01-01")).count).toBe(0)
      expect((await list("status=blocked")).customers).toEqual([])
    })

    it("is a file that no spreadsheet runs", async () => {
      const added = await manager.post<{ customer: Customer }>("/admin/crm/customers", {
        ...{ email: "formula@people.example", name: "=1+1", note: "two\nlines" },
      })
      expect(added.status).toBe(201)
      const file = await manager.get("/admin/crm/customers/export?q=formula")
      expect(file.headers.get("content-type")).toContain("text/csv")
      const [head, row] = file.text.replace("\uFEFF", "").split("\r\n")
      expect(head.split(",").slice(0, 3)).toEqual(["name", "email", "phone"])
      expect(row).toMatch(/^'=1\+1,formula@people\.example,/)
    })

    it.each([
      ["order=shoe_size", "order"],
      ["limit=0", "limit"],
      ["status=rich", "status"],
      ["from=yesterday", "from"],
      ["after=nonsense", "after"],
      ["after=WyJ4IiwieSJd", "after"],
      ["colour=red", "colour"],
    ])("refuses %s", async (query, path) => {
      const answer = await manager.get<Refusal>(`/admin/crm/customers?${query}`)
      expect([answer.status, answer.body.fields?.[0].path]).toEqual([400, path])
    })
  })

  describe("by hand", () => {
    it("adds and changes a customer, and Medusa's record follows", async () => {
      const body = {
        email: " Maria.New@People.example",
        name: "Maria  New",
        phone: "+49 30 23125042",
      }
      const added = await manager.post<{ customer: Customer }>("/admin/crm/customers", body)
      expect(added.body.customer).toMatchObject({
        ...{ email: "maria.new@people.example", name: "Maria New", phone: "+493023125042" },
        ...{ order_count: 0, spent_usd: "0.00", status: "active" },
      })
      const again = await manager.post<Refusal>("/admin/crm/customers", body)
      expect([again.status, again.body.code]).toEqual([409, "customer_exists"])
      const { id } = added.body.customer
      const changed = await manager.post<{ customer: Customer }>(`/admin/crm/customers/${id}`, {
        ...{ name: "Maria Anna Older", phone: null, note: "Likes tea" },
      })
      expect(changed.body.customer).toMatchObject({
        ...{ name: "Maria Anna Older", phone: null, note: "Likes tea" },
      })
      const { rows } = await server.db.query(
        "select first_name, last_name, phone from customer where email = 'maria.new@people.example'"
      )
      expect(rows).toEqual([{ first_name: "Maria", last_name: "Anna Older", phone: null }])
      expect((await list("q=tea+older")).customers).toEqual([])
    })

    it.each([
      [{ email: "nobody", name: "X" }, 422, "email"],
      [{ email: "a@people.example", name: " " }, 400, "name"],
      [{ email: "a@people.example", name: "X", phone: "12" }, 422, "phone"],
      [{ email: "a@people.example", name: "4242 4242 4242 4242" }, 400, "name"],
      [{ email: "a@people.example", name: "X", spent_usd: "5" }, 400, "spent_usd"],
    ])("refuses %j", async (body, status, path) => {
      const answer = await manager.post<Refusal>("/admin/crm/customers", body)
      expect([answer.status, answer.body.fields?.[0].path]).toEqual([status, path])
    })

    it("is a manager's matter, and erasing an administrator's", async () => {
      const operator = await login(server, "operator")
      const person = somebody("Rita")
      await place(person)
      const { id } = await find(person)
      const path = `/admin/crm/customers/${id}`
      for (const answer of [
        await operator.get("/admin/crm/customers"),
        await operator.get("/admin/crm/customers/export"),
        await operator.get(path),
        await operator.post(`${path}/block`, { email: true, reason: "x" }),
        await operator.post(`${path}/erase`, { confirm: person["customer.email"] }),
        await manager.post(`${path}/erase`, { confirm: person["customer.email"] }),
      ]) {
        expect(answer.status).toBe(403)
      }
      expect((await manager.get("/admin/crm/customers/ccus_nobody")).status).toBe(404)
    })
  })

  describe("blocked", () => {
    it("by e-mail: nothing is charged by any road until the block is lifted and a person charges", async () => {
      const person = somebody("Boris")
      await placePaid(person)
      const customer = await find(person)
      expect((await block(customer, { email: true, reason: "" })).status).toBe(400)
      expect((await block(customer, {})).status).toBe(422)
      const blocked = await block(customer, { email: true })
      expect(blocked.body.customer).toMatchObject({
        status: "blocked",
        blocks: [{ kind: "email", shown: customer.email, reason: "Chargebacks" }],
      })
      expect((await block(customer, { email: true })).body.code).toBe("blocked_already")
      expect((await list("status=blocked")).customers.map(({ id }) => id)).toContain(customer.id)

      const id = await place(person, CARDS.second)
      const order = await settled(id, isHeld)
      expect(order).toMatchObject({ status: "pending", is_customer_blocked: true })
      expect(order.attention[0]).toMatchObject({
        ...{ kind: "customer_blocked", button: "manual_payment" },
      })
      expect(order.payment.attempts).toEqual([])
      expect(order.payment.actions.manual_payment.allowed).toBe(false)
      const roads: [string, Json][] = [
        ["charge", { way: "mail_or_telephone" }],
        ["link", {}],
      ]
      for (const [road, body] of roads) {
        const answer = await manager.post<Refusal>(`/admin/crm/orders/${id}/payment/${road}`, body)
        expect([road, answer.status, answer.body.code]).toEqual([road, 409, "customer_blocked"])
      }
      const { body } = await manager.get<{
        orders: { id: string; is_customer_blocked: boolean }[]
      }>(`/admin/crm/orders?q=${id}`)
      expect(body.orders).toEqual([expect.objectContaining({ id, is_customer_blocked: true })])

      expect((await unblock(customer)).body.customer).toMatchObject({
        status: "active",
        blocks: [],
      })
      expect((await unblock(customer)).status).toBe(404)
      expect(await capturesOf(id)).toBe(0)
      const charged = await manager.post(`/admin/crm/orders/${id}/payment/charge`, {
        way: "mail_or_telephone",
      })
      expect(charged.status).toBe(202)
      const paid = await settled(id, ({ status }) => status === "approved")
      expect([paid.status, isHeld(paid), paid.is_customer_blocked]).toEqual([
        "approved",
        false,
        false,
      ])
    })

    it("by telephone number, under another address", async () => {
      const [one, other] = [somebody("Carl"), somebody("Carla")]
      await placePaid(one)
      const customer = await find(one)
      const typed = customer.phones[0].replace(/^\+49/, "+49 ")
      expect((await block(customer, { phones: [typed] })).status).toBe(200)
      const id = await place({ ...other, "customer.phone": one["customer.phone"] }, CARDS.second)
      expect((await settled(id, isHeld)).status).toBe("pending")
      expect((await find(other)).status).toBe("blocked")
      await unblock(customer)
      expect((await find(other)).status).toBe("active")
    })

    it("by card, whoever pays with it; the number itself is nowhere", async () => {
      const [one, other] = [somebody("Dina"), somebody("Dino")]
      await placePaid(one, CARDS.third)
      const customer = await find(one)
      expect(customer.cards).toEqual([expect.objectContaining({ last4: "1111" })])
      const wrong = await block(customer, { card_ids: ["card_of_somebody"] })
      expect(wrong.body.fields?.[0].path).toBe("card_ids")
      expect((await block(customer, { card_ids: [customer.cards[0].id] })).status).toBe(200)
      const id = await place(other, CARDS.third)
      expect((await settled(id, isHeld)).payment.attempts).toEqual([])
      const { rows } = await server.db.query("select * from crm_customer_block")
      expect(JSON.stringify(rows)).not.toContain(CARDS.third)
      await unblock(customer)
      expect((await find(one)).status).toBe("active")
    })

    it("also between a decline and the next try of the same account", async () => {
      const person = somebody("Emil")
      const id = await place(person, CARDS.noMoney)
      const declined = await settled(id, ({ status }) => status === "declined")
      // There a retry that was planned before is still made.
      await manager.post(`/admin/crm/orders/${id}/status`, { status: "call_center", reason: "Ask" })
      await block(await find(person), { email: true })
      await server.db.query(
        "select graphile_worker.add_job('retry-charge', json_build_object('attempt_id', $1::text))",
        [declined.payment.attempts.at(-1)?.id]
      )
      const order = await settled(id, isHeld)
      expect([order.status, isHeld(order)]).toEqual(["call_center", true])
      expect(order.payment.attempts).toHaveLength(declined.payment.attempts.length)
    })

    it("while orders come in: whatever is placed after the answer is never sent", async () => {
      const person = somebody("Fina")
      await placePaid(person)
      const customer = await find(person)
      const [before, { status }] = await Promise.all([
        Promise.all(Array.from({ length: 5 }, () => place(person, CARDS.second))),
        block(customer, { email: true }),
      ])
      expect(status).toBe(200)
      const after = await place(person, CARDS.second)
      for (const id of [...before, after]) {
        const order = await settled(id, (one) => one.status === "approved" || isHeld(one))
        expect(await capturesOf(id)).toBe(isHeld(order) ? 0 : 1)
      }
      expect(await capturesOf(after)).toBe(0)
    })
  })

  describe("erased", () => {
    it("leaves orders, books and figures, and no trace of the person; the block survives", async () => {
      const person: Json = {
        "customer.first_name": "Zebulon",
        "customer.last_name": "Quexley",
        "customer.email": "zebulon.quexley@erasing.example",
        "customer.phone": "+493023129977",
        "customer.ip": "198.51.100.237",
        "billing.address": "Vanishing Lane 77",
        "shipping.address": "Vanishing Lane 78",
        "payment.cardholder": "ZEBULON QUEXLEY",
        "metrics.device.user_agent": "VanishingBrowser/1.0",
        "options.campaigns": "utm_source=vanishing-campaign",
      }
      const traces = [
        ...["zebulon", "quexley", "3023129977", "198.51.100.237", "vanishing"],
        CARDS.second,
      ]
      const id = await placePaid(person, CARDS.second)
      const customer = await find(person)
      await manager.post(`/admin/crm/orders/${id}/notes`, { text: "Mr Quexley called" })
      await manager.post(`/admin/crm/customers/${customer.id}`, { note: "Zebulon is nice" })
      const [attempt] = (await read(id)).payment.attempts
      const noted = await manager.post(`/admin/crm/orders/${id}/attempts/${attempt.id}/comment`, {
        comment: "Quexley's wife paid",
      })
      expect(noted.status).toBe(200)
      await manager.post("/admin/crm/mail/suppressions", {
        ...{ address: customer.email, note: "Quexley wants none" },
      })
      await server.db.query(
        `insert into mail_content (message_id, from_address, to_address, subject, html, text, template)
         select id, 'shop@shop.example', $2, 'Zebulon', '<p>Quexley</p>', 'Quexley', '{}'
           from mail_message where crm_order_id = $1 on conflict do nothing`,
        [id, customer.email]
      )
      const erase = (confirm: string) =>
        administrator.post<{ customer: Customer } & Refusal>(
          `/admin/crm/customers/${customer.id}/erase`,
          { confirm }
        )
      expect((await erase("somebody@else.example")).status).toBe(422)
      const early = await erase(customer.email)
      expect([early.status, early.body.code]).toEqual([409, "order_under_way"])
      await manager.post(`/admin/crm/orders/${id}/status`, {
        ...{ status: "refunded", reason: "Mr Quexley sent it back" },
      })
      await settled(id, ({ status }) => status === "refunded")
      await block(customer, { email: true, phones: customer.phones, reason: "Quexley is a fraud" })
      // Jobs of the order may still write what they have read before.
      await eventually(
        async () =>
          (
            await server.db.query(
              `select 1 from graphile_worker.jobs
                where task_identifier ~ 'mirror|send|apply' and run_at <= now() + interval '1 minute'`
            )
          ).rowCount,
        (count) => count === 0
      )
      const books = async () =>
        (
          await server.db.query(
            `select l.account, l.currency, sum(l.amount)::text from ledger_line l
               join ledger_entry e on e.id = l.entry_id where e.crm_order_id = $1
              group by 1, 2 order by 1, 2`,
            [id]
          )
        ).rows
      const before = { books: await books(), figures: figuresOf(await find(person)) }

      const done = await erase(` ${customer.email.toUpperCase()} `)
      expect([done.status, done.text]).toEqual([200, expect.stringContaining("erased")])
      expect((await erase(customer.email)).body.code).toBe("customer_erased")
      expect(figuresOf(done.body.customer)).toEqual(before.figures)
      expect(await books()).toEqual(before.books)
      expect((await read(id)).status).toBe("refunded")
      const found = await eventually(
        async () =>
          (await dumpTables(server.db)).flatMap(({ table, rows }) =>
            rows.flatMap((row) =>
              traces
                .filter((trace) => row.toLowerCase().includes(trace))
                .map((trace) => `${table}: ${trace}`)
            )
          ),
        (left) => left.length === 0
      )
      expect([...new Set(found)]).toEqual([])
      expect((await list("q=quexley")).count).toBe(0)
      expect((await list("status=erased")).customers.map((one) => one.id)).toEqual([customer.id])
      const changed = await manager.post<Refusal>(`/admin/crm/customers/${customer.id}`, {
        name: "Zebulon again",
      })
      expect(changed.body.code).toBe("customer_erased")
      const { rows } = await server.db.query(
        "select kind from crm_order_event where crm_order_id = $1 order by id desc limit 1",
        [id]
      )
      expect(rows).toEqual([{ kind: "order.personal_data_erased" }])

      const again = await place(person, CARDS.good)
      expect((await settled(again, isHeld)).status).toBe("pending")
      expect(await capturesOf(again)).toBe(0)
      expect((await find(person)).status).toBe("blocked")
    })
  })
})
