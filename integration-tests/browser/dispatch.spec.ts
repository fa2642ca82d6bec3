import type { Browser, Page } from "playwright-core"
import {
  eventually,
  expectNoOverflow,
  freePort,
  login,
  openBrowser,
  picture,
  placeOrder,
  seriousFaults,
  soon,
  startServer,
  startTrackingSimulator,
  withPage as withPageOf,
} from "../harness"
import type { Api, Look, TestServer, TrackingSimulator } from "../harness"

/** A job takes a parcel within a second; the page asks every three. */
const DONE_MS = 60_000

/** Royal Mail's, right by UPU's rule; the same with a slip of the finger. */
const NUMBER = "RB123456785GB"
const MISTYPED = "RB123456784GB"

let service: TrackingSimulator
let server: TestServer
let browser: Browser
let administrator: Api
let manager: Api
const supplierIds: Record<string, string> = {}

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

type Parcel = { id: string; number: string; state: string }
type Card = { order: { status: string; display_id: number; logistics: { shipments: Parcel[] } } }

const readCard = async (id: string): Promise<Card["order"]> =>
  (await manager.get<Card>(`/admin/crm/orders/${id}`)).body.order

const product = (sku: string, name: string, quantity: number) => ({
  ...{ id: 64801, sku, name, quantity, price: 19.47 },
  option: "1000 mg",
})

const approve = async (id: string): Promise<string> => {
  const path = `/admin/crm/orders/${id}/status`
  expect((await manager.post(path, { status: "approved", reason: "A test" })).status).toBe(200)
  return id
}

const placeApproved = async (...products: object[]): Promise<string> =>
  approve(await placeOrder(server, { products }))

const OMEGA = product("OMEGA", "OMEGA-3 FISH OIL", 2)
const GINGER = product("GINGER", "GINGER ROOT EXTRACT", 1)
const UNKNOWN = product("NOBODY-HAS-IT", "SAFFRON", 1)

const handOver = async (supplier: string): Promise<void> => {
  const path = `/admin/crm/suppliers/${supplierIds[supplier]}/export`
  expect((await manager.post(path, { format: "csv" })).status).toBe(200)
}

/** An order whose parcels lie with their suppliers. */
const placePacked = async (...products: object[]): Promise<string> => {
  const id = await placeApproved(...products)
  expect((await manager.post(`/admin/crm/orders/${id}/dispatch`, {})).status).toBe(202)
  await handOver("farm")
  if (products.includes(GINGER)) {
    await handOver("chemist")
  }
  const order = await eventually(
    () => readCard(id),
    ({ status }) => status === "packed",
    DONE_MS
  )
  expect(order.status).toBe("packed")
  return id
}

const openCard = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/app/orders/${id}/card`)
  await page.getByRole("heading", { level: 1 }).waitFor()
}

const logistics = (page: Page) => page.getByRole("region", { name: "Logistics", exact: true })
const dialog = (page: Page) => page.getByRole("alertdialog")
const drawer = (page: Page) => page.getByRole("dialog")

const addSupplier = async (key: string, name: string, more: object): Promise<void> => {
  const { status, body } = await administrator.post<{ supplier: { id: string } }>(
    "/admin/crm/suppliers",
    { name, ...more }
  )
  expect(status).toBe(201)
  supplierIds[key] = body.supplier.id
}

const addProduct = async (supplier: string, sku: string): Promise<void> => {
  const row = {
    ...{ sku, supplier_sku: `S-${sku}`, supplier_id: supplierIds[supplier] },
    ...{ cost: "7.50", cost_currency: "USD" },
  }
  expect((await manager.post("/admin/crm/catalogue", row)).status).toBe(201)
}

beforeAll(async () => {
  const port = await freePort()
  service = await startTrackingSimulator(`http://127.0.0.1:${port}`)
  server = await startServer({ env: { ...service.env, PORT: String(port) } })
  administrator = await login(server, "administrator")
  manager = await login(server, "manager")
  await addSupplier("farm", "Herb farm", { provider: "manual" })
  await addSupplier("chemist", "Chemist in Leeds", { provider: "manual" })
  await addSupplier("warehouse", "Warehouse by API", {
    provider: "rest",
    // Nobody listens there.
    settings: { base_url: "http://127.0.0.1:9" },
    secrets: { token: "a-token-that-is-never-shown" },
  })
  await addProduct("farm", "OMEGA")
  await addProduct("chemist", "GINGER")
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await service?.stop()
})

