import type { Browser } from "playwright-core"
import { openBrowser, openPage, screenshot, startServer } from "../harness"
import type { TestServer } from "../harness"

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

  it("is what a stranger sees first", async () => {
    const page = await openPage(browser, server)
    await page.goto("/app")
    await page.waitForURL("**/app/login**")
    await page.locator('input[type="password"]').waitFor()
    await screenshot(page, "sign-in")
    await page.context().close()
  })
})
