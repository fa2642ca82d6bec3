import type { Browser, Locator, Page } from "playwright-core"
import {
  api,
  expectNoOverflow,
  login,
  openBrowser,
  picture,
  seriousFaults,
  soon,
  startServer,
  withPage as withPageOf,
} from "../harness"
import type { Look, TestServer } from "../harness"
import { sample, withValue } from "../harness/samples"

type Placed = { id: string; shopOrderId: string }

let server: TestServer
let browser: Browser
let sent = 0

/** Posts a PayPal order of the first demo shop, as that shop would. */
const placeOrder = async (customer: { name: string; email: string }): Promise<Placed> => {
  const [shop] = server.demo.shops
  const shopOrderId = `PAGES${++sent}`
  const changes: [string, unknown][] = [
    ["auth", { api_id: shop.api_id, api_key: shop.api_key }],
    ["options.shop_domain", shop.domain],
    ["options.shop_order_id", shopOrderId],
    ["options.currency", shop.currency],
    ["customer.first_name", customer.name],
    ["customer.email", customer.email],
  ]
  const body = changes.reduce(
    (order, [path, value]) => withValue(order, path, value),
    sample("create-order.paypal")
  )
  const answer = await api(server).post<{ id: string }>("/create_order.php", body)
  if (answer.status !== 201) {
    throw new Error(`The order was refused: ${answer.status} ${answer.text}`)
  }
  return { id: answer.body.id, shopOrderId }
}

const moveByApi = async (id: string, status: string): Promise<void> => {
  const manager = await login(server, "manager")
  const answer = await manager.post(`/admin/crm/orders/${id}/status`, {
    status,
    reason: "Prepared for the test",
  })
  expect(answer.status).toBe(200)
}

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

const row = (page: Page, { id }: Placed): Locator => page.locator(`[data-order-row="${id}"]`)

const openList = async (page: Page, search = ""): Promise<void> => {
  await page.goto(`/app/orders${search}`)
  await page.getByRole("searchbox").waitFor()
}

