import type { Browser, Page } from "playwright-core"
import {
  api,
  credentialsOf,
  expectNoOverflow,
  nextTotpCode,
  openBrowser,
  openPage,
  picture,
  screenshot,
  seriousFaults,
  startServer,
  totpCode,
  withPage,
} from "../harness"
import type { TestServer } from "../harness"

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

const openAccess = async (page: Page, name = "Sign-ins and second factor"): Promise<void> => {
  await page.goto("/app/orders")
  await page.getByRole("button", { name }).click()
  await page.getByRole("dialog").waitFor()
}

const enter = async (page: Page, code?: string): Promise<void> => {
  const { email, password } = credentialsOf(server, "operator")
  await page.getByLabel("Username").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  if (code) {
    await page.getByLabel("Code", { exact: true }).fill(code)
  }
  await page.getByRole("button", { name: "Sign in" }).click()
}

describe("one's own access", () => {
  it("shows where one is signed in, and ends it elsewhere", async () => {
    const elsewhere = await openPage(browser, server, { role: "manager" })
    await elsewhere.goto("/app/orders")
    await elsewhere.getByRole("searchbox").waitFor()
    await withPage(browser, server, { role: "manager" }, async (page) => {
      await openAccess(page)
      const dialog = page.getByRole("dialog")
      await dialog.getByText("this one").waitFor()
      await picture(page, "access")
      expect(await seriousFaults(page)).toEqual([])
      await dialog.getByRole("button", { name: "Sign out everywhere else" }).click()
      await dialog.getByRole("button", { name: "End", exact: true }).waitFor({ state: "detached" })
    })
    const answer = await elsewhere.context().request.get("/admin/crm/me")
    expect(answer.status()).toBe(401)
    await elsewhere.context().close()
  })

  it("sets up a second factor, which the sign-in page asks for", async () => {
    let secret = ""
    await withPage(browser, server, { role: "operator" }, async (page) => {
      await openAccess(page)
      const dialog = page.getByRole("dialog")
      await dialog.getByRole("button", { name: "Set up an authenticator" }).click()
      secret = (await dialog.locator("code").innerText()).replaceAll(" ", "")
      await picture(page, "second-factor-set-up")
      expect(await seriousFaults(page)).toEqual([])
      await dialog.getByLabel("Code", { exact: true }).fill("000000")
      await dialog.getByRole("button", { name: "Switch on" }).click()
      await dialog.getByRole("alert").getByText("not right").waitFor()
      await dialog.getByLabel("Code", { exact: true }).fill(totpCode(secret))
      await dialog.getByRole("button", { name: "Switch on" }).click()
      await dialog.getByText("Write these down now").waitFor()
      await picture(page, "second-factor-codes")
      await dialog.getByRole("button", { name: "I have them" }).click()
      await dialog.getByText("Second factor on").waitFor()
    })
    const page = await openPage(browser, server)
    await page.goto("/app/login")
    await enter(page)
    await page.getByLabel("Code", { exact: true }).waitFor()
    await screenshot(page, "second-factor-sign-in")
    await enter(page, "000000")
    await page.getByRole("alert").getByText("not right").waitFor()
    await enter(page, nextTotpCode(secret))
    await page.waitForURL("**/orders")
    await page.context().close()
  })

  it("asks a role for it before anything opens, in Russian on a telephone", async () => {
    const { body } = await api(server).post<{ token: string }>(
      "/auth/user/emailpass",
      credentialsOf(server, "administrator")
    )
    const rules = await api(server, { authorization: `Bearer ${body.token}` }).post(
      "/admin/crm/staff/rules",
      { second_factor_roles: ["manager"] }
    )
    expect(rules.status).toBe(200)
    const look = { role: "manager", language: "ru", width: 390, height: 844 } as const
    await withPage(browser, server, look, async (page) => {
      await page.goto("/app/orders")
      const dialog = page.getByRole("dialog")
      await dialog.getByText("Для вашей роли нужен второй фактор").waitFor()
      await dialog.getByRole("button", { name: "Подключить приложение" }).waitFor()
      await picture(page, "second-factor-needed-ru-390")
      expect(await seriousFaults(page)).toEqual([])
    })
    await server.db.query("delete from staff_setting")
  })
})

describe("the staff page", () => {
  it("shows sign-ins, locks and second factors, and helps with each", async () => {
    const { email } = credentialsOf(server, "manager")
    await server.db.query(
      `insert into sign_in_lock (account, address, wrong, last_at, locked_until)
       values (encode(sha256($1::bytea), 'hex'), '192.0.2.7', 10, now(), now() + interval '15 minutes')`,
      [email]
    )
    await withPage(browser, server, { role: "administrator" }, async (page) => {
      await page.goto("/app/settings/staff")
      await page.getByText("Locked out").waitFor()
      await page.getByLabel("Second factor on").waitFor()
      await picture(page, "staff-access")
      expect(await seriousFaults(page)).toEqual([])
      await page.getByRole("button", { name: "Actions for Max Manager" }).click()
      await page.getByRole("menuitem", { name: "Lift the lock" }).click()
      await page.getByText("Locked out").waitFor({ state: "detached" })
      await page.getByRole("button", { name: "Actions for Olga Operator" }).click()
      await page.getByRole("menuitem", { name: "Reset second factor" }).click()
      await page
        .getByRole("alertdialog")
        .getByRole("button", { name: "Reset second factor" })
        .click()
      await page.getByLabel("Second factor on").waitFor({ state: "detached" })
      await page.getByRole("button", { name: "Actions for Ada Admin" }).click()
      await page.getByRole("menuitem", { name: "Sign-ins" }).click()
      await page.getByRole("dialog").getByText("this one").waitFor()
      await picture(page, "staff-sign-ins")
    })
    const narrow = { role: "administrator", width: 390, height: 844 } as const
    await withPage(browser, server, narrow, async (page) => {
      await page.goto("/app/settings/staff")
      await page.getByText("Max Manager").waitFor()
      await expectNoOverflow(page)
      await picture(page, "staff-access-390")
    })
  })
})