describe("the logistics of an order", () => {
  it("sends the order, split over two suppliers, after saying what goes where", async () => {
    const id = await placeApproved(OMEGA, GINGER)
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      const panel = logistics(page)
      await panel.getByText("Nothing of this order has been sent to a shipper yet.").waitFor()
      await panel.getByRole("button", { name: "Send to shipper" }).click()
      await dialog(page).getByText("Herb farm").waitFor()
      await dialog(page).getByText("Chemist in Leeds").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-send-dialog")
      await dialog(page).getByRole("button", { name: "Send to shipper" }).click()
      await panel.getByText("Parcel P1").waitFor()
      await panel.getByText("Parcel P2").waitFor()
      await panel.getByText("To be handed over").first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
    })
  })

  it("recognises the carrier while typing, and takes a doubtful number when somebody insists", async () => {
    const id = await placePacked(OMEGA)
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      const panel = logistics(page)
      await panel.getByRole("button", { name: "Send tracking number" }).click()
      const number = dialog(page).getByLabel("Tracking number", { exact: true })
      await number.fill("rb 123 456 785 gb")
      await dialog(page).getByText("the check digit is right.").waitFor()
      await picture(page, "dispatch-number-recognised")
      await number.fill(MISTYPED)
      await dialog(page)
        .getByText(/check digit does not fit/)
        .waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-number-doubtful")
      await dialog(page).getByRole("button", { name: "Add and send" }).click()
      await dialog(page).getByRole("alert").waitFor()
      await dialog(page)
        .getByRole("checkbox", { name: /right all the same/ })
        .click()
      await dialog(page).getByRole("button", { name: "Add and send" }).click()
      await panel.getByText(MISTYPED).waitFor()
      await panel.getByText("Insisted on").waitFor()
      await page.getByText("Shipped", { exact: true }).first().waitFor()
      await panel.getByRole("link", { name: "Track order" }).waitFor()
      expect(await readCard(id)).toMatchObject({ status: "shipped" })

      await panel.getByRole("button", { name: `Actions for number ${MISTYPED}` }).click()
      await page.getByRole("menuitem", { name: "Take out of use" }).click()
      await dialog(page).getByLabel("Reason").fill("One digit was wrong")
      await dialog(page).getByRole("button", { name: "Take out of use" }).click()
      await panel.getByText("1 former number").click()
      await panel.getByText("One digit was wrong").waitFor()
    })
  })

  it("tells the parcel's story: events, loss, and the goods sent once more", async () => {
    const id = await placePacked(OMEGA, GINGER)
    const [first] = (await readCard(id)).logistics.shipments
    const added = await manager.post(`/admin/crm/orders/${id}/tracking-numbers`, {
      ...{ number: NUMBER, shipment_id: first?.id, send: true },
    })
    expect(added.status).toBe(201)
    await service.move({ number: NUMBER, tag: "InTransit", city: "Leeds", message: "Sorted" })
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      const panel = logistics(page)
      await panel.getByText("On its way").first().waitFor({ timeout: DONE_MS })
      await panel.getByText(/\d events?$/).click()
      await panel.getByRole("list", { name: "What the carrier has told" }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-card-en-1400")

      await panel.getByRole("button", { name: /^Actions for parcel .*P1$/ }).click()
      await page.getByRole("menuitem", { name: "Report lost" }).click()
      await dialog(page).getByRole("button", { name: "Report lost" }).click()
      await panel.getByText("Lost", { exact: true }).waitFor()
      await panel.getByRole("button", { name: "Reship" }).first().click()
      await dialog(page).getByRole("radio", { name: "Lost" }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-reship")
      await dialog(page).getByRole("button", { name: "Reship" }).click()
      await panel.getByText("Parcel P3").waitFor()
      await panel.getByText("Reship: Lost").waitFor()
      await page.getByText(/planned as a reship \(Lost\)/).waitFor()
    })
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await openCard(page, id)
      await page.getByText("Посылка P3", { exact: true }).waitFor()
      await expectNoOverflow(page)
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-card-ru-390")
    })
  })
})

