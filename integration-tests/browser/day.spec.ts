import type { Browser, Page } from "playwright-core"
import {
  credentialsOf,
  login,
  openBrowser,
  openPage,
  placeOrder,
  seriousFaults,
  startServer,
} from "../harness"
import type { Role, TestServer } from "../harness"

/** What is read and pressed on the way, in the order in which it comes. */
const WORDS = {
  en: {
    username: "Username",
    password: "Password",
    dashboard: "Dashboard",
    orders: "Orders",
    attention: "Needs a person",
    customers: "Customers",
    why: "Why is this order here?",
    moves: "Move to",
    approve: "Approve",
    noteApproval: "Approve by hand",
    reason: "Reason",
    approved: "Status changed from “Pending” to “Approved”",
    toCallCenter: "Call center",
    handedOver: "Status changed from “Approved” to “Call center”",
    next: "Next order",
    noAnswer: "No answer",
    saveCall: "Save the call",
    called: "1 call made",
    signOut: "Log out",
  },
  ru: {
    username: "Имя пользователя",
    password: "Пароль",
    dashboard: "Сводка",
    orders: "Заказы",
    attention: "Ждут человека",
    customers: "Покупатели",
    why: "Почему заказ здесь?",
    moves: "Перевести в",
    approve: "Подтвердить оплату",
    noteApproval: "Подтвердить вручную",
    reason: "Причина",
    approved: "Статус «Ожидает» сменился на «Оплачен»",
    toCallCenter: "В колл-центр",
    handedOver: "Статус «Оплачен» сменился на «Колл-центр»",
    next: "Следующий заказ",
    noAnswer: "Нет ответа",
    saveCall: "Сохранить звонок",
    called: "Сделан 1 звонок",
    signOut: "Выйти",
  },
} as const

type Language = keyof typeof WORDS

/** A zone in which the clock shows about two in the afternoon now: a time to call. */
const openZone = (): string => {
  const ahead = 14 - new Date().getUTCHours()
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`
}

describe.each(["en", "ru"] as const)("a day at work, in %s", (language: Language) => {
  const words = WORDS[language]
  let server: TestServer
  let browser: Browser
  let order: string

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    order = await placeOrder(server, {
      "customer.first_name": "Greta",
      "customer.email": "greta@example.com",
      "metrics.device.timezone": openZone(),
    })
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** From the sign-in page to the page where the role lands, to the work, and out again. */
  const spend = async (
    role: Role,
    lands: string,
    work: (page: Page) => Promise<void>
  ): Promise<void> => {
    const { email, password } = credentialsOf(server, role)
    const page = await openPage(browser, server, { language })
    const broken: string[] = []
    page.on("pageerror", (error) => broken.push(error.message))
    await page.goto("/app")
    await page.getByLabel(words.username).fill(email)
    await page.getByRole("textbox", { name: words.password }).fill(password)
    await page.keyboard.press("Enter")
    await page.waitForURL(`**${lands}`)
    await work(page)
    await page.locator("aside button[aria-haspopup=menu]").last().click()
    await page.getByRole("menuitem", { name: words.signOut }).click()
    await page.waitForURL("**/app/login**")
    await page.goto("/app/orders")
    await page.waitForURL("**/app/login**")
    expect(broken).toEqual([])
    await page.context().close()
  }

  const go = (page: Page, name: string): Promise<void> =>
    page.locator("aside nav").getByRole("link", { name, exact: true }).click()

  const move = async (
    page: Page,
    name: string,
    reason: string,
    confirm: string = name
  ): Promise<void> => {
    await page.getByRole("group", { name: words.moves }).getByRole("button", { name }).click()
    const dialog = page.getByRole("alertdialog")
    await dialog.getByLabel(words.reason).fill(reason)
    await dialog.getByRole("button", { name: confirm }).click()
    await dialog.waitFor({ state: "detached" })
  }

  it("a manager looks at the figures, takes an order on and hands it to the call centre", async () => {
    await spend("manager", "/app/dashboard", async (page) => {
      await page.getByRole("heading", { level: 1, name: words.dashboard }).waitFor()
      await go(page, words.orders)
      await page.getByText("greta@example.com").first().click()
      await page.waitForURL(`**/orders/${order}/card`)
      await page.getByText(words.why).waitFor()
      await move(page, words.approve, "Paid at the counter", words.noteApproval)
      await page.getByText(words.approved).waitFor()
      await move(page, words.toCallCenter, "Ask for the house number")
      await page.getByText(words.handedOver).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await go(page, words.customers)
      await page.getByText("greta@example.com").first().waitFor()
      await go(page, words.attention)
      await page.getByRole("heading", { level: 1, name: words.attention }).waitFor()
    })
  })

  it("an operator calls about what is next", async () => {
    await spend("operator", "/app/orders", async (page) => {
      await page.getByRole("button", { name: words.next }).click()
      await page.waitForURL(`**/orders/${order}/card`)
      await page.getByText("Ask for the house number").first().waitFor()
      await page.getByRole("button", { name: words.noAnswer }).click()
      await page.getByRole("button", { name: words.saveCall }).click()
      await page.getByText(words.called).waitFor()
      expect(await seriousFaults(page)).toEqual([])
    })
    const manager = await login(server, "manager")
    const { body } = await manager.get<{ order: { call_center_status: string } }>(
      `/admin/crm/orders/${order}`
    )
    expect(body.order.call_center_status).toBe("new_inquiry")
  })
})
