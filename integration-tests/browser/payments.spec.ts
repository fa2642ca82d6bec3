import type { Browser, Page } from "playwright-core"
import {
  eventually,
  expectNoOverflow,
  login,
  openBrowser,
  picture,
  placeOrder,
  seriousFaults,
  setUpPayments,
  soon,
  startServer,
  startSimulators,
  withPage as withPageOf,
} from "../harness"
import type { Api, Look, Simulators, TestServer } from "../harness"

/** A simulated processor answers at once; the job, its answer and the page need a moment. */
const CHARGED_MS = 60_000

const CARDS = {
  good: "4242424242424242",
  noMoney: "4000000000009995",
} as const

let simulators: Simulators
let server: TestServer
let browser: Browser
let manager: Api

const withPage = (look: Look, act: (page: Page) => Promise<void>): Promise<void> =>
  withPageOf(browser, server, look, act)

type Card = { order: { status: string; payment: { attempts: { state: string; way: string }[] } } }

const readCard = async (id: string): Promise<Card["order"]> =>
  (await manager.get<Card>(`/admin/crm/orders/${id}`)).body.order

/** An order by card, charged as far as it goes. */
const placeCharged = async (card: keyof typeof CARDS, status: string): Promise<string> => {
  const id = await placeOrder(server, { "payment.card_number": CARDS[card] }, "create-order.card")
  const order = await eventually(
    () => readCard(id),
    (one) => one.status === status,
    CHARGED_MS
  )
  expect(order.status).toBe(status)
  return id
}