describe("the Dispatch page", () => {
  it("says what goes and what stays and why, sends all, and tells the result of each", async () => {
    const good = await placeApproved(OMEGA)
    const stays = await placeApproved(UNKNOWN)
    const { display_id: staying } = await readCard(stays)
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/dispatch")
      await page.getByRole("heading", { name: "Dispatch", level: 1 }).waitFor()
      await page.getByRole("link", { name: `#${staying}` }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-to-send-1400")
      await page.getByRole("button", { name: "Send all" }).click()
      await drawer(page).getByText("Herb farm").waitFor()
      await drawer(page).getByText("No supplier has NOBODY-HAS-IT in the catalogue.").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-preview")
      await drawer(page)
        .getByRole("button", { name: /^Send \d+ orders?$/ })
        .click()
      await drawer(page)
        .getByText(/sent, 1 not sent/)
        .waitFor({ timeout: DONE_MS })
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-results")
      await page.keyboard.press("Escape")
      for (const tab of ["Waiting", "Rejected", "Silent", "On the way", "Lost"]) {
        await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click()
        await page.getByRole("tabpanel").locator("li, h2").first().waitFor()
        expect(await seriousFaults(page)).toEqual([])
      }
      await page.getByRole("tab", { name: /^Waiting/ }).click()
      await picture(page, "dispatch-waiting-1400")
    })
    const sent = await readCard(good)
    expect(sent.logistics.shipments).toHaveLength(1)
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await page.goto("/app/dispatch/parcels?tab=waiting")
      await page.getByRole("heading", { name: "Отправка", level: 1 }).waitFor()
      await page.getByRole("tabpanel").locator("li").first().waitFor()
      await expectNoOverflow(page)
      await picture(page, "dispatch-waiting-ru-390")
    })
  })

  it("leads from what nobody ships to the catalogue, and on to sending it", async () => {
    const id = await placeApproved(product("SAFFRON-1", "SAFFRON", 1))
    expect((await manager.post(`/admin/crm/orders/${id}/dispatch`, {})).status).toBe(422)
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      await page.getByRole("link", { name: "Add to catalogue" }).click()
      const sku = drawer(page).getByLabel("SKU of the shop")
      await sku.waitFor()
      await soon(async () => expect(await sku.inputValue()).toBe("SAFFRON-1"))
      await drawer(page).getByRole("button", { name: "Save" }).click()
      await drawer(page).getByRole("button", { name: "Send 1 order" }).click()
      await drawer(page).getByText("1 order sent").waitFor({ timeout: DONE_MS })
    })
  })

  it("sends ticked orders, and all that are approved while none is ticked", async () => {
    const id = await placeApproved(OMEGA)
    const { display_id: number } = await readCard(id)
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/orders?tab=approved")
      await page.getByRole("button", { name: "Send to shipper" }).click()
      await drawer(page).getByText("Herb farm").waitFor()
      await drawer(page).getByRole("button", { name: "Cancel" }).click()
      await page.getByRole("checkbox", { name: `Select order ${number}` }).click()
      const bar = page.getByRole("toolbar", { name: "Change the ticked orders" })
      await bar.getByRole("button", { name: "Send to shipper" }).click()
      await drawer(page).getByRole("button", { name: "Send 1 order" }).click()
      await drawer(page).getByText("1 order sent").waitFor({ timeout: DONE_MS })
      await drawer(page)
        .getByRole("link", { name: new RegExp(`^#${number}`) })
        .waitFor()
    })
  })
})

describe("the pages about suppliers", () => {
  it("list them, never show a secret, and say what is wrong with one", async () => {
    await withPage({ role: "administrator" }, async (page) => {
      await page.goto("/app/dispatch/suppliers")
      await page.getByRole("link", { name: "Warehouse by API" }).waitFor()
      await page.getByRole("button", { name: "Check connection to Warehouse by API" }).click()
      await page.getByText("Warehouse by API cannot be used").first().waitFor({ timeout: DONE_MS })
      await page.getByRole("button", { name: "Change Warehouse by API" }).click()
      await drawer(page).getByPlaceholder("set, not shown").first().waitFor()
      await soon(async () =>
        expect(await page.content()).not.toContain("a-token-that-is-never-shown")
      )
      await drawer(page)
        .getByText(/more settings$/)
        .click()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-supplier-drawer")
      const address = drawer(page).getByLabel("Address of the API")
      await address.fill("ftp://nowhere")
      await drawer(page).getByRole("button", { name: "Save" }).click()
      await drawer(page).getByRole("alert").first().waitFor()
      await page.keyboard.press("Escape")
      await picture(page, "dispatch-suppliers-1400")
    })
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await page.goto("/app/dispatch/suppliers")
      await page.getByRole("link", { name: "Warehouse by API" }).waitFor()
      await expectNoOverflow(page)
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-suppliers-ru-390")
    })
  })

  it("fetch the parcels as a spreadsheet and take the answers, after a look at them", async () => {
    const id = await placeApproved(OMEGA)
    expect((await manager.post(`/admin/crm/orders/${id}/dispatch`, {})).status).toBe(202)
    const [parcel] = (await readCard(id)).logistics.shipments
    await withPage({ role: "manager" }, async (page) => {
      await page.goto(`/app/dispatch/suppliers/${supplierIds.farm}`)
      await page.getByRole("button", { name: "Fetch spreadsheet" }).click()
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: "CSV" }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/\.csv$/)
      await page.getByText("Nothing waits to be fetched.").waitFor({ timeout: DONE_MS })
      await page.getByRole("button", { name: "Upload answers" }).click()
      const rows = [
        "Parcel;Status;Tracking;Carrier",
        `${parcel?.number};accepted;RA000000005GB;Royal Mail`,
        "T3-NOBODY-P1;accepted;;",
      ]
      await drawer(page)
        .locator("input[type=file]")
        .setInputFiles({
          name: "answers.csv",
          mimeType: "text/csv",
          buffer: Buffer.from(rows.join("\n")),
        })
      await drawer(page).getByText("This supplier has no parcel with this number.").waitFor()
      await drawer(page).getByText("RA000000005GB").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-answers-preview")
      await drawer(page).getByRole("button", { name: "Apply" }).click()
      await page.getByText("answers.csv").waitFor({ timeout: DONE_MS })
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-supplier-1400")
    })
    const order = await eventually(
      () => readCard(id),
      ({ status }) => status === "shipped",
      DONE_MS
    )
    expect(order.status).toBe("shipped")
  })
})

