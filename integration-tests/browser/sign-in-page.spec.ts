import type { Browser, Page } from "playwright-core"
import { credentialsOf, openBrowser, openPage, screenshot, soon, startServer } from "../harness"
import type { TestServer } from "../harness"

const WIDTHS = [
  { name: "desktop", width: 1400, height: 900 },
  { name: "phone", width: 390, height: 844 },
]

const WORDS = {
  en: {
    title: "Welcome back",
    username: "Username",
    password: "Password",
    show: "Show password",
    remember: "Remember me for 30 days",
    submit: "Sign in",
    wrong: "The e-mail address or the password is wrong.",
    missing: "Enter your e-mail address.",
  },
  ru: {
    title: "С возвращением",
    username: "Имя пользователя",
    password: "Пароль",
    show: "Показать пароль",
    remember: "Запомнить меня на 30 дней",
    submit: "Войти",
    wrong: "Неверный адрес e-mail или пароль.",
    missing: "Введите адрес e-mail.",
  },
} as const

describe("the sign-in page", () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const openSignIn = async (options: Parameters<typeof openPage>[2] = {}): Promise<Page> => {
    const page = await openPage(browser, server, options)
    await page.goto("/app")
    await page.waitForURL("**/app/login**")
    await page.locator('input[type="password"]').waitFor()
    return page
  }

  it("offers the form and nothing else: no registration, no reset, no other sign-in", async () => {
    const page = await openSignIn()
    await page.getByRole("heading", { name: WORDS.en.title }).waitFor()
    await soon(async () => {
      const reachable = await page.locator("a:visible, button:visible").allInnerTexts()
      expect(reachable.filter((text) => /forgot|reset|sign up|register|cloud/i.test(text))).toEqual(
        []
      )
    })
    await soon(async () =>
      expect(await page.locator('input[type="password"]:visible').count()).toBe(1)
    )
    await soon(async () => expect(await page.getByRole("link").count()).toBe(0))
    await soon(async () => expect(await page.title()).toContain("T3 CRM"))
    await soon(async () => expect(await page.locator("body").innerText()).not.toMatch(/medusa/i))
    await page.context().close()
  })

  for (const language of ["en", "ru"] as const) {
    for (const { name, ...size } of WIDTHS) {
      it(`speaks ${language} on a ${name}, and says what is wrong`, async () => {
        const words = WORDS[language]
        const page = await openSignIn({ ...size, language })
        await page.getByRole("heading", { name: words.title }).waitFor()
        await screenshot(page, `sign-in-${language}-${name}`)
        await page.getByRole("button", { name: words.submit }).click()
        await page.getByText(words.missing).waitFor()
        await page.getByLabel(words.username).fill("nobody@t3crm.example")
        await page.getByRole("textbox", { name: words.password }).fill("not the password")
        await page.keyboard.press("Enter")
        await page.getByRole("alert").getByText(words.wrong).waitFor()
        await screenshot(page, `sign-in-wrong-${language}-${name}`)
        await page.context().close()
      })
    }
  }

  it("is worked by the keyboard alone, and remembers for thirty days", async () => {
    const { email, password } = credentialsOf(server, "manager")
    const page = await openSignIn()
    const focused = page.locator(":focus")
    await soon(async () => expect(await focused.getAttribute("id")).toBe("sign-in-username"))
    await page.keyboard.type(email)
    await page.keyboard.press("Tab")
    await page.keyboard.type(password)
    await page.keyboard.press("Tab")
    await soon(async () => expect(await focused.getAttribute("aria-label")).toBe(WORDS.en.show))
    await page.keyboard.press("Space")
    await soon(async () =>
      expect(
        await page.getByRole("textbox", { name: WORDS.en.password }).getAttribute("type")
      ).toBe("text")
    )
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.waitForURL("**/app/dashboard**")
    const [cookie] = (await page.context().cookies()).filter(({ httpOnly }) => httpOnly)
    const days = (cookie.expires - Date.now() / 1000) / 86_400
    expect(days).toBeGreaterThan(29.9)
    await page.context().close()
  })

  it("switches the language and keeps it", async () => {
    const page = await openSignIn()
    await page.getByRole("combobox", { name: "Language" }).click()
    await page.getByRole("option", { name: "Русский" }).click()
    await page.getByRole("heading", { name: WORDS.ru.title }).waitFor()
    await soon(async () => expect(await page.locator("html").getAttribute("lang")).toBe("ru"))
    await page.context().close()
  })
})

