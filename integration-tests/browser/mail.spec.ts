import type { Browser, Page } from "playwright-core"
import {
  eventually,
  expectNoOverflow,
  login,
  openBrowser,
  picture,
  placeOrder,
  seriousFaults,
  soon,
  startMailCatcher,
  startServer,
  withPage as withPageOf,
} from "../harness"
import type { Api, Look, MailCatcher, TestServer } from "../harness"

/** The postman takes a letter within a second; the page asks every three. */
const DELIVERED_MS = 60_000

let catcher: MailCatcher
let server: TestServer
let browser: Browser
let manager: Api

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

let addresses = 0
const newAddress = (): string => `pages-${process.pid}-${(addresses += 1)}@example.org`

type Listed = { id: string; kind: string; state: string }

const lettersOf = async (orderId: string): Promise<Listed[]> =>
  (await manager.get<{ messages: Listed[] }>(`/admin/crm/orders/${orderId}/messages`)).body.messages

/** An order whose first letter has gone out. */
const placeWithLetter = async (to: string, language = "en"): Promise<string> => {
  const id = await placeOrder(server, {
    "customer.email": to,
    "options.locale": language,
  })
  const [letter] = await eventually(
    () => lettersOf(id),
    ([one]) => one?.state === "sent",
    DELIVERED_MS
  )
  expect(letter).toMatchObject({ kind: "pending", state: "sent" })
  return id
}

const move = async (id: string, status: string): Promise<void> => {
  const { status: answer } = await manager.post(`/admin/crm/orders/${id}/status`, {
    status,
    reason: "A test",
  })
  expect(answer).toBe(200)
}

const dialog = (page: Page) => page.getByRole("alertdialog")
const drawer = (page: Page) => page.getByRole("dialog")

beforeAll(async () => {
  catcher = await startMailCatcher()
  server = await startServer({
    env: { SMTP_URL: catcher.smtpUrl, T3_MAIL_CATCHER_URL: catcher.url },
  })
  manager = await login(server, "manager")
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await catcher?.stop()
})

describe("the pages about mail", () => {
  const PAGES = [
    { path: "mail/messages", en: "Messages", ru: "Письма" },
    { path: "mail/templates", en: "Templates", ru: "Шаблоны" },
    { path: "mail/refills", en: "Refill reminders", ru: "Повторные заказы" },
    { path: "mail/settings", en: "Mail settings", ru: "Настройки почты" },
    { path: "mail/settings?tab=senders", en: "Mail settings", ru: "Настройки почты" },
    { path: "mail/settings?tab=servers", en: "Mail settings", ru: "Настройки почты" },
    { path: "mail/settings?tab=suppressed", en: "Mail settings", ru: "Настройки почты" },
    { path: "mail/caught", en: "Caught mail", ru: "Пойманная почта" },
  ] as const
  const LOOKS = [
    { language: "en", width: 1400, height: 900 },
    { language: "ru", width: 390, height: 844 },
  ] as const

  beforeAll(async () => {
    const id = await placeWithLetter(newAddress())
    await move(id, "approved")
    await placeWithLetter(newAddress(), "ru")
    await manager.post("/admin/crm/mail/suppressions", {
      address: "gone@example.org",
      note: "Asked us to stop",
    })
  })

  for (const { path, ...titles } of PAGES) {
    for (const look of LOOKS) {
      it(`show ${path} in ${look.language} at ${look.width} pixels`, async () => {
        await withPage({ role: "administrator", ...look }, async (page) => {
          await page.goto(`/app/${path}`)
          const name = titles[look.language]
          await page.getByRole("heading", { level: 1, name, exact: true }).waitFor()
          await page.waitForLoadState("networkidle").catch(() => undefined)
          await expectNoOverflow(page)
          expect(await seriousFaults(page)).toEqual([])
          await picture(page, `${path.replace(/[/?=]/g, "-")}-${look.language}-${look.width}`)
        })
      })
    }
  }

  it("stand in a manager's menu, and none of them in an operator's", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/orders")
      const menu = page.locator("aside nav")
      await menu.getByRole("link", { name: "Mail" }).click()
      await page.getByRole("heading", { level: 1, name: "Messages" }).waitFor()
      await soon(async () => {
        const entries = await menu.getByRole("link").allInnerTexts()
        const own = entries.slice(entries.indexOf("Messages"), entries.indexOf("Messages") + 4)
        expect(own).toEqual(["Messages", "Templates", "Refill reminders", "Settings"])
      })
    })
    await withPage({ role: "operator" }, async (page) => {
      await page.goto("/app/orders")
      const menu = page.locator("aside nav")
      await menu.getByRole("link", { name: "Orders" }).waitFor()
      // Medusa's own menu stands until the role's layout has arrived.
      await menu.getByRole("link", { name: "Products" }).waitFor({ state: "detached" })
      await soon(async () =>
        expect(await menu.getByRole("link").allInnerTexts()).not.toContain("Mail")
      )
    })
  })
})