describe("the catalogue", () => {
  it("imports a price list after showing what would change and which rows are bad", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/dispatch/catalogue")
      await page.getByText("OMEGA", { exact: true }).waitFor()
      await page.getByRole("button", { name: "Import" }).click()
      await drawer(page).getByLabel("Supplier", { exact: true }).click()
      await page.getByRole("option", { name: "Herb farm" }).click()
      const rows = [
        "SKU;Supplier SKU;Cost;Currency;Stock",
        "OMEGA;S-OMEGA;8.25;USD;40",
        "TURMERIC;S-TUR;3.10;USD;5",
        "BROKEN;S-BRO;much;USD;5",
      ]
      await drawer(page)
        .locator("input[type=file]")
        .setInputFiles({
          name: "prices.csv",
          mimeType: "text/csv",
          buffer: Buffer.from(rows.join("\n")),
        })
      await drawer(page).getByText("TURMERIC").waitFor()
      await drawer(page).getByText("1 row cannot be used").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-catalogue-import")
      await drawer(page).getByRole("button", { name: "Import 2 rows" }).click()
      await page.getByText("TURMERIC", { exact: true }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-catalogue-1400")
    })
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await page.goto("/app/dispatch/catalogue")
      await page.getByText("OMEGA", { exact: true }).waitFor()
      await expectNoOverflow(page)
      await picture(page, "dispatch-catalogue-ru-390")
    })
  })

  it("keeps rules as versions with a note", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/dispatch/catalogue?tab=rules")
      await page.getByRole("button", { name: "Add rule" }).click()
      await drawer(page).getByLabel("Supplier", { exact: true }).click()
      await page.getByRole("option", { name: "Warehouse by API" }).click()
      await drawer(page)
        .getByLabel(/^Countries/)
        .fill("de, fr")
      expect(await seriousFaults(page)).toEqual([])
      await drawer(page).getByRole("button", { name: "Take over" }).click()
      await page.getByText("Not saved yet").waitFor()
      await page.getByText("Germany").waitFor()
      await page.getByRole("button", { name: "Save" }).click()
      await dialog(page).getByLabel("What for").fill("The warehouse serves Europe only")
      await dialog(page).getByRole("button", { name: "Save" }).click()
      await page.getByText("1 version").click()
      await page.getByText("The warehouse serves Europe only").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-rules-1400")
    })
  })
})

describe("many tracking numbers", () => {
  it("are pasted, looked at and added, with what could not be used", async () => {
    const id = await placePacked(OMEGA)
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/dispatch/tracking")
      await page
        .getByLabel("Paste rows")
        .fill(
          `${id}; RA000000014GB\nT3-NOBODY; RA000000028GB\n${id}; ${MISTYPED.replace("B", "C")}`
        )
      await page.getByRole("button", { name: "Check" }).click()
      await page.getByText("There is no order or parcel with this number.").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-import-numbers")
      await page.getByRole("button", { name: "Add and send 1 number" }).click()
      await page.getByText("All rows have been worked on").waitFor({ timeout: DONE_MS })
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "dispatch-import-numbers-done")
    })
    const order = await eventually(
      () => readCard(id),
      ({ status }) => status === "shipped",
      DONE_MS
    )
    expect(order.status).toBe("shipped")
  })
})

describe("callbacks of carriers", () => {
  it("are listed with what became of them, and can be read and replayed", async () => {
    await service.move({ number: "NOBODYHASTHIS1", tag: "Delivered" })
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/dispatch/callbacks")
      await page.getByRole("tab", { name: "All" }).click()
      await page.getByRole("button", { name: "Replay" }).first().waitFor({ timeout: DONE_MS })
      await page.getByRole("button", { name: "Show" }).first().click()
      await drawer(page).getByText("Body", { exact: true }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await page.keyboard.press("Escape")
      await picture(page, "dispatch-callbacks-1400")
    })
  })
})
