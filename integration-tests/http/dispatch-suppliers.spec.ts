import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { simpleParser } from "mailparser"
import {
  eventually,
  login,
  placeOrder,
  startMailCatcher,
  startServer,
  startSimulators,
  type Api,
  type MailCatcher,
  type Simulators,
  type TestServer,
} from "../harness"

type Shipment = {
  id: string
  number: string
  supplier: { id: string; name: string }
  state: string
  message: string | null
  tracking: { number: string; carrier: string | null; sent_at: string | null }[]
}
type Card = { order: { status: string; logistics: { shipments: Shipment[] } } }

const SUPPLIERS = "/admin/crm/suppliers"

/** What the demo's suppliers have: src/scripts/seed-demo-suppliers.ts. */
const PRODUCTS = { rest: "0OM902", csv_sftp: "0ZN207", csv_email: "0PR833", manual: "0GI275" }

const product = (sku: string, quantity = 2) => ({
  id: 1,
  sku,
  name: `PRODUCT ${sku}`,
  quantity,
  price: 20,
})

describe("an order on its way through each kind of supplier", () => {
  let folder: string
  let catcher: MailCatcher
  let simulators: Simulators
  let server: TestServer
  let manager: Api

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "t3-dispatch-suppliers-"))
    catcher = await startMailCatcher()
    simulators = await startSimulators({ speed: 20 })
    const file = path.join(folder, "simulators.json")
    const { urls, accounts, suppliers } = simulators
    writeFileSync(file, JSON.stringify({ ready: true, urls, accounts, suppliers }))
    server = await startServer({
      env: {
        SMTP_URL: catcher.smtpUrl,
        T3_DEMO_FILE: path.join(folder, "demo.json"),
        T3_SIMULATORS_FILE: file,
      },
    })
    server.demo = JSON.parse(
      (await import("node:fs")).readFileSync(path.join(folder, "demo.json"), "utf8")
    )
    await simulators.atSuppliers("POST", "/callbacks-to", { url: server.url })
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
    await catcher?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const card = async (id: string): Promise<Card["order"]> =>
    (await manager.get<Card>(`/admin/crm/orders/${id}`)).body.order

  const orderBecomes = async (id: string, status: string): Promise<Card["order"]> => {
    const order = await eventually(
      () => card(id),
      (now) => now.status === status
    )
    expect([id, order.status]).toEqual([id, status])
    return order
  }

  /** A paid order for these products. */
  const paidOrder = async (skus: readonly string[], country = "DE"): Promise<string> => {
    const id = await placeOrder(
      server,
      { products: skus.map((sku) => product(sku)), "billing.country": country },
      "create-order.card"
    )
    await orderBecomes(id, "approved")
    return id
  }

  const sendToShipper = async (id: string): Promise<void> => {
    const { status, text } = await manager.post(`/admin/crm/orders/${id}/dispatch`, {})
    expect([status, status === 202 ? "" : text]).toEqual([202, ""])
  }

  const run = (task: string): Promise<unknown> =>
    server.db.query("select graphile_worker.add_job($1::text, '{}'::json)", [task])

  const supplierId = (provider: string): string => `supp_demo_${provider}`

  const answerByFile = async (provider: string, number: string): Promise<void> => {
    const { name, text } = await simulators.atSuppliers<{ name: string; text: string }>(
      "POST",
      "/answers",
      { numbers: [number] }
    )
    const answer = await manager.post(`${SUPPLIERS}/${supplierId(provider)}/answers`, {
      name: `${number}-${name}`,
      content: Buffer.from(text).toString("base64"),
    })
    expect(answer.status).toBe(202)
  }

  const toldCustomer = async (order: Card["order"]): Promise<void> => {
    const tracked = order.logistics.shipments.flatMap(({ tracking }) => tracking)
    expect(tracked).not.toEqual([])
  }

  it("by REST: handed over, accepted, sent by his own callback", async () => {
    const id = await paidOrder([PRODUCTS.rest])
    await sendToShipper(id)
    const order = await orderBecomes(id, "shipped")
    await toldCustomer(order)
    const [shipment] = order.logistics.shipments
    expect(shipment).toMatchObject({ supplier: { id: supplierId("rest") }, state: "shipped" })
    const parcels = (await simulators.parcels()).filter(({ number }) => number === shipment.number)
    expect(parcels).toHaveLength(1)
    expect(parcels[0].lines).toMatchObject([{ sku: `WH-${PRODUCTS.rest}`, quantity: 2 }])
  })

  it("over SFTP: a file goes, a file with the number comes", async () => {
    const id = await paidOrder([PRODUCTS.csv_sftp])
    await sendToShipper(id)
    const { logistics } = await orderBecomes(id, "packed")
    const { number } = logistics.shipments[0]
    await eventually(
      () => simulators.parcels(),
      (parcels) => parcels.some((parcel) => parcel.number === number && parcel.tracking.length > 0)
    )
    await run("collect-supplier-files")
    await toldCustomer(await orderBecomes(id, "shipped"))
  })

  it("by e-mail: a letter with a file goes, the answer is uploaded", async () => {
    const id = await paidOrder([PRODUCTS.csv_email])
    await sendToShipper(id)
    const { logistics } = await orderBecomes(id, "packed")
    const { number } = logistics.shipments[0]
    const [letter] = await catcher.messages({ to: "orders@packing-house.example" })
    const { attachments } = await simpleParser((await catcher.letter(letter.id)).raw)
    expect(attachments.map(({ content }) => content.toString("utf8")).join()).toContain(number)
    await answerByFile("csv_email", number)
    await toldCustomer(await orderBecomes(id, "shipped"))
  })

  it("by hand: exported, the answer is uploaded", async () => {
    const id = await paidOrder([PRODUCTS.manual])
    await sendToShipper(id)
    const { logistics } = await card(id)
    const { number } = logistics.shipments[0]
    const answer = await manager.post(`${SUPPLIERS}/${supplierId("manual")}/export`, {
      format: "csv",
    })
    expect([answer.status, answer.text.includes(number)]).toEqual([200, true])
    await orderBecomes(id, "packed")
    await answerByFile("manual", number)
    await toldCustomer(await orderBecomes(id, "shipped"))
  })

  it("through two suppliers: two parcels, packed when both have theirs", async () => {
    const id = await paidOrder([PRODUCTS.rest, PRODUCTS.manual])
    await sendToShipper(id)
    const { logistics, status } = await card(id)
    expect(logistics.shipments.map(({ supplier }) => supplier.id).sort()).toEqual([
      supplierId("manual"),
      supplierId("rest"),
    ])
    expect(status).toBe("approved")
    await manager.post(`${SUPPLIERS}/${supplierId("manual")}/export`, { format: "xlsx" })
    const packed = await eventually(
      () => card(id),
      (order) => order.status === "packed" || order.status === "shipped"
    )
    expect(["packed", "shipped"]).toContain(packed.status)
  })

  it("a supplier who is down for long loses nothing and gets it once", async () => {
    await simulators.atSuppliers("POST", "/faults", {
      supplier: "csv_sftp",
      fault: "down",
      times: 2,
    })
    const id = await paidOrder([PRODUCTS.csv_sftp])
    await sendToShipper(id)
    const down = await eventually(
      async () =>
        (
          await manager.get<{ suppliers: { id: string; trouble: string | null }[] }>(SUPPLIERS)
        ).body.suppliers.find((one) => one.id === supplierId("csv_sftp")),
      (supplier) => Boolean(supplier?.trouble)
    )
    expect(down?.trouble).toBeTruthy()
    await simulators.atSuppliers("POST", "/faults/clear", {})
    // Checking it, a person makes it go on at once.
    await manager.post(`${SUPPLIERS}/${supplierId("csv_sftp")}/check`)
    const { logistics } = await orderBecomes(id, "packed")
    const { number } = logistics.shipments[0]
    const parcels = await eventually(
      async () => (await simulators.parcels()).filter((parcel) => parcel.number === number),
      (found) => found.length > 0
    )
    expect(parcels).toHaveLength(1)
  })
})