describe("a letter", () => {
  it("is found by its address and shown as it went out, in a frame that may do nothing", async () => {
    const to = newAddress()
    await placeWithLetter(to)
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/messages")
      await page.getByRole("searchbox").fill(to)
      const row = page.getByRole("listitem").filter({ hasText: to })
      await row.getByRole("button", { name: "Order received" }).click()
      const frame = drawer(page).locator("iframe")
      await frame.waitFor()
      await soon(async () => expect(await frame.getAttribute("sandbox")).toBe(""))
      await soon(async () =>
        expect(await frame.getAttribute("srcdoc")).toContain("default-src 'none'")
      )
      await drawer(page).getByText("Accepted").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-letter")

      await drawer(page).getByRole("tab", { name: "Telephone" }).click()
      await picture(page, "mail-letter-narrow")
      await drawer(page).getByRole("tab", { name: "Plain text" }).click()
      await drawer(page).getByRole("region", { name: "Plain text" }).waitFor()
      await drawer(page).getByText("Details").click()
      await drawer(page).getByText("Message-ID").waitFor()
      await picture(page, "mail-letter-text")

      await drawer(page).getByRole("button", { name: "Send again…" }).click()
      await dialog(page).getByRole("button", { name: "Send again…" }).click()
      await dialog(page).getByText("Say why").waitFor()
      await dialog(page).getByLabel("Reason").fill("Lost in the spam")
      await dialog(page).getByRole("button", { name: "Send again…" }).click()
      await dialog(page).waitFor({ state: "detached" })
    })
    await eventually(
      () => catcher.messages({ to }),
      (caught) => caught.length === 2,
      DELIVERED_MS
    )
  })

  it("that is held can be cancelled on the order's card, and is told in its history", async () => {
    const id = await placeWithLetter(newAddress())
    await move(id, "approved")
    await withPage({ role: "manager" }, async (page) => {
      await page.goto(`/app/orders/${id}/card`)
      const mail = page.getByRole("region", { name: "E-mail", exact: true })
      const held = mail.getByRole("listitem").filter({ hasText: "goes out within a minute" })
      await held.getByRole("button", { name: "Approved" }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-order-card-en-1400")
      await held.getByRole("button", { name: "Cancel" }).click()
      await mail.getByText("cancelled by hand").waitFor()
      await page.getByText("Letter “Approved” cancelled before it went out").waitFor()
    })
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await page.goto(`/app/orders/${id}/card`)
      await page.getByText("Письмо «Оплачен» отменено до отправки").waitFor()
      await expectNoOverflow(page)
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-order-card-ru-390")
    })
  })

  it("that no server takes says so, with the server's words, and what can be done", async () => {
    const to = newAddress()
    await catcher.fault("reject_rcpt", { times: 1, to })
    const id = await placeOrder(server, { "customer.email": to })
    await eventually(
      () => lettersOf(id),
      ([one]) => one?.state === "failed",
      DELIVERED_MS
    )
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/messages?view=trouble")
      const row = page.getByRole("listitem").filter({ hasText: to })
      await row.getByText("the mail server refused it for good").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-messages-trouble")

      await page.goto("/app/attention")
      const entry = page.getByRole("listitem").filter({ hasText: "has not got letter" })
      await entry.getByRole("link", { name: "Open letter" }).click()
      await drawer(page).getByText("Refused", { exact: true }).waitFor()
      await drawer(page).getByRole("button", { name: "Try again" }).waitFor()
      await picture(page, "mail-letter-failed")
    })
  })

  it("that was caught in the demo is read, and its links open", async () => {
    const to = newAddress()
    await placeWithLetter(to)
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/messages")
      await page.getByRole("link", { name: "Caught mail" }).click()
      await page.getByRole("searchbox").fill(to)
      await page.getByRole("button").filter({ hasText: to }).click()
      const frame = drawer(page).locator("iframe")
      await frame.waitFor()
      await soon(async () => expect(await frame.getAttribute("sandbox")).toContain("allow-popups"))
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-caught-letter")
    })
  })
})

