import {
  eventually,
  login,
  placeOrder,
  startServer,
  startSimulators,
  type Api,
  type Simulators,
  type TestServer,
} from "../harness"

type Shipment = {
  id: string
  number: string
  supplier: { id: string; name: string }
  kind: string
  reships: { id: string; number: string } | null
  state: string
  message: string | null
  lines: { order_line_id: string; sku: string; quantity: number }[]
}

type Card = {
  id: string
  status: string
  products: { id: string; sku: string }[]
  attention: { kind: string; resolved_at: string | null; data: Record<string, unknown> }[]
  logistics: {
    shipments: Shipment[]
    actions: Record<string, { allowed: boolean; why: string | null }>
  }
}

type Job = { state: string; kind: string; total: number; results: { ok: boolean; error: string }[] }

const PATIENCE_MS = 90_000

/** Orders of the test that kills the server; every third goes to two suppliers. */
const MANY = 150

const product = (sku: string, quantity = 1) => ({
  id: 1,
  sku,
  name: `PRODUCT ${sku}`,
  quantity,
  price: 20,
})

describe("sending orders to their shippers", () => {
  let simulators: Simulators
  let server: TestServer
  let manager: Api
  let rest: string
  let sftp: string

  const addSupplier = async (api: Api, provider: string): Promise<string> => {
    const { name, settings, secrets } = simulators.supplier(provider)
    const answer = await api.post<{ supplier: { id: string } }>("/admin/crm/suppliers", {
      ...{ provider, name, settings, secrets },
    })
    expect([answer.status, answer.status < 300 ? "" : answer.text]).toEqual([201, ""])
    return answer.body.supplier.id
  }

  const addProduct = async (supplier_id: string, sku: string, more = {}): Promise<string[]> => {
    const answer = await manager.post<{ waiting_orders: string[] }>("/admin/crm/catalogue", {
      ...{ supplier_id, sku, supplier_sku: `S-${sku}` },
      ...more,
    })
    expect([answer.status, answer.status < 300 ? "" : answer.text]).toEqual([201, ""])
    return answer.body.waiting_orders
  }

  const card = async (id: string): Promise<Card> =>
    (await manager.get<{ order: Card }>(`/admin/crm/orders/${id}`)).body.order

  const orderBecomes = async (id: string, status: string): Promise<Card> => {
    const order = await eventually(
      () => card(id),
      (now) => now.status === status,
      PATIENCE_MS
    )
    expect([id, order.status]).toEqual([id, status])
    return order
  }

  const approved = async (skus: string[]): Promise<string> => {
    const id = await placeOrder(server, { products: skus.map((sku) => product(sku)) })
    const answer = await manager.post(`/admin/crm/orders/${id}/status`, {
      status: "approved",
      reason: "Paid in cash",
    })
    expect(answer.status).toBe(200)
    return id
  }

  const dispatch = (id: string) =>
    manager.post<{
      created: boolean
      shipments: Shipment[]
      code: string
      lines: { code: string }[]
    }>(`/admin/crm/orders/${id}/dispatch`, {})

  const open = ({ attention }: Card): string[] =>
    attention.filter(({ resolved_at }) => resolved_at === null).map(({ kind }) => kind)

  const jobDone = async (id: string): Promise<Job> => {
    const job = await eventually(
      async () => (await manager.get<{ job: Job }>(`/admin/crm/bulk-jobs/${id}`)).body.job,
      ({ state }) => state === "done",
      PATIENCE_MS
    )
    expect(job.state).toBe("done")
    return job
  }

  beforeAll(async () => {
    // Slow enough that nothing is shipped while a test looks at it.
    simulators = await startSimulators({ speed: 0.01 })
    server = await startServer()
    const administrator = await login(server, "administrator")
    manager = await login(server, "manager")
    rest = await addSupplier(administrator, "rest")
    sftp = await addSupplier(administrator, "csv_sftp")
    await addProduct(rest, "R-ONE")
    await addProduct(rest, "R-REJECT")
    await addProduct(sftp, "S-ONE")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
  })

  it("one order becomes two parcels, and is packed when both lie with their suppliers", async () => {
    const id = await approved(["R-ONE", "S-ONE"])
    const first = await dispatch(id)
    expect([first.status, first.body.created]).toEqual([202, true])
    expect(first.body.shipments.map(({ number }) => number).sort()).toEqual([
      `${id}-P1`,
      `${id}-P2`,
    ])
    const again = await dispatch(id)
    expect([again.status, again.body.created]).toEqual([200, false])

    const order = await orderBecomes(id, "packed")
    const states = order.logistics.shipments.map(({ supplier, state }) => [supplier.id, state])
    expect(states.sort()).toEqual(
      [
        [rest, "accepted"],
        [sftp, "taken"],
      ].sort()
    )
    const told = (await simulators.parcels()).filter(({ number }) => number.startsWith(id))
    expect(told.map(({ number }) => number).sort()).toEqual([`${id}-P1`, `${id}-P2`])
    expect(order.logistics.actions.send_to_shipper.allowed).toBe(false)
  })

  it("what nobody ships stays, and goes when the catalogue has it", async () => {
    const id = await approved(["R-ONE", "BRAND-NEW"])
    const refused = await dispatch(id)
    expect([refused.status, refused.body.code]).toEqual([422, "cannot_ship"])
    expect(refused.body.lines).toMatchObject([{ sku: "BRAND-NEW", code: "unknown_sku" }])
    const order = await card(id)
    expect([order.logistics.shipments, open(order)]).toEqual([[], ["dispatch_unknown_sku"]])

    const waiting = await addProduct(rest, "BRAND-NEW")
    expect(waiting).toEqual([id])
    const { body } = await manager.post<{ job_id: string }>("/admin/crm/dispatch/send", {
      ids: waiting,
    })
    expect((await jobDone(body.job_id)).results).toMatchObject([{ ok: true }])
    expect(open(await orderBecomes(id, "packed"))).toEqual([])
  })

  it("of an order only what was rejected is sent again", async () => {
    const id = await approved(["S-ONE", "R-REJECT"])
    expect((await dispatch(id)).status).toBe(202)
    const rejected = await eventually(
      () => card(id),
      ({ logistics }) =>
        logistics.shipments.some(({ state }) => state === "rejected") &&
        logistics.shipments.some(({ state }) => state === "taken"),
      PATIENCE_MS
    )
    expect([rejected.status, open(rejected)]).toEqual(["approved", ["dispatch_rejected"]])
    expect(rejected.logistics.shipments.find(({ state }) => state === "rejected")?.message).toMatch(
      /Not in our range/
    )
    // Another supplier takes what the first does not.
    await addProduct(sftp, "R-REJECT", { supplier_sku: "FINE" })
    await manager.post("/admin/crm/shipping-rules", {
      rules: [
        { supplier_id: sftp, priority: 1, when: { skus: ["R-REJECT"] } },
        { supplier_id: sftp, priority: 50, when: {} },
      ],
      note: "The depot takes it",
      expected_version: 0,
    })
    const again = await dispatch(id)
    expect([again.status, again.body.shipments.length]).toEqual([202, 1])
    expect(again.body.shipments[0]).toMatchObject({ number: `${id}-P3` })
    const order = await orderBecomes(id, "packed")
    expect(open(order)).toEqual([])
  })

  it("a parcel is taken back from its supplier, and the order is approved again", async () => {
    const id = await approved(["R-ONE"])
    await dispatch(id)
    const packed = await orderBecomes(id, "packed")
    const plain = await manager.post(`/admin/crm/orders/${id}/status`, { status: "approved" })
    expect(plain.status).toBe(409)
    const [{ id: shipment }] = packed.logistics.shipments
    const path = `/admin/crm/orders/${id}/shipments/${shipment}/cancel`
    expect((await manager.post(path, { reason: "The customer called" })).status).toBe(200)
    const order = await orderBecomes(id, "approved")
    expect(order.logistics.shipments.map(({ state }) => state)).toEqual(["cancelled"])
    expect((await manager.post(path, {})).status).toBe(409)
    const [told] = (await simulators.parcels()).filter(({ number }) => number === `${id}-P1`)
    expect(told.status).toBe("cancelled")
    // It can go out again, as another parcel.
    expect((await dispatch(id)).body.shipments.map(({ number }) => number)).toEqual([`${id}-P2`])
  })

  it("a supplier who cannot be told has to be asked by a person first", async () => {
    const id = await approved(["S-ONE"])
    await dispatch(id)
    const [{ id: shipment }] = (await orderBecomes(id, "packed")).logistics.shipments
    const path = `/admin/crm/orders/${id}/shipments/${shipment}/cancel`
    const unconfirmed = await manager.post<{ code: string }>(path, {})
    expect([unconfirmed.status, unconfirmed.body.code]).toEqual([409, "needs_confirmation"])
    expect((await manager.post(path, { confirmed: true })).status).toBe(200)
    await orderBecomes(id, "approved")
  })

  it("a parcel is sent again, linked to the one that it replaces", async () => {
    const id = await approved(["R-ONE"])
    await dispatch(id)
    const [{ id: shipment_id }] = (await orderBecomes(id, "packed")).logistics.shipments
    const early = await manager.post(`/admin/crm/orders/${id}/reship`, { reason: "lost" })
    expect(early.status).toBe(409)
    const sent = await manager.post(`/admin/crm/orders/${id}/tracking-numbers`, {
      ...{ number: "RB123456785GB", shipment_id, send: true },
    })
    expect([sent.status, sent.status < 300 ? "" : sent.text]).toEqual([expect.any(Number), ""])
    await orderBecomes(id, "shipped")
    const again = await manager.post<{ shipments: Shipment[]; claim: boolean }>(
      `/admin/crm/orders/${id}/reship`,
      { reason: "lost", note: "Two weeks without news" }
    )
    expect([again.status, again.body.shipments.length]).toEqual([202, 1])
    const twice = await manager.post<{ code: string }>(`/admin/crm/orders/${id}/reship`, {
      ...{ reason: "lost", shipment_id },
    })
    expect([twice.status, twice.body.code]).toEqual([409, "reship_open"])
    const order = await orderBecomes(id, "reshipped")
    const [first, second] = order.logistics.shipments
    expect([first.state, second.kind, second.reships]).toEqual([
      "lost",
      "reship",
      { id: first.id, number: first.number },
    ])
    await eventually(
      () => simulators.parcels(),
      (parcels) => parcels.some(({ number }) => number === second.number),
      PATIENCE_MS
    )
    const numbers = (await simulators.parcels()).map(({ number }) => number)
    expect(numbers.filter((number) => number === second.number)).toHaveLength(1)
  })

  it("Medusa's own fulfilments show what was sent", async () => {
    const id = await approved(["R-ONE", "S-ONE"])
    await dispatch(id)
    await orderBecomes(id, "packed")
    const { rows } = await server.db.query<{ order_id: string }>(
      "select order_id from crm_order where id = $1",
      [id]
    )
    type MedusaOrder = {
      order: {
        fulfillment_status: string
        fulfillments: { provider_id: string; items: unknown[] }[]
      }
    }
    const read = async () =>
      (
        await manager.get<MedusaOrder>(
          `/admin/orders/${rows[0].order_id}?fields=*fulfillments,*fulfillments.items`
        )
      ).body.order
    const order = await eventually(
      read,
      ({ fulfillment_status, fulfillments }) =>
        fulfillment_status === "fulfilled" && fulfillments.length === 2,
      PATIENCE_MS
    )
    expect(order.fulfillments.map(({ items }) => items.length)).toEqual([1, 1])
    expect(order.fulfillments.map(({ provider_id }) => provider_id).sort()).toEqual([
      "csv_sftp_supplier",
      "rest_supplier",
    ])
    expect(order.fulfillment_status).toBe("fulfilled")
  })

  it("a catalogue is looked at before it is taken in", async () => {
    const file = [
      "sku;supplier sku;supplier;cost;currency;stock",
      "R-ONE;S-R-ONE;Warehouse (REST);1,50;USD;",
      "IMPORTED;W-9;Warehouse (REST);2.25;USD;40",
      "IMPORTED;W-9;Warehouse (REST);2.25;USD;40",
      "BAD;W-10;Nobody;x;USD;1",
    ].join("\r\n")
    const body = { name: "catalogue.csv", content: Buffer.from(file).toString("base64") }
    const path = "/admin/crm/catalogue/import"
    const expected = { total: 4, new: 1, changed: 1, unchanged: 0, bad_count: 2 }
    const looked = await manager.post(path, { ...body, preview: true })
    expect(looked.body).toMatchObject(expected)
    expect(looked.body.bad).toMatchObject([{ line: 4 }, { line: 5 }])
    expect((await manager.post(path, { ...body, preview: true })).body).toMatchObject(expected)
    expect((await manager.post(path, body)).body).toMatchObject(expected)
    expect((await manager.post(path, body)).body).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 2,
    })
    const { body: list } = await manager.get<{ rows: { sku: string; stock: number }[] }>(
      "/admin/crm/catalogue?q=imported"
    )
    expect(list.rows).toMatchObject([{ sku: "IMPORTED", stock: 40, cost: "2.2500" }])
  })

  describe("all that are approved, with the server killed in the middle", () => {
    const ids: string[] = []
    let job: string

    beforeAll(async () => {
      for (let index = 0; index < MANY; index += 1) {
        const skus = index % 3 === 0 ? ["R-ONE", "S-ONE"] : [index % 3 === 1 ? "R-ONE" : "S-ONE"]
        ids.push(await placeOrder(server, { products: skus.map((sku) => product(sku)) }))
      }
      const { body } = await manager.post<{ job_id: string }>("/admin/crm/orders/bulk-status", {
        ...{ ids, status: "approved", reason: "Paid by transfer" },
      })
      await jobDone(body.job_id)
      const preview = await manager.post<{
        total: number
        goes: { supplier: { id: string }; parcels: number }[]
      }>("/admin/crm/dispatch/preview", { all_approved: true })
      expect(preview.body.total).toBeGreaterThanOrEqual(MANY)
      expect(preview.body.goes.map(({ supplier }) => supplier.id).sort()).toEqual(
        [rest, sftp].sort()
      )
      // An answer that is lost after the supplier has done the work, now and then.
      await simulators.atSuppliers("POST", "/faults", {
        ...{ supplier: "rest", fault: "reset_after_charging", times: 3 },
      })
      const sent = await manager.post<{ job_id: string }>("/admin/crm/dispatch/send", {
        all_approved: true,
      })
      job = sent.body.job_id
      for (const share of [0.1, 0.4, 0.7]) {
        await eventually(
          () => simulators.parcels(),
          (parcels) =>
            parcels.filter(({ number }) => ids.some((id) => number.startsWith(id))).length >
            MANY * share,
          PATIENCE_MS
        )
        await server.kill("SIGKILL")
        await server.restart()
      }
      manager = await login(server, "manager")
      await jobDone(job)
      await eventually(
        async () =>
          (
            await server.db.query<{ left: string }>(
              "select count(*) as left from crm_order where id = any($1) and status <> 'packed'",
              [ids]
            )
          ).rows[0].left,
        (left) => left === "0",
        3 * PATIENCE_MS
      )
    }, 400_000)

    it("every order is packed", async () => {
      const { rows } = await server.db.query(
        `select crm.id, crm.status, shipment.state, shipment.message from crm_order crm
           left join shipment on shipment.crm_order_id = crm.id
          where crm.id = any($1) and crm.status <> 'packed'`,
        [ids]
      )
      expect(rows).toEqual([])
    })

    it("every parcel was planned and handed over exactly once", async () => {
      const { rows } = await server.db.query<{ number: string }>(
        "select number from shipment where crm_order_id = any($1)",
        [ids]
      )
      const planned = rows.map(({ number }) => number).sort()
      expect(planned).toHaveLength(MANY + Math.ceil(MANY / 3))
      const told = (await simulators.parcels())
        .map(({ number }) => number)
        .filter((number) => ids.some((id) => number.startsWith(`${id}-`)))
        .sort()
      expect(told).toEqual(planned)
    })

    it("each order of the job has one result", async () => {
      const { total, results, kind } = await jobDone(job)
      expect([kind, results.length]).toEqual(["dispatch", total])
      expect(results.filter(({ ok }) => !ok)).toEqual([])
    })
  })
})