const openCard = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/app/orders/${id}/card`)
  await page.getByRole("heading", { level: 1 }).waitFor()
}

const dialog = (page: Page) => page.getByRole("alertdialog")

beforeAll(async () => {
  simulators = await startSimulators()
  server = await startServer()
  // The simulators have to know where their callbacks go, and that is known only now.
  await simulators.stop()
  simulators = await startSimulators({ callbacks: server.url })
  manager = await login(server, "manager")
  await setUpPayments(server, simulators, {
    keys: ["stripe-main", "stripe-dollars", "paypal-main", "btcpay-main"],
  })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await simulators?.stop()
})

describe("the payment on an order's card", () => {
  it("tells who took the money and why, with the requests, callbacks and postings", async () => {
    const id = await placeCharged("good", "approved")
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      const payment = page.getByRole("region", { name: "Payment", exact: true })
      await payment.getByText("The money has been taken.").waitFor()
      await payment.getByText("Paid", { exact: true }).first().waitFor()
      await payment.getByText("Why Stripe?").click()
      await payment.getByText("is the first in the list that can take this payment.").waitFor()
      await payment.getByText(/actions are not possible now/).click()
      await payment.getByText("The order is paid.").first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payment-card-en-1400")

      await payment.getByRole("button", { name: "Requests and answers" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByText("Charge", { exact: true }).waitFor()
      await soon(async () => expect(await drawer.innerText()).not.toContain(CARDS.good))
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payment-exchanges")
      await page.keyboard.press("Escape")

      await payment.getByRole("button", { name: "Comment", exact: true }).first().click()
      await dialog(page).getByLabel("Comment").fill("The customer asked twice about this one")
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payment-dialog-comment")
      await dialog(page).getByRole("button", { name: "Save" }).click()
      await dialog(page).waitFor({ state: "detached" })
      await payment.getByText("The customer asked twice about this one").waitFor()

      await payment.getByRole("tab", { name: "Ledger" }).click()
      await payment.getByText("Left of this order, in US dollars").waitFor()
      await picture(page, "payment-ledger")
      await payment.getByRole("tab", { name: "Callbacks" }).click()
      await payment.getByRole("button", { name: "Replay" }).first().waitFor({ timeout: CHARGED_MS })
      await picture(page, "payment-callbacks-of-order")
      expect(await seriousFaults(page)).toEqual([])
    })
  })

  it("says in plain words why every processor declined, also in Russian on a telephone", async () => {
    const id = await placeCharged("noMoney", "declined")
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      await page.getByText("Not enough money on the card or account.").first().waitFor()
      await picture(page, "payment-declined-en-1400")
    })
    await withPage({ role: "manager", language: "ru", width: 390, height: 844 }, async (page) => {
      await openCard(page, id)
      await page.getByText("На карте или счёте не хватает денег.").first().waitFor()
      await expectNoOverflow(page)
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payment-declined-ru-390")
    })
  })

  it("creates a payment link for a declined order, shows it to be copied and closes it", async () => {
    const id = await placeCharged("noMoney", "declined")
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      await page.getByRole("button", { name: "Manual payment" }).click()
      await dialog(page)
        .getByText(/attempts? so far/)
        .waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payment-dialog-manual")
      await dialog(page).getByRole("radio", { name: "Payment link" }).click()
      await dialog(page).getByRole("button", { name: "Go on to the link" }).click()
      await dialog(page).getByRole("button", { name: "Create link" }).click()
      await dialog(page).getByText("The payment link is ready").waitFor({ timeout: CHARGED_MS })
      await picture(page, "payment-dialog-link")
      await dialog(page).getByRole("button", { name: "Done" }).click()
      await page.getByText("Waits for the customer to pay by the link.").waitFor()
      await page.getByRole("button", { name: "Close link" }).click()
      await dialog(page).getByRole("button", { name: "Close link" }).click()
      await page.getByText("Waits for the customer to pay by the link.").waitFor({
        state: "detached",
        timeout: CHARGED_MS,
      })
    })
  })

  it("refunds a part, then asks for a reason before it refunds the rest", async () => {
    const id = await placeCharged("good", "approved")
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      await page.getByRole("button", { name: "Refund", exact: true }).last().click()
      await dialog(page).getByRole("radio", { name: "A part" }).click()
      await dialog(page)
        .getByLabel(/^Amount/)
        .fill("nonsense")
      await dialog(page).getByRole("button", { name: "Refund" }).click()
      await dialog(page).getByText("An amount like 12.50.").waitFor()
      await dialog(page).getByText("Say why").waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payment-dialog-refund")
      await dialog(page)
        .getByLabel(/^Amount/)
        .fill("5,00")
      await dialog(page).getByLabel("Reason").fill("One piece was broken")
      await dialog(page)
        .getByRole("button", { name: /^Refund €5/ })
        .click()
      await page.getByText("Partly refunded").first().waitFor({ timeout: CHARGED_MS })
      await page.getByText("The money has been given back.").waitFor({ timeout: CHARGED_MS })
      await picture(page, "payment-partly-refunded")

      await page.goto("/app/orders")
      await page.locator(`[data-order-row="${id}"]`).getByText("Partly refunded").waitFor()
      await picture(page, "payment-orders-list")
    })
  })

  it("approves by hand what was paid outside, and notes a chargeback and its reversal", async () => {
    const id = await placeCharged("noMoney", "declined")
    await withPage({ role: "manager" }, async (page) => {
      await openCard(page, id)
      await page.getByRole("button", { name: "Approve by hand" }).click()
      await dialog(page).getByRole("button", { name: "Approve by hand" }).click()
      await dialog(page).getByText("Say why").waitFor()
      await dialog(page).getByLabel("Reason").fill("Paid by bank transfer")
      await picture(page, "payment-dialog-by-hand")
      await dialog(page).getByRole("button", { name: "Approve by hand" }).click()
      await page.getByText("Paid outside and noted by hand.").waitFor({ timeout: CHARGED_MS })

      await page.getByRole("button", { name: "Chargeback" }).last().click()
      await dialog(page).getByLabel("Reason").fill("The bank took it back")
      await dialog(page).getByRole("button", { name: "Note chargeback" }).click()
      await page.getByText("Charged back", { exact: true }).first().waitFor({ timeout: CHARGED_MS })
      await page.getByRole("button", { name: "Reversal of chargeback" }).click()
      await dialog(page).getByLabel("Reason").fill("The bank decided for us")
      await dialog(page).getByRole("button", { name: "Note reversal" }).click()
      await page.getByText("The bank has given back").waitFor({ timeout: CHARGED_MS })
    })
  })
})

describe("the pages about payments", () => {
  const PAGES = [
    { path: "attention", en: "Needs a person", ru: "Ждут человека" },
    { path: "payments/balance", en: "Balance", ru: "Баланс" },
    { path: "payments/processors", en: "Processors", ru: "Процессоры" },
    { path: "payments/routing", en: "Routing", ru: "Маршруты" },
    { path: "payments/callbacks", en: "Callbacks", ru: "Сообщения процессоров" },
  ] as const
  const LOOKS = [
    { language: "en", width: 1400, height: 900 },
    { language: "ru", width: 390, height: 844 },
  ] as const

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
          const file = path.replace("/", "-")
          await picture(page, `${file}-${look.language}-${look.width}`)
        })
      })
    }
  }

  it("stand in a manager's menu, and none of them in an operator's", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/orders")
      const menu = page.locator("aside nav")
      await menu.getByRole("link", { name: "Payments" }).click()
      await page.getByRole("heading", { level: 1, name: "Balance" }).waitFor()
      await soon(async () =>
        expect(await menu.getByRole("link").allInnerTexts()).toEqual(
          expect.arrayContaining(["Balance", "Processors", "Routing", "Callbacks"])
        )
      )
    })
    await withPage({ role: "operator" }, async (page) => {
      await page.goto("/app/orders")
      const menu = page.locator("aside nav")
      await menu.getByRole("link", { name: "Orders" }).waitFor()
      // Medusa's own menu stands until the role's layout has arrived.
      await menu.getByRole("link", { name: "Products" }).waitFor({ state: "detached" })
      await soon(async () => {
        const entries = await menu.getByRole("link").allInnerTexts()
        expect(entries).not.toContain("Payments")
        expect(entries).not.toContain("Needs a person")
      })
    })
  })

  it("changes an account and its fee; a manager sees no secret to enter", async () => {
    await withPage({ role: "administrator" }, async (page) => {
      await page.goto("/app/payments/processors")
      await page.getByRole("button", { name: "Change Stripe", exact: true }).click()
      const drawer = page.getByRole("dialog")
      const secret = drawer.getByLabel("Secret key")
      await secret.waitFor()
      await soon(async () =>
        expect(await secret.getAttribute("placeholder")).toBe("set, not shown")
      )
      await soon(async () => expect(await secret.inputValue()).toBe(""))
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payments-account")
      await drawer.getByLabel("Name", { exact: true }).fill("Stripe one")
      await drawer.getByRole("button", { name: "Save" }).click()
      await page.getByRole("button", { name: "Change Stripe one" }).waitFor()

      await page.getByRole("button", { name: "New fee" }).first().click()
      await drawer.getByLabel("Percent", { exact: true }).fill("3,4")
      await picture(page, "payments-fee")
      await drawer.getByRole("button", { name: "Save fee" }).click()
      await page
        .getByText(/^3\.4 %/)
        .first()
        .waitFor()
    })
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/payments/processors")
      await page.getByRole("button", { name: "Change Stripe one" }).click()
      await page.getByRole("dialog").getByText("entered by an administrator").waitFor()
      await soon(async () =>
        expect(await page.getByRole("dialog").getByLabel("Secret key").count()).toBe(0)
      )
    })
  })

  it("turns the routing round, tries it, saves it with a note and restores the version before", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/payments/routing")
      await page.getByRole("button", { name: "Change", exact: true }).click()
      const cards = page.getByRole("region", { name: "Card" })
      await cards.getByRole("button", { name: /^Move Stripe \(settles.*up$/ }).click()
      await page.getByRole("button", { name: "Show the plan" }).click()
      await page
        .getByText(/Stripe \(settles.*is the first in the list/)
        .or(page.getByText("is the first in the list that can take this payment."))
        .first()
        .waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payments-routing-draft")
      await page.getByRole("button", { name: "Save version" }).click()
      await dialog(page).getByRole("button", { name: "Save version" }).click()
      await dialog(page).getByText("Say what is changed.").waitFor()
      await dialog(page).getByLabel("What is changed and why").fill("Dollars first")
      await dialog(page).getByRole("button", { name: "Save version" }).click()
      await page.getByRole("heading", { name: "Version 2" }).waitFor()
      await page.getByText("Dollars first").waitFor()

      await page.getByRole("button", { name: "Restore version 1" }).click()
      await page.getByRole("heading", { name: "Draft, not saved" }).waitFor()
      await page.getByRole("button", { name: "Save version" }).click()
      await soon(async () =>
        expect(await dialog(page).getByLabel("What is changed and why").inputValue()).toBe(
          "Restores version 1"
        )
      )
      await dialog(page).getByRole("button", { name: "Save version" }).click()
      await page.getByRole("heading", { name: "Version 3" }).waitFor()
    })
  })

  it("changes what a code means, with a note", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/payments/routing")
      await page.getByRole("tab", { name: "Answers" }).click()
      await page.getByLabel("Search code or meaning").fill("lost_card")
      await page.getByRole("button", { name: "Change code lost_card" }).click()
      await dialog(page).getByRole("combobox", { name: "Then" }).click()
      await page.getByRole("option", { name: "Ask the customer" }).click()
      await dialog(page).getByLabel("What is changed and why").fill("Another card may do")
      await picture(page, "payments-code")
      await dialog(page).getByRole("button", { name: "Save" }).click()
      await page.getByText("changed", { exact: true }).waitFor()
      await picture(page, "payments-codes")
      await page.getByText("Another card may do").waitFor()
    })
  })

  it("lists what needs a person with the button that helps", async () => {
    const lost = await placeOrder(
      server,
      { "payment.card_number": "4000099900000013" },
      "create-order.card"
    )
    await server.db.query(
      `insert into attention_entry (id, kind, subject_type, subject_id, data)
       values ('attn_page', 'payment_unknown', 'order', $1, $2)`,
      [lost, { account: "Stripe one", amount: "34.95", currency: "EUR" }]
    )
    await server.db.query(
      "update crm_order set open_attention = open_attention + 1 where id = $1",
      [lost]
    )
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/attention")
      const entry = page.getByRole("listitem").filter({ hasText: "has not said what became of" })
      await entry.getByRole("link", { name: /^Order #/ }).waitFor()
      await entry.getByRole("button", { name: "Check now" }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, "payments-attention")
      await entry.getByRole("button", { name: "Resolve" }).click()
      await entry.waitFor({ state: "detached" })
    })
  })

  it("gives the balance of an account as a file", async () => {
    await withPage({ role: "manager" }, async (page) => {
      await page.goto("/app/payments/balance")
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "CSV" }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/\.csv$/)
      await page.getByRole("combobox", { name: "Account" }).click()
      await page.getByRole("option", { name: /^Stripe( one)?$/ }).click()
      await page.getByText("By account and currency").waitFor()
    })
  })
})