describe("a wording", () => {
  const SUBJECT = "Thank you, {{ customer.first_name }}: {{ order.number }}"

  it("is changed beside what it makes of a real order, tried, saved with a note and rolled back", async () => {
    const test = newAddress()
    await placeWithLetter(newAddress())
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/templates")
      await page.getByRole("link", { name: /^Order received: English/ }).click()
      await page.getByRole("heading", { level: 1, name: "Order received" }).waitFor()
      await page.locator("iframe").waitFor()
      await page.getByRole("button", { name: /^Order #/ }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-template")

      await page.getByLabel("Subject").fill(SUBJECT)
      await page.getByText("Draft, not saved").waitFor()
      await page
        .getByText(/^Thank you, /)
        .first()
        .waitFor()

      await page.getByText("What can be inserted").click()
      await page.getByRole("searchbox", { name: "Search" }).fill("order.total")
      await page.getByRole("button", { name: /^Insert order\.total/ }).click()
      await soon(async () =>
        expect(await page.getByLabel("Subject").inputValue()).toContain("{{ order.total }}")
      )
      await picture(page, "mail-template-variables")
      await page.getByLabel("Subject").fill(SUBJECT)

      await page.getByRole("button", { name: "Send test" }).click()
      await dialog(page).getByLabel("To").fill(test)
      await picture(page, "mail-template-test")
      await dialog(page).getByRole("button", { name: "Send", exact: true }).click()
      await dialog(page).waitFor({ state: "detached", timeout: DELIVERED_MS })

      await page.getByRole("button", { name: "Save" }).click()
      await dialog(page).getByRole("button", { name: "Save" }).click()
      await dialog(page).getByText("Say what is changed.").waitFor()
      await dialog(page).getByLabel("What is changed and why").fill("Warmer")
      await dialog(page).getByRole("button", { name: "Save" }).click()
      await page.getByText("Warmer").waitFor()
      await page.getByRole("button", { name: "Restore: Standard wording" }).waitFor()
      await picture(page, "mail-template-saved")

      await page.getByRole("button", { name: "Restore: Standard wording" }).click()
      await dialog(page).getByRole("button", { name: "Restore" }).click()
      await page.getByRole("button", { name: "Restore: Version 1" }).waitFor()
      await soon(async () =>
        expect(await page.getByLabel("Subject").inputValue()).not.toBe(SUBJECT)
      )
    })
    const [caught] = await catcher.messages({ to: test })
    expect(caught?.subject).toContain("Thank you, ")
  })

  it("that does not work names the line, and is saved only by somebody who has been told", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/templates/delivered?language=en")
      await page.locator("iframe").waitFor()
      await page
        .getByRole("textbox", { name: "Body" })
        .fill("<p>Hello</p>\n<p>{{ customer.nmae }}</p>")
      await page.getByText(/^Line 2/).waitFor()
      await page.getByText(/There is no “customer.nmae”/).waitFor()
      await page.getByText("The letter cannot be written").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-template-broken")

      await page.getByRole("button", { name: "Save" }).click()
      await dialog(page).getByText("The letter cannot be written with this").waitFor()
      await dialog(page).getByLabel("What is changed and why").fill("Half done")
      await picture(page, "mail-template-broken-save")
      await dialog(page).getByRole("button", { name: "Do nothing" }).click()

      await page.getByRole("link", { name: "All templates" }).click()
      await dialog(page).getByText("Leave without saving?").waitFor()
      await dialog(page).getByRole("button", { name: "Leave" }).click()
      await page.getByRole("heading", { level: 1, name: "Templates" }).waitFor()
    })
  })

  it("is read on a telephone in Russian", async () => {
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await page.goto("/app/mail/templates/shipped?language=ru")
      await page.locator("iframe").waitFor()
      await expectNoOverflow(page)
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-template-ru-390")
    })
  })
})

