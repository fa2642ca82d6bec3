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

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

const openList = async (page: Page, search = ""): Promise<void> => {
  await page.goto(`/app/customers${search}`)
  await page.getByRole("searchbox").waitFor()
}

const customerLink = (page: Page, name: string) => page.getByRole("link", { name, exact: true })
const prompt = (page: Page) => page.getByRole("alertdialog")

const people = [
  ["Åsa", "Lindström", "asa@list.example"],
  ["Boris", "Blocked", "boris@list.example"],
  ["Cora", "Changed", "cora@list.example"],
  ["Dora", "Deleted", "dora@list.example"],
] as const

beforeAll(async () => {
  server = await startServer()
  for (const [first, last, email] of people) {
    await placeOrder(server, {
      ...{ "customer.first_name": first, "customer.last_name": last, "customer.email": email },
    })
  }
  const manager = await login(server, "manager")
  const { body } = await manager.get<{ orders: { id: string }[] }>(
    "/admin/crm/orders?q=dora%40list.example"
  )
  await manager.post(`/admin/crm/orders/${body.orders[0].id}/notes`, { text: "Dora called" })
  await manager.post(`/admin/crm/orders/${body.orders[0].id}/status`, {
    ...{ status: "cancelled", reason: "Changed her mind" },
  })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe("the list of customers", () => {
  it("finds a customer without regard to accents, and sorts", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await openList(page)
      await customerLink(page, "Åsa Lindström").waitFor()
      await soon(async () => expect(await page.getByRole("row").count()).toBeGreaterThan(4))
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "customers-list")
      await page.getByRole("searchbox").fill("lindstrom asa")
      await page.waitForURL(/q=lindstrom/)
      await customerLink(page, "Boris Blocked").waitFor({ state: "detached" })
      await customerLink(page, "Åsa Lindström").waitFor()
      await page.getByRole("searchbox").fill("nobody at all")
      await page.getByText("No customer fits").waitFor()
      await openList(page, "?order=name")
      await soon(async () => {
        const names = await page.locator("tbody a").allTextContents()
        // Where Å comes is the database's matter.
        const plain = names.filter((name) => /^[A-Z]/.test(name))
        expect(plain.length).toBeGreaterThan(1)
        expect(plain).toEqual([...plain].sort())
      })
    })
  })

  it("adds a customer, and says what is wrong", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await openList(page)
      await page.getByRole("button", { name: "Add customer" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByLabel("E-mail").fill("eve@list.example")
      await drawer.getByRole("button", { name: "Add", exact: true }).click()
      await drawer.getByText("Write the customer's name.").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await drawer.getByLabel("Name").fill("Eve Entered")
      await drawer.getByLabel("Phone").fill("+49 30 23125042")
      await drawer.getByRole("button", { name: "Add", exact: true }).click()
      await customerLink(page, "Eve Entered").waitFor()
    })
  })

  it("fits a narrow screen, in the dark and in Russian", async () => {
    await withPage({ role: "manager", width: 390, height: 844, language: "ru" }, async (page) => {
      await page.emulateMedia({ colorScheme: "dark" })
      await openList(page)
      await customerLink(page, "Boris Blocked").waitFor()
      await expectNoOverflow(page)
      await picture(page, "customers-list-narrow-ru-dark")
      await page.getByRole("heading", { name: "Покупатели" }).waitFor()
      await customerLink(page, "Boris Blocked").click()
      await page.getByRole("heading", { level: 1, name: "Boris Blocked" }).waitFor()
      await expectNoOverflow(page)
      await picture(page, "customers-card-narrow-ru-dark")
    })
  })
})

describe("a customer's page", () => {
  it("changes, blocks and frees the customer; orders are marked meanwhile", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await openList(page, "?q=boris%40list.example")
      await customerLink(page, "Boris Blocked").click()
      await page.getByRole("button", { name: "Edit" }).click()
      await page.getByLabel("Note", { exact: true }).fill("Rings before noon")
      await page.getByRole("button", { name: "Save" }).click()
      await page.getByText("Rings before noon").waitFor()
      await page.getByRole("button", { name: "Block", exact: true }).click()
      await prompt(page).getByLabel("Reason").fill("Three chargebacks")
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "customers-block")
      await prompt(page).getByRole("button", { name: "Block", exact: true }).click()
      await prompt(page).waitFor({ state: "detached" })
      await page.getByText("none of the orders is charged").waitFor()
      await page.getByText("Three chargebacks").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "customers-card-blocked")

      await page.goto("/app/orders?q=boris%40list.example")
      await page.getByText("Blocked customer").first().waitFor()
      await picture(page, "customers-orders-marked")
      await page.locator("[data-order-row] a").first().click()
      await page.getByText("this order is not charged").waitFor()
      await picture(page, "customers-order-card")
      await page.getByRole("link", { name: "Open customer" }).click()

      await page.getByRole("button", { name: "Lift block" }).click()
      await prompt(page).getByLabel("Reason").fill("Was his brother")
      await prompt(page).getByRole("button", { name: "Lift block" }).click()
      await page.getByText("none of the orders is charged").waitFor({ state: "detached" })
    })
  })

  it("is erased by an administrator who types the address, and by nobody else", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await openList(page, "?q=dora%40list.example")
      await customerLink(page, "Dora Deleted").click()
      await page.getByText("Dora called").waitFor()
      await soon(async () =>
        expect(await page.getByRole("button", { name: "Erase data" }).count()).toBe(0)
      )
    })
    await withPage({ role: "administrator" }, async (page) => {
      await openList(page, "?q=dora%40list.example")
      await customerLink(page, "Dora Deleted").click()
      await page.getByRole("button", { name: "Erase data" }).click()
      const confirm = prompt(page).getByRole("button", { name: "Erase for good" })
      await soon(async () => expect(await confirm.isDisabled()).toBe(true))
      await picture(page, "customers-erase")
      await prompt(page).getByRole("textbox").fill("dora@list.example")
      await confirm.click()
      await page.getByRole("heading", { level: 1, name: "Erased customer" }).waitFor()
      await soon(async () => expect(await page.getByText("Dora").count()).toBe(0))
      await picture(page, "customers-erased")
    })
  })

  it("says so when there is no such customer", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/customers/ccus_nobody/card")
      await page.getByText("There is no such customer").waitFor()
    })
  })
})
