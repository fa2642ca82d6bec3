import type { Browser } from "playwright-core"
import { openBrowser, openPage, screenshot, soon, startServer } from "../harness"
import type { TestServer } from "../harness"

const WIDTHS = [
  { name: "desktop", width: 1400, height: 900 },
  { name: "phone", width: 390, height: 844 },
]

const WORDS = {
  en: {
    title: "Health",
    parts: ["Database", "Background jobs", "Exchange rates", "E-mail", "Disk of this server"],
    troubles: /^\d parts need attention$/,
    task: "Bulk change of statuses",
    asked: "Not yet",
  },
  ru: {
    title: "Состояние",
    parts: ["База данных", "Фоновые задания", "Курсы валют", "Почта", "Диск этого сервера"],
    troubles: /^Внимания требуют \d раздела$/,
    task: "Массовая смена статусов",
    asked: "Ещё не было",
  },
} as const

describe("the health page", () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    await server.db.query("select graphile_worker.add_job('run-bulk-job', '{}', max_attempts => 1)")
  })

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  for (const language of ["en", "ru"] as const) {
    for (const { name, width, height } of WIDTHS) {
      it(`shows every part and what to do, in ${language} on a ${name}`, async () => {
        const words = WORDS[language]
        const page = await openPage(browser, server, { role: "manager", language, width, height })
        const broken: string[] = []
        page.on("pageerror", (error) => broken.push(error.message))
        await page.goto("/app/health")
        await page.getByRole("heading", { level: 1, name: words.title }).waitFor()
        for (const part of words.parts) {
          await page.getByRole("heading", { level: 2, name: part }).waitFor()
        }
        await page.getByText(words.troubles).waitFor()
        await page.getByText(words.task).waitFor()
        await page.getByText(words.asked).waitFor()
        // The failed job and the old rates; a busy machine's database may be a third.
        await soon(async () =>
          expect(await page.getByRole("alert").count()).toBeGreaterThanOrEqual(2)
        )
        // Nothing is wider than the window.
        await soon(async () => {
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth
          )
          expect(overflow).toBe(0)
        })
        // The page scrolls inside the shell: a picture of all of it needs a taller window.
        await page.setViewportSize({ width, height: 1_500 })
        await screenshot(page, `health-${language}-${name}`)
        expect(broken).toEqual([])
        await page.context().close()
      })
    }
  }

  it("is in the menu of managers, and not for operators", async () => {
    const page = await openPage(browser, server, { role: "manager" })
    await page.goto("/app/orders")
    await page.locator("aside nav").getByRole("link", { name: "Health" }).click()
    await page.getByRole("heading", { level: 1, name: "Health" }).waitFor()
    await page.context().close()

    const operators = await openPage(browser, server, { role: "operator" })
    await operators.goto("/app/health")
    await operators.getByText("The figures could not be read").waitFor()
    await screenshot(operators, "health-operator")
    await operators.context().close()
  })
})
