import type { Browser, Page } from "playwright-core"
import {
  expectNoOverflow,
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

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

const openList = async (page: Page, search = ""): Promise<void> => {
  await page.goto(`/app/orders${search}`)
  await page.getByRole("searchbox").waitFor()
}

const tickAll = async (page: Page, id: string): Promise<void> => {
  await page.locator(`[data-order-row="${id}"]`).waitFor()
  await page.getByRole("checkbox", { name: "Select all orders on this page" }).click()
}

/** As the person's system says; the page follows it until something else is chosen. */
const dark = (page: Page): Promise<void> =>
  page.evaluate("document.documentElement.classList.add('dark')")

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe("many orders at once", () => {
  it("are previewed, moved with a result for each, and taken back", async () => {
    const email = "undo@example.com"
    const ids = await Promise.all(
      [1, 2, 3].map(() => placeOrder(server, { "customer.email": email }))
    )
    await withPage({ role: "manager" }, async (page) => {
      await openList(page, `?q=${email}`)
      await tickAll(page, ids[0])
      await page.getByRole("toolbar").getByRole("button", { name: "Approve" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByText("What the books show").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "bulk-preview")
      await drawer.getByRole("button", { name: "Move 3 orders" }).click()
      await drawer.getByText("Say how these orders were paid").waitFor()
      await drawer.getByLabel("Reason").fill("Bank transfer")
      await drawer.getByRole("button", { name: "Move 3 orders" }).click()
      await drawer.getByText("3 orders moved").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "bulk-results")
      // Closed too early it is still within reach.
      await page.keyboard.press("Escape")
      await page.getByText(/3 orders moved\. It can be undone/).waitFor()
      await picture(page, "bulk-undo-bar")
      // Nor is it lost by leaving the page: the bar comes back, and the list has it for everybody.
      await openList(page)
      await page.getByText(/3 orders moved\. It can be undone/).waitFor()
      await page.getByRole("button", { name: "Bulk work" }).click()
      await drawer.getByText("can be undone").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "bulk-jobs")
      await drawer.getByRole("button", { name: /3 of 3 done/ }).click()
      await drawer.getByRole("button", { name: "Undo" }).click()
      await drawer.getByText("3 orders are as they were").waitFor()
      await picture(page, "bulk-undone")
      await drawer.getByRole("button", { name: "Back to the list" }).click()
      await drawer.getByText("undone afterwards").waitFor()
      await drawer.getByRole("button", { name: "Close" }).last().click()
      await page.locator(`[data-order-row="${ids[0]}"]`).getByText("Pending").waitFor()
    })
  })

  it("are chosen by the filter, in Russian on a telephone and in the dark", async () => {
    const email = "phone@example.com"
    const [id] = await Promise.all(
      [1, 2].map(() => placeOrder(server, { "customer.email": email }))
    )
    const look = { role: "manager" as const, language: "ru", width: 390, height: 844 }
    await withPage(look, async (page) => {
      await openList(page, `?q=${email}`)
      await page.locator(`[data-order-row="${id}"]`).getByRole("checkbox").click()
      await dark(page)
      await page.getByRole("button", { name: "Изменить статус" }).click()
      await page.getByRole("menuitem", { name: "Закрыть" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByText("Письма покупателям").waitFor()
      await picture(page, "bulk-preview-ru-390-dark")
      await drawer.getByRole("button", { name: "Изменить 1 заказ" }).click()
      await drawer.getByText("Изменён 1 заказ").waitFor()
      await picture(page, "bulk-results-ru-390-dark")
    })
  })
})

describe("kept views", () => {
  it("are kept by a name, counted, opened again and deleted", async () => {
    await placeOrder(server, { "customer.email": "kept@example.com" })
    await withPage({ role: "manager" }, async (page) => {
      await openList(page, "?q=kept@example.com&tab=pending")
      await page.getByRole("button", { name: "Date" }).click()
      await page.getByRole("button", { name: "Last 7 days" }).click()
      await page.waitForURL(/period=last_7_days/)
      await picture(page, "order-period")
      await page.keyboard.press("Escape")
      await page.getByRole("button", { name: "Remove filter Last 7 days" }).waitFor()
      await page.getByRole("button", { name: "Views" }).click()
      await page.getByRole("button", { name: "Keep this list as a view" }).click()
      await page.getByRole("alertdialog").getByLabel("Name").fill("Kept ones")
      await page.getByRole("button", { name: "Keep", exact: true }).click()
      await page.getByRole("alertdialog").waitFor({ state: "detached" })
      await openList(page)
      await page.getByRole("button", { name: "Views" }).click()
      const view = page.getByRole("button", { name: /^Kept ones/ })
      await view.getByText("1").waitFor()
      await picture(page, "order-views")
      await view.click()
      await page.waitForURL(/q=kept.*period=last_7_days/)
      await page.getByText("kept@example.com").first().waitFor()
      await page.getByRole("button", { name: "Views" }).click()
      await page.getByRole("button", { name: "Actions for the view Kept ones" }).click()
      await page.getByRole("menuitem", { name: "Delete" }).click()
      await page.getByText("Keep the filters you use every day").waitFor()
    })
  })
})

describe("an order by hand", () => {
  it("is filled in from a customer, shows its total, and is created", async () => {
    await placeOrder(server, {
      "customer.email": "again@example.com",
      "customer.first_name": "Again",
    })
    await withPage({ role: "manager" }, async (page) => {
      await openList(page)
      await page.getByRole("link", { name: "Create order" }).click()
      await page.getByRole("heading", { name: "New order" }).waitFor()
      await page.getByRole("searchbox").fill("again@example")
      await page.getByRole("button", { name: /again@example\.com/ }).click()
      await soon(async () =>
        expect(await page.getByLabel("E-mail", { exact: true }).inputValue()).toBe(
          "again@example.com"
        )
      )
      await page.getByRole("button", { name: "Check and show the total" }).click()
      await page.getByRole("alert").first().waitFor()
      await picture(page, "order-create-faults")
      await page.getByLabel("SKU", { exact: true }).fill("A-1")
      await page.getByLabel("Name", { exact: true }).fill("Vitamin C")
      await page.getByLabel("Price of one").fill("12,50")
      await page.getByLabel("Already paid elsewhere").click()
      await page.getByLabel("How was it paid?").fill("Cash at the counter")
      await page.getByRole("button", { name: "Check and show the total" }).click()
      await page.getByRole("button", { name: /^Create for/ }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "order-create")
      await page.getByRole("button", { name: /^Create for/ }).click()
      await page.waitForURL(/\/card$/)
      await page.getByText("Approved").first().waitFor()
    })
  })

  it("fits a telephone in Russian, in the dark", async () => {
    const look = { role: "manager" as const, language: "ru", width: 390, height: 844 }
    await withPage(look, async (page) => {
      await openList(page)
      await expectNoOverflow(page)
      await picture(page, "orders-list-actions-ru-390")
      await page.getByRole("link", { name: "Создать заказ" }).click()
      await page.getByRole("heading", { name: "Новый заказ" }).waitFor()
      await dark(page)
      await expectNoOverflow(page)
      await picture(page, "order-create-ru-390-dark")
    })
  })
})
