import type { Browser, Page } from "playwright-core"
import {
  expectNoOverflow,
  login,
  openBrowser,
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

/** A zone in which the clock shows about two in the afternoon now. */
const openZone = (): string => {
  const ahead = 14 - new Date().getUTCHours()
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`
}

const handOver = async (name: string, email: string): Promise<string> => {
  const id = await placeOrder(server, {
    "customer.first_name": name,
    "customer.email": email,
    "metrics.device.timezone": openZone(),
  })
  const manager = await login(server, "manager")
  await manager.post(`/admin/crm/orders/${id}/status`, {
    status: "call_center",
    reason: "Ask for the house number",
  })
  return id
}

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

const dark = async (page: Page, name: string): Promise<void> => {
  await page.evaluate("document.documentElement.classList.add('dark')")
  await picture(page, `${name}-dark`)
  await page.evaluate("document.documentElement.classList.remove('dark')")
}

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe("an operator's day", () => {
  it("goes from one order to the next by one button", async () => {
    const first = await handOver("Greta", "greta@example.com")
    const second = await handOver("Hugo", "hugo@example.com")
    await withPage({ role: "operator" }, async (page) => {
      await page.goto("/app/orders")
      await page.getByText("2 calls are due").waitFor()
      await picture(page, "call-bar")
      await dark(page, "call-bar")

      await page.getByRole("button", { name: "All calls" }).click()
      await page.getByRole("dialog").getByText("Greta").waitFor()
      await picture(page, "call-list")
      expect(await seriousFaults(page)).toEqual([])
      await page.keyboard.press("Escape")

      await page.getByRole("button", { name: "Next order" }).click()
      await page.waitForURL(`**/orders/${first}/card`)
      await page.getByText("New inquiry: nobody has called yet").first().waitFor()

      // Nobody answers: the next call is planned by itself.
      const results = page.getByRole("group", { name: "Result of the call" })
      await results.getByRole("button", { name: "No answer" }).click()
      await picture(page, "call-form")
      await dark(page, "call-form")
      expect(await seriousFaults(page)).toEqual([])
      await page.getByRole("button", { name: "Save the call" }).click()
      await page.getByText("1 call made").waitFor()
      await page.getByText(/^Call 1: No answer/).waitFor()

      await page.getByRole("button", { name: "Next order" }).click()
      await page.waitForURL(`**/orders/${second}/card`)
      await results.getByRole("button", { name: "Call back" }).click()
      await page.getByRole("button", { name: "Save the call" }).click()
      await page.getByRole("alert").getByText("Say when the customer wants").waitFor()

      // The customer wants his money back: that is for a manager to do.
      await results.getByRole("button", { name: "Reached" }).click()
      await page.getByLabel("What came of it").click()
      await page.getByRole("option", { name: "Refund initiated" }).click()
      await page.getByLabel("Note", { exact: true }).fill("The bottle was broken")
      await page.getByRole("button", { name: "Save the call" }).click()
      await page.getByText("“New inquiry” became “Refund initiated”").waitFor()
      await soon(async () =>
        expect(await page.getByRole("group", { name: "Result of the call" }).count()).toBe(0)
      )

      await page.getByRole("button", { name: "Next order" }).click()
      await page.getByText("No call is due now").first().waitFor()
      await page
        .getByText(/The next one is due on/)
        .first()
        .waitFor()
      await picture(page, "call-none-due")
    })
    await withPage({ role: "manager" }, async (page) => {
      await page.goto(`/app/orders/${second}/card`)
      const banner = page.getByRole("region", { name: "Needs attention" })
      await banner.getByText("asked the call center for the money back").waitFor()
      await banner.getByText("The bottle was broken").waitFor()
      await banner.getByRole("link", { name: "Refund" }).waitFor()
      await picture(page, "call-asks-manager")
    })
  })

  it("gives back a call that he cannot make", async () => {
    const id = await handOver("Ida", "ida@example.com")
    await withPage({ role: "operator" }, async (page) => {
      await page.goto("/app/orders")
      await page.getByRole("button", { name: "Next order" }).click()
      await page.waitForURL(`**/orders/${id}/card`)
      await page.getByText("Your call:").waitFor()
      await page.getByRole("button", { name: "Put back" }).click()
      await page.getByText("No call is due now").waitFor()
    })
  })

  it("reads in Russian on a telephone", async () => {
    const id = await handOver("Ольга", "olga.calls@example.com")
    await withPage({ role: "operator", language: "ru", width: 390, height: 844 }, async (page) => {
      await page.goto("/app/orders")
      await page.getByText("Пора звонить: 1 заказ").waitFor()
      await expectNoOverflow(page)
      await picture(page, "call-bar-ru-390")
      await page.getByRole("button", { name: "Следующий заказ" }).click()
      await page.waitForURL(`**/orders/${id}/card`)
      await page.getByRole("button", { name: "Нет ответа" }).click()
      await page.getByText("Следующий звонок").waitFor()
      await expectNoOverflow(page)
      await picture(page, "call-form-ru-390")
    })
  })
})