describe("the shell", () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it.each([
    [
      "administrator",
      [
        "Dashboard",
        "Orders",
        "Needs a person",
        "Dispatch",
        "Payments",
        "Mail",
        "Customers",
        "Shops",
        "Health",
      ],
      true,
    ],
    [
      "manager",
      [
        "Dashboard",
        "Orders",
        "Needs a person",
        "Dispatch",
        "Payments",
        "Mail",
        "Customers",
        "Health",
      ],
      false,
    ],
    ["operator", ["Orders"], false],
  ] as const)("shows the %s only what the role has use for", async (role, entries, settings) => {
    const page = await openPage(browser, server, { role })
    await page.goto("/app/orders")
    const menu = page.locator("aside nav")
    await soon(async () => {
      const shown = await menu.locator("a:visible").allInnerTexts()
      expect(shown.map((text) => text.trim())).toEqual(entries)
    })
    await soon(async () =>
      expect(await page.locator('aside a[href$="/settings"]:visible').count()).toBe(
        settings ? 1 : 0
      )
    )
    await soon(async () => expect(await page.title()).toBe("Orders - T3 CRM"))
    await screenshot(page, `shell-${role}`)
    await page.context().close()
  })

  it("has no page to reset a password or to take an invitation", async () => {
    const page = await openPage(browser, server)
    for (const path of ["/app/reset-password", "/app/invite?token=x"]) {
      await page.goto(path)
      await page.waitForLoadState("networkidle")
      await soon(async () =>
        expect(
          await page.locator("input:visible[type=email], input:visible[type=password]").count()
        ).toBe(0)
      )
    }
    await page.context().close()
  })

  it("lets an administrator create a shop, and shows its key once", async () => {
    const page = await openPage(browser, server, { role: "administrator" })
    await page.goto("/app/shops")
    await page.getByRole("button", { name: "Add shop" }).click()
    await page.getByLabel("Name").fill("<b>Herb</b>")
    await page.getByLabel("Domains").fill("herb.example")
    await page.getByRole("button", { name: "Create" }).click()
    const key = await page.getByText(/^t3k_/).innerText()
    expect(key).toMatch(/^t3k_[A-Za-z0-9_-]{43}$/)
    await screenshot(page, "shop-key")
    await page.getByRole("button", { name: "I have copied it" }).click()
    await page.getByRole("link", { name: "<b>Herb</b>" }).click()
    await page.getByRole("tab", { name: "Keys" }).click()
    await page.getByText(`t3k_…${key.slice(-4)}`).waitFor()
    await soon(async () => expect(await page.content()).not.toContain(key))
    await screenshot(page, "shop-keys")
    await page.context().close()
  })

  it("lets an administrator add a person, who then signs in", async () => {
    const page = await openPage(browser, server, { role: "administrator" })
    await page.goto("/app/settings/staff")
    await page.getByRole("button", { name: "Add person" }).click()
    await page.getByLabel("Name").fill("Nora")
    await page.getByLabel("E-mail address").fill("nora@t3crm.example")
    await page.getByRole("button", { name: "Generate" }).click()
    let password = ""
    await soon(async () => {
      password = await page.getByRole("textbox", { name: "Password" }).inputValue()
      expect(password).toHaveLength(20)
    })
    await page.getByRole("button", { name: "Add", exact: true }).click()
    await page.getByText("nora@t3crm.example").waitFor()
    await screenshot(page, "staff")
    await page.context().close()

    const fresh = await openPage(browser, server)
    await fresh.goto("/app/login")
    await fresh.getByLabel("Username").fill("nora@t3crm.example")
    await fresh.getByRole("textbox", { name: "Password" }).fill(password)
    await fresh.keyboard.press("Enter")
    await fresh.waitForURL("**/app/orders**")
    await fresh.context().close()
  })
})
