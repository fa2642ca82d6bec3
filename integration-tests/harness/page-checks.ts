import { readFileSync } from "node:fs"
import type { Browser, Page } from "playwright-core"
import type { Role } from "./api"
import { closePage, openPage, screenshot } from "./browser"
import type { TestServer } from "./server"

export type Look = { role: Role; language?: string; width?: number; height?: number }

/** Runs on a page of its own, signed in; a script error on it fails the test. */
export const withPage = async (
  browser: Browser,
  server: TestServer,
  { role, language = "en", width = 1400, height = 900 }: Look,
  act: (page: Page) => Promise<void>
): Promise<void> => {
  const page = await openPage(browser, server, { role, language, width, height })
  const broken: string[] = []
  page.on("pageerror", (error) => broken.push(error.message))
  try {
    await act(page)
    expect(broken).toEqual([])
  } finally {
    await closePage(browser, server, page, language)
  }
}

/** How long a page may take to show what its requests have brought. */
const SHOWN_MS = 30_000

/**
 * Holds an expectation against the page until it is met. The parts of a page come with their own
 * requests, in no certain order: what one part says tells nothing of another.
 */
export const soon = async (expectation: () => Promise<void>): Promise<void> => {
  const deadline = Date.now() + SHOWN_MS
  for (;;) {
    try {
      return await expectation()
    } catch (error) {
      if (Date.now() > deadline) {
        throw error
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Nothing may stick out of a narrow screen sideways. */
export const expectNoOverflow = (page: Page): Promise<void> =>
  soon(async () => {
    // A string: the tests are typed for Node and know nothing of the browser's document.
    const [wanted, given]: number[] = await page.evaluate(
      "[document.querySelector('main').scrollWidth, document.querySelector('main').clientWidth]"
    )
    expect(wanted).toBeLessThanOrEqual(given)
  })

/** Where faults are looked for: the open dialog, or else our part of the page. */
const ROOT =
  "(document.querySelector('[role=dialog], [role=alertdialog]') ?? document.querySelector('main'))"

/** True when a dialog is open that has not got the focus: it is not read out, and Tab goes past it. */
const FOCUS_IS_OUTSIDE = `(() => {
  const dialog = document.querySelector("[role=dialog], [role=alertdialog]")
  return dialog !== null && !document.activeElement?.closest("[role=dialog], [role=alertdialog]")
})()`

/** How long a page may take to come to rest: a drawer that fades in is pale, and no fault. */
const REST_MS = 5_000

/**
 * Faults that keep somebody from using our part of the page, as axe finds them, and a dialog without
 * the focus. Only a fault that lasts counts: what is still fading in or out is looked at again until
 * it has arrived.
 */
export const seriousFaults = async (page: Page): Promise<string[]> => {
  if (await page.evaluate<boolean>("typeof axe === 'undefined'")) {
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"))
  }
  const deadline = Date.now() + REST_MS
  for (;;) {
    const violations: { id: string; impact: string; nodes: { html: string }[] }[] =
      await page.evaluate(`axe.run(${ROOT}).then((result) => result.violations)`)
    const faults = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    if (await page.evaluate<boolean>(FOCUS_IS_OUTSIDE)) {
      faults.push("the focus is outside of the dialog")
    }
    if (faults.length === 0 || Date.now() > deadline) {
      return faults
    }
    await page.waitForTimeout(250)
  }
}

/** The whole page at rest: drawers have arrived, and the part that scrolls stands in full height. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const before = page.viewportSize()
  const wanted: number = await page.evaluate("document.querySelector('main').scrollHeight")
  if (before) {
    await page.setViewportSize({ ...before, height: Math.max(before.height, wanted + 60) })
  }
  await page.waitForTimeout(150)
  await screenshot(page, name)
  if (before) {
    await page.setViewportSize(before)
  }
}