const openCard = async (page: Page, order: Placed): Promise<void> => {
  await page.goto(`/app/orders/${order.id}/card`)
  await page.locator("h1").waitFor()
}

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe("the Orders page of a manager", () => {
  it("shows an order within a second after the shop has sent it", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await openList(page)
      await page.getByText("No orders yet").or(page.locator("[data-order-row]")).first().waitFor()
      const order = await placeOrder({ name: "Olivia", email: "olivia@example.com" })
      await row(page, order).waitFor()
      await picture(page, "orders-list")
    })
  })

  it("finds by search and filters, keeps both in the address, and clears them", async () => {
    const mia = await placeOrder({ name: "Mia", email: "mia.search@example.com" })
    const other = await placeOrder({ name: "Noah", email: "noah@example.com" })
    await withPage({ role: "manager" }, async (page) => {
      await openList(page)
      await row(page, other).waitFor()
      await page.keyboard.press("/")
      await page.keyboard.type("mia.search")
      await row(page, other).waitFor({ state: "detached" })
      await row(page, mia).waitFor()
      await page.waitForURL(/q=mia\.search/)

      await page.getByRole("button", { name: "Status", exact: true }).first().click()
      await page.getByRole("checkbox", { name: "Approved" }).click()
      await page.keyboard.press("Escape")
      await page.getByText("Nothing matches").waitFor()
      await picture(page, "orders-nothing-matches")
      await page.reload()
      await page.getByText("Nothing matches").waitFor()

      await page.getByRole("button", { name: "Clear search and filters" }).click()
      await row(page, other).waitFor()
      await page.waitForURL(({ search }) => search === "")
      await page.goBack()
      await page.getByText("Nothing matches").waitFor()
    })
  })

  it("is worked with the keyboard alone", async () => {
    const order = await placeOrder({ name: "Kim", email: "kim@example.com" })
    await withPage({ role: "manager" }, async (page) => {
      await openList(page)
      await row(page, order).waitFor()
      await page.keyboard.press("?")
      // It hears the keyboard from the moment it has the focus.
      await page.locator("[role=alertdialog]:focus-within").waitFor()
      await page.keyboard.press("Escape")
      await page.getByRole("alertdialog").waitFor({ state: "detached" })
      await page.keyboard.press("j")
      await page.keyboard.press("x")
      await page.getByRole("toolbar").getByText("1 selected").waitFor()
      await page.keyboard.press("Enter")
      await page.waitForURL(`**/orders/${order.id}/card`)
    })
  })

  it("moves ticked orders and says for each what happened", async () => {
    const one = await placeOrder({ name: "Ada", email: "bulk@example.com" })
    const two = await placeOrder({ name: "Bob", email: "bulk@example.com" })
    const closed = await placeOrder({ name: "Cyd", email: "bulk@example.com" })
    await moveByApi(closed.id, "closed")
    await withPage({ role: "manager" }, async (page) => {
      await openList(page, "?q=bulk@example.com")
      await row(page, one).waitFor()
      await page.getByRole("checkbox", { name: "Select all orders on this page" }).click()
      await picture(page, "orders-bulk")
      await page.getByRole("toolbar").getByRole("button", { name: "Approve" }).click()
      await page.getByText("1 order stays, and why").waitFor()
      await page.getByLabel("Reason").fill("Paid by bank transfer")
      await page.getByRole("button", { name: "Move 2 orders" }).click()
      await page.getByText("2 orders moved, 1 not moved").waitFor()
      await picture(page, "orders-bulk-results")
      await page.getByRole("button", { name: "Close" }).last().click()
      await row(page, two).getByText("Approved").waitFor()
      await row(page, closed).getByText("Closed").waitFor()
    })
  })

  it("reads as cards in Russian on a telephone", async () => {
    const order = await placeOrder({ name: "Мария", email: "maria@example.com" })
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await openList(page)
      await row(page, order).getByText("Ожидает").waitFor()
      await page.getByRole("heading", { name: "Заказы" }).waitFor()
      await expectNoOverflow(page)
      await picture(page, "orders-list-ru-390")
      await page.getByRole("button", { name: "Фильтры" }).click()
      await page.getByRole("dialog").getByText("Колл-центр").first().waitFor()
      await picture(page, "orders-filters-ru-390")
    })
  })
})

describe("the order card of a manager", () => {
  it("opens from the list, moves the status and tells the story", async () => {
    const order = await placeOrder({ name: "Tim", email: "tim@example.com" })
    await withPage({ role: "manager" }, async (page) => {
      await openList(page, "?q=tim@example.com")
      await row(page, order).click()
      await page.waitForURL(`**/orders/${order.id}/card`)
      await page.getByText(order.id).first().waitFor()
      await page.getByText("Order received from the shop").waitFor()

      const moves = page.getByRole("group", { name: "Move to" })
      await soon(async () =>
        expect(await moves.getByRole("button", { name: "Delivered" }).count()).toBe(0)
      )
      await page.getByText("more moves are not possible now").click()
      await page.getByText("Not from “Pending”.").first().waitFor()
      await picture(page, "order-card")

      await moves.getByRole("button", { name: "Approve" }).click()
      await page.getByLabel("Reason").fill("Money is on the account")
      await page.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click()
      await page.getByRole("alertdialog").waitFor({ state: "detached" })
      await page.getByText("Status changed from “Pending” to “Approved”").waitFor()
      await page.getByLabel("Timeline").getByText("Money is on the account").waitFor()

      await page.getByLabel("New note").fill("Ask for the flat number <b>please</b>")
      await page.getByLabel("New note").press("Control+Enter")
      await page.getByText("Ask for the flat number <b>please</b>").waitFor()

      await page.getByRole("tab", { name: "Full log" }).click()
      await page.getByText("order.status_changed").waitFor()
      await picture(page, "order-card-log")
    })
  })

  it("has no serious fault of accessibility, like the list", async () => {
    const order = await placeOrder({ name: "Axel", email: "axel@example.com" })
    await moveByApi(order.id, "call_center")
    await withPage({ role: "manager" }, async (page) => {
      await openList(page)
      await row(page, order).waitFor()
      await page.keyboard.press("j")
      await page.keyboard.press("x")
      expect(await seriousFaults(page)).toEqual([])
      await openCard(page, order)
      await page.getByText("Order received from the shop").waitFor()
      await page.getByText("moves are not possible now").click()
      expect(await seriousFaults(page)).toEqual([])
    })
  })

  it("archives with a reason and takes back", async () => {
    const order = await placeOrder({ name: "Test", email: "archive@example.com" })
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, order)
      await page.getByRole("button", { name: "More actions" }).click()
      await page.getByRole("menuitem", { name: "Archive" }).click()
      await page.getByRole("button", { name: "Confirm" }).click()
      await page.getByRole("alert").getByText("Say why").waitFor()
      await page.getByLabel("Reason").fill("A test order")
      await page.getByRole("button", { name: "Confirm" }).click()
      await page.getByText(/^Archived by .*A test order$/).waitFor()
      await page.getByRole("button", { name: "More actions" }).click()
      await page.getByRole("menuitem", { name: "Take back" }).click()
      await page.getByLabel("Reason").fill("It was a real one")
      await page.getByRole("button", { name: "Confirm" }).click()
      await page.getByText("Order taken back from the archive").waitFor()
    })
  })

  it("fits a telephone in Russian", async () => {
    const order = await placeOrder({ name: "Анна", email: "anna@example.com" })
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await openCard(page, order)
      await page.getByText("Заказ получен от магазина").waitFor()
      await expectNoOverflow(page)
      await picture(page, "order-card-ru-390")
      await page.getByRole("tab", { name: "Полный журнал" }).click()
      await page.getByText("order.received").waitFor()
      await expectNoOverflow(page)
    })
  })

  it("says so when there is no such order", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/orders/T3-222222-222222-222222/card")
      await page.getByText("There is no such order").waitFor()
    })
  })
})

