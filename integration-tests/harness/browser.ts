import { mkdirSync } from "node:fs"
import path from "node:path"
import { chromium } from "playwright-core"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { credentialsOf } from "./api"
import type { Role } from "./api"
import type { TestServer } from "./server"
import { readStack } from "./stack"

/** Flags for a Chromium in a container, as root, on a network that leads nowhere. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/**
 * Run in every page before its own scripts: drawers and dialogs come and go at once. A test is
 * quicker than any person, and would type into a dialog that is still fading out. A string: the
 * tests are typed for Node and know nothing of the browser's document.
 */
const WITHOUT_ANIMATION = `{
  const still = new CSSStyleSheet()
  still.replaceSync("*, ::before, ::after { animation-duration: 0s !important; animation-delay: 0s !important; transition: none !important; scroll-behavior: auto !important; }")
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still]
}`

/** The browser that scripts/test.mjs has found. Close it in `afterAll`. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.T3_CHROMIUM, args: FLAGS, headless: true })

/** Saves the whole page under test-results/, for people to look at. */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  const { results } = readStack()
  mkdirSync(results, { recursive: true })
  await page.screenshot({ path: path.join(results, `${name}.png`), fullPage: true })
}

type PageOptions = { width?: number; height?: number; language?: string; role?: Role }

/**
 * Contexts that wait for their next page, by browser and language. What they keep is the pages' code:
 * a new context would fetch and compile all of it again.
 */
const waiting = new WeakMap<Browser, Map<string, BrowserContext[]>>()

const waitingIn = (browser: Browser, language: string): BrowserContext[] => {
  const byLanguage = waiting.get(browser) ?? new Map<string, BrowserContext[]>()
  waiting.set(browser, byLanguage)
  const contexts = byLanguage.get(language) ?? []
  byLanguage.set(language, contexts)
  return contexts
}

const newContext = async (
  browser: Browser,
  server: TestServer,
  language: string
): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: language, baseURL: server.url })
  await context.addInitScript(WITHOUT_ANIMATION)
  return context
}

/**
 * A page that nobody has used: without cookies and stored values, or with `role` signed in. Close it
 * with `closePage`, or with `page.context().close()` when a test has done something to its context.
 */
export const openPage = async (
  browser: Browser,
  server: TestServer,
  { width = 1400, height = 900, language = "en", role }: PageOptions = {}
): Promise<Page> => {
  const context =
    waitingIn(browser, language).pop() ?? (await newContext(browser, server, language))
  // Where the pages keep the chosen language (i18next's language detector).
  await context.addCookies([{ name: "lng", value: language, url: server.url }])
  if (role) {
    const signIn = await context.request.post("/auth/user/emailpass", {
      data: credentialsOf(server, role),
    })
    const { token }: { token: string } = await signIn.json()
    await context.request.post("/auth/session", { headers: { authorization: `Bearer ${token}` } })
  }
  const page = await context.newPage()
  await page.setViewportSize({ width, height })
  return page
}

/** Forgets everything that the page has stored, and keeps its context for the next one. */
export const closePage = async (
  browser: Browser,
  server: TestServer,
  page: Page,
  language = "en"
): Promise<void> => {
  const context = page.context()
  const devtools = await context.newCDPSession(page)
  await devtools.send("Storage.clearDataForOrigin", {
    origin: server.url,
    storageTypes: "cookies,local_storage,indexeddb,service_workers",
  })
  await context.clearCookies()
  await page.close()
  waitingIn(browser, language).push(context)
}