describe("the settings of mail", () => {
  it("switch a letter off for one shop, and say so for all", async () => {
    const [shop] = server.demo.shops
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/settings")
      await page.getByRole("combobox", { name: "Shop" }).click()
      await page.getByRole("option", { name: shop.name }).click()
      await page.getByRole("switch", { name: "Send: Closed" }).click()
      await page.getByRole("button", { name: "As for all shops: Closed" }).waitFor()
      await page.getByRole("combobox", { name: "Shop" }).click()
      await page.getByRole("option", { name: "All shops" }).click()
      await page.getByText(`${shop.name}: not sent`).waitFor()
      const hold = page.getByLabel("Hold before sending: Packed")
      await hold.fill("30")
      await hold.press("Enter")
      await page.getByText("Packed: saved").first().waitFor()
      await picture(page, "mail-settings-exceptions")
    })
  })

  it("hold all mail and release it, told on every page about mail", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/settings")
      await page.getByRole("button", { name: "Hold all mail" }).click()
      await dialog(page).getByRole("button", { name: "Hold all mail" }).click()
      await page.getByText("All mail is held.").waitFor()
      await page.goto("/app/mail/messages")
      await page.getByText("All mail is held.").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-held")
      await page.getByRole("button", { name: "Release mail" }).click()
      await page.getByText("All mail is held.").waitFor({ state: "detached" })
    })
  })

  it("change how a shop writes, and refuse what is no address", async () => {
    const [shop] = server.demo.shops
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/settings?tab=senders")
      await page.getByRole("button", { name: `Change how ${shop.name} writes` }).click()
      await drawer(page).getByLabel("Address of the sender").fill("nonsense")
      await drawer(page).getByRole("button", { name: "Save" }).click()
      await drawer(page).getByText("An e-mail address like shop@example.com.").waitFor()
      await drawer(page).getByLabel("Address of the sender").fill("hello@tea.example")
      await drawer(page).getByRole("switch", { name: "Remind of the payment" }).click()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-sender")
      await drawer(page).getByRole("button", { name: "Save" }).click()
      await page.getByText(/hello@tea\.example/).waitFor()
      await page.getByText(/reminds of the payment after 24 hours/).waitFor()
    })
  })

  it("add a mail server, check it, and show no password", async () => {
    await withPage({ role: "administrator" }, async (page) => {
      await page.goto("/app/mail/settings?tab=servers")
      await page.getByRole("button", { name: "Add mail server" }).click()
      await drawer(page).getByLabel("Name", { exact: true }).fill("Second")
      await drawer(page).getByLabel("Server", { exact: true }).fill("127.0.0.1")
      await drawer(page).getByRole("combobox", { name: "Security" }).click()
      await page.getByRole("option", { name: "Not encrypted" }).click()
      await drawer(page).getByLabel("Port").fill(String(catcher.port))
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "mail-server")
      await drawer(page).getByRole("button", { name: "Add mail server" }).click()
      const row = page.getByRole("listitem").filter({ hasText: "Second" })
      await row.getByRole("button", { name: "Check" }).click()
      await page.getByText("Second answers").first().waitFor()
    })
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/settings?tab=servers")
      await page.getByRole("button", { name: "Change Second" }).click()
      await drawer(page).getByText("entered by an administrator").waitFor()
      await soon(async () => expect(await drawer(page).getByLabel("Password").count()).toBe(0))
    })
  })

  it("stop an address and allow it again, with a reason", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/mail/settings?tab=suppressed")
      await page.getByRole("button", { name: "Stop an address" }).click()
      await dialog(page).getByLabel("E-mail address").fill("stop@example.org")
      await dialog(page).getByLabel("Reason").fill("Asked by telephone")
      await dialog(page).getByRole("button", { name: "Stop", exact: true }).click()
      await page.getByText("Asked by telephone").waitFor()
      await page.getByRole("button", { name: "Allow again: stop@example.org" }).click()
      await dialog(page).getByLabel("Reason").fill("Changed their mind")
      await dialog(page).getByRole("button", { name: "Allow again" }).click()
      await page.getByText("Asked by telephone").waitFor({ state: "detached" })
    })
  })
})
