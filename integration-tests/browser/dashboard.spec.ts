import type { Browser, Page } from "playwright-core"
import {
  credentialsOf,
  expectNoOverflow,
  openBrowser,
  openPage,
  picture,
  placeOrder,
  seriousFaults,
  soon,
  startServer,
  withPage as withPageOf,
} from "../harness"
import type { Look, TestServer } from "../harness"

let server: TestServer
let browser: Browser

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

const openDashboard = async (page: Page, search = ""): Promise<void> => {
  await page.goto(`/app/dashboard${search}`)
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.locator("svg.recharts-surface").first().waitFor()
  await page.locator("svg[role=img] path").nth(100).waitFor({ state: "attached" })
}

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  for (let order = 0; order < 4; order += 1) {
    await placeOrder(server, {}, "create-order.paypal")
  }
  await server.db.query(`
    update crm_order set status = 'approved', captured = total, payment_state = 'paid',
           country = 'DE', device_class = 'phone'
     where id in (select id from crm_order order by id limit 2)`)
  await server.db.query(`
    update crm_order set status = 'declined' where id in (
      select id from crm_order where status = 'pending' limit 1)`)
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe("the dashboard", () => {
  it("is where a manager lands, first in the menu, and opens the orders behind a figure", async () => {
    const { email, password } = credentialsOf(server, "manager")
    const page = await openPage(browser, server)
    await page.goto("/app")
    await page.getByLabel("Username").fill(email)
    await page.getByRole("textbox", { name: "Password" }).fill(password)
    await page.keyboard.press("Enter")
    await page.waitForURL("**/app/dashboard")
    await page.getByRole("heading", { level: 1, name: "Dashboard" }).waitFor()
    const approved = page.locator("dl > div", { hasText: "Approved orders" })
    await approved.getByRole("link", { name: "2" }).click()
    await page.waitForURL(/\/app\/orders\?.*sales=paid/)
    const filters = page.getByRole("list", { name: "Active filters" })
    await filters.getByText("Paid", { exact: true }).waitFor()
    await page.locator("tbody tr").nth(1).waitFor()
    await soon(async () => expect(await page.locator("tbody tr").count()).toBe(2))
    await page.context().close()
  })

  it("is not an operator's first page", async () => {
    const { email, password } = credentialsOf(server, "operator")
    const page = await openPage(browser, server)
    await page.goto("/app")
    await page.getByLabel("Username").fill(email)
    await page.getByRole("textbox", { name: "Password" }).fill(password)
    await page.keyboard.press("Enter")
    await page.waitForURL("**/app/orders**")
    await page.context().close()
  })

  for (const language of ["en", "ru"] as const) {
    for (const [width, height] of [
      [1400, 900],
      [390, 844],
    ]) {
      it(`reads well in ${language} at ${width} pixels, in light and in dark`, async () => {
        await withPage({ role: "manager", language, width, height }, async (page) => {
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme })
            await openDashboard(page)
            await expectNoOverflow(page)
            expect(await seriousFaults(page)).toEqual([])
            await picture(page, `dashboard-${language}-${width}-${colorScheme}`)
          }
        })
      })
    }
  }

  it("is worked by the keyboard: ranges, shops, and the table behind each chart", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await openDashboard(page)
      await page.getByRole("button", { name: /^This month/ }).focus()
      await page.keyboard.press("Enter")
      await page.getByRole("button", { name: "Today", exact: true }).focus()
      await page.keyboard.press("Enter")
      await page.waitForURL(/\/app\/dashboard\?from=.*&to=/)
      await page.keyboard.press("Escape")
      const revenue = page.getByRole("region", { name: "Revenue", exact: true })
      await revenue.getByText("Show as a table").focus()
      await page.keyboard.press("Enter")
      await revenue.getByRole("columnheader", { name: "Net earnings" }).waitFor()
      await revenue.getByRole("button", { name: "1Y" }).click()
      await soon(async () => expect(await revenue.locator("tbody tr").count()).toBe(12))
      expect(await seriousFaults(page)).toEqual([])
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Save “Sales by country” as CSV" }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^countries-.*\.csv$/)
    })
  })
})
