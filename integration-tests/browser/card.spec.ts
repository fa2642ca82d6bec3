import type { Browser, Page } from "playwright-core"
import {
  LEGACY_DOOR,
  expectNoOverflow,
  login,
  openBrowser,
  orderOf,
  picture,
  placeOrder,
  send,
  seriousFaults,
  shopOfSample,
  soon,
  startServer,
  withPage as withPageOf,
} from "../harness"
import type { Api, Look, TestServer } from "../harness"

let server: TestServer
let browser: Browser
let manager: Api

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

const openCard = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/app/orders/${id}/card`)
  await page.getByRole("heading", { level: 1 }).waitFor()
}

const why = (page: Page) => page.getByRole("region", { name: "Why is this order here?" })
const dialog = (page: Page) => page.getByRole("alertdialog")

const EMAIL = "anna.card@example.com"

const approved = async (): Promise<string> => {
  const id = await placeOrder(server, { "customer.email": EMAIL })
  const path = `/admin/crm/orders/${id}/status`
  expect((await manager.post(path, { status: "approved", reason: "Cash" })).status).toBe(200)
  return id
}

beforeAll(async () => {
  server = await startServer()
  manager = await login(server, "manager")
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe("the order's card", () => {
  it("says why the order is here and leads to what helps", async () => {
    const id = await approved()
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      await why(page).getByText("It is paid and has not been sent to its shipper.").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await why(page).getByRole("link", { name: "Send to shipper" }).click()
      await dialog(page).waitFor()
    })
  })

  it("keeps tags and who looks after the order; the customer's other orders are links", async () => {
    const other = await approved()
    const id = await approved()
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      const team = page.getByRole("region", { name: "Team" })
      await team.getByRole("button", { name: "Take it" }).click()
      await team.getByRole("button", { name: "Take it" }).waitFor({ state: "detached" })
      await team.getByLabel("Tags", { exact: true }).fill("Call first")
      await page.keyboard.press("Enter")
      await team.getByRole("link", { name: "Orders with tag call first" }).waitFor()
      await page.getByRole("list", { name: "Other orders" }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "card")
      await page.evaluate(
        "document.documentElement.classList.replace('light', 'dark') || document.documentElement.classList.add('dark')"
      )
      await picture(page, "card-dark")
      await team.getByRole("link", { name: "Orders with tag call first" }).click()
      await page.getByText("Tag: call first").waitFor()
      await page.goBack()
      await team.getByRole("button", { name: "Take tag call first away" }).click()
      await team.getByText("No tags yet").waitFor()
      const answer = await manager.get<{ order: { display_id: number } }>(
        `/admin/crm/orders/${other}`
      )
      await page
        .getByRole("link", { name: `Order #${answer.body.order.display_id}`, exact: true })
        .click()
      await page
        .getByRole("heading", { level: 1, name: `#${answer.body.order.display_id}` })
        .waitFor()
    })
  })

  it("refuses what was decided on old news, and says what has changed", async () => {
    const id = await placeOrder(server)
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      await page.getByRole("button", { name: "Change address" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByLabel("Town").fill("Elsewhere")
      const path = `/admin/crm/orders/${id}/status`
      expect((await manager.post(path, { status: "declined", reason: "No" })).status).toBe(200)
      await drawer.getByRole("button", { name: "Change address" }).click()
      const alert = drawer.getByRole("alert")
      await alert.getByText("The order has changed since you opened it").waitFor()
      await alert.getByText("“Pending” to “Declined”").waitFor()
      await picture(page, "card-stale")
      await drawer.getByRole("button", { name: "Change address" }).click()
      await drawer.waitFor({ state: "detached" })
    })
  })

  it("is told in Russian on a telephone", async () => {
    const id = await approved()
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await openCard(page, id)
      await page
        .getByRole("region", { name: "Почему заказ здесь?" })
        .getByText("Заказ оплачен, но не передан поставщику.")
        .waitFor()
      await expectNoOverflow(page)
      await picture(page, "card-narrow")
    })
  })

  it("shows an operator why, and the one thing that he can do", async () => {
    const id = await approved()
    const path = `/admin/crm/orders/${id}/status`
    expect((await manager.post(path, { status: "call_center" })).status).toBe(200)
    await withPage({ role: "operator" }, async (page) => {
      await openCard(page, id)
      await why(page).getByText("nobody has called yet").waitFor()
      await why(page).getByRole("button", { name: "Note the call" }).click()
      await page.getByRole("region", { name: "Call center" }).waitFor()
      await soon(async () =>
        expect(await page.getByText("Responsible", { exact: true }).count()).toBe(0)
      )
      await picture(page, "card-operator")
    })
  })
})

describe("what needs a person", () => {
  it("names the shop whose orders are refused, and is narrowed down by part and age", async () => {
    const sample = "create-order.card"
    const shop = shopOfSample(server, sample)
    const wrong = orderOf(shop, sample, { "customer.email": "no address" })
    expect((await send(server, shop, LEGACY_DOOR, wrong)).status).toBe(422)
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/attention")
      const entry = page
        .getByRole("listitem")
        .filter({ hasText: "Orders of this shop are refused" })
      await soon(async () => {
        // The watch looks once a minute by itself, which is not waited for.
        await server.db.query("select graphile_worker.add_job('watch-refusals', job_key => 'now')")
        expect(await entry.count()).toBe(1)
      })
      await entry.getByRole("link", { name: "Open shop" }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "attention")
      await page.getByRole("combobox", { name: "Part" }).click()
      await page.getByRole("option", { name: "Mail" }).click()
      await page.getByText("Nothing fits these filters").waitFor()
      await page.getByRole("combobox", { name: "Part" }).click()
      await page.getByRole("option", { name: "Intake" }).click()
      await entry.waitFor()
      await page.setViewportSize({ width: 390, height: 844 })
      await expectNoOverflow(page)
      await picture(page, "attention-narrow")
    })
  })
})