describe("the pages of an operator", () => {
  it("shows only what the call centre has, and no button for money", async () => {
    const calls = await placeOrder({ name: "Cara", email: "cara@example.com" })
    const foreign = await placeOrder({ name: "Dan", email: "dan@example.com" })
    await moveByApi(calls.id, "call_center")
    await withPage({ role: "operator" }, async (page) => {
      await openList(page)
      await row(page, calls).waitFor()
      await soon(async () => expect(await row(page, foreign).count()).toBe(0))
      await soon(async () => expect(await row(page, calls).getByRole("checkbox").count()).toBe(0))
      await picture(page, "operator-list")

      await row(page, calls).getByRole("link").click()
      await page.getByText("Note for managers").waitFor()
      await soon(async () =>
        expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0)
      )
      await soon(async () =>
        expect(await page.getByRole("button", { name: "More actions" }).count()).toBe(0)
      )
      await page.getByLabel("Note for managers").fill("Wants the money back")
      await page.getByRole("button", { name: "Refund initiated" }).click()
      await page.getByText("“New inquiry” became “Refund initiated”").waitFor()
      await page.getByRole("tabpanel").getByText("Wants the money back").waitFor()
      await picture(page, "operator-card")

      const manager = await login(server, "manager")
      const told = await manager.get<{ order: { attention: { words: string }[] } }>(
        `/admin/crm/orders/${calls.id}`
      )
      expect(told.body.order.attention[0]?.words).toBe("Wants the money back")

      await page.goto(`/app/orders/${foreign.id}/card`)
      await page.getByText("There is no such order").waitFor()
    })
  })

  it("reads in Russian on a telephone", async () => {
    const calls = await placeOrder({ name: "Ольга", email: "olga@example.com" })
    await moveByApi(calls.id, "call_center")
    await withPage({ role: "operator", language: "ru", width: 390, height: 844 }, async (page) => {
      await openList(page)
      await row(page, calls).getByText("Новое обращение").waitFor()
      await expectNoOverflow(page)
      await row(page, calls).getByRole("link").click()
      await page.getByText("Заметка для менеджеров").waitFor()
      await expectNoOverflow(page)
      await picture(page, "operator-card-ru-390")
    })
  })
})
