import { chromium } from "playwright-core"
import { findBrowser } from "../lib/browser.mjs"
import { say, Trouble } from "../lib/say.mjs"
import { percentile } from "./machine.mjs"
import { fill, takeFilled } from "./reading.mjs"
import { startOurServer } from "./stack.mjs"

const ORDERS = { full: 1_000_000, quick: 1_000 }
const TURNS = { full: 7, quick: 3 }

/** Milliseconds until a page can be used: in a browser that has nothing yet, and from page to page. */
const LIMITS = { cold: 2_000, warm: 300 }
const TOO_LONG_MS = 30_000

/** Flags for a Chromium in a container, as root, on a network that leads nowhere. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]

/** The pages of each role: where they are, their heading, and the link on another page that leads there. */
const PAGES = {
  manager: [
    { what: "dashboard", path: "/dashboard", heading: "Dashboard", from: "/orders" },
    { what: "orders", path: "/orders", heading: "Orders", from: "/dashboard" },
    {
      what: "order card",
      path: "card",
      heading: "Order #",
      from: "/orders",
      link: "[data-order-row] a",
    },
    { what: "needs a person", path: "/attention", heading: "Needs a person", from: "/orders" },
    { what: "dispatch", path: "/dispatch", heading: "Dispatch", from: "/orders" },
    { what: "balance", path: "/payments", heading: "Balance", from: "/orders" },
    { what: "letters", path: "/mail", heading: "Messages", from: "/orders" },
    { what: "customers", path: "/customers", heading: "Customers", from: "/orders" },
  ],
  operator: [{ what: "operator's orders", path: "/orders", heading: "Orders" }],
}

/**
 * Run in the page: clicks a link if there is one, then waits, frame by frame, until the heading is
 * there and nothing in the page is still loading. Milliseconds since the click or the navigation.
 */
const READY = ({ link, heading, tooLong }) =>
  new Promise((resolve, reject) => {
    const began = link ? performance.now() : 0
    if (link) {
      document.querySelector(link).click()
    }
    const look = () => {
      const title = document.querySelector("main h1")?.textContent ?? ""
      const loading = document.querySelector("main .animate-pulse, main [aria-busy=true]")
      if (title.startsWith(heading) && !loading) {
        resolve(performance.now() - began)
      } else if (performance.now() - began > tooLong) {
        reject(new Error(`“${heading}” is not there: “${title}”`))
      } else {
        requestAnimationFrame(look)
      }
    }
    look()
  })

const signedIn = async (browser, server, role) => {
  const context = await browser.newContext({
    baseURL: `http://127.0.0.1:${server.port}`,
    viewport: { width: 1400, height: 900 },
  })
  const { email, password } = server.demo.staff.find((member) => member.role === role)
  const answer = await context.request.post("/auth/user/emailpass", { data: { email, password } })
  const { token } = await answer.json()
  await context.request.post("/auth/session", { headers: { authorization: `Bearer ${token}` } })
  return context
}

const measure = (page, { heading }, link) =>
  page.evaluate(READY, { link, heading, tooLong: TOO_LONG_MS })

/** With an empty cache, as after a new version or on a new computer. */
const openCold = async (browser, server, role, entry, path) => {
  const context = await signedIn(browser, server, role)
  try {
    const page = await context.newPage()
    await page.goto(`/app${path}`, { waitUntil: "commit" })
    return await measure(page, entry)
  } finally {
    await context.close()
  }
}

const figuresOf = (milliseconds) => {
  const sorted = [...milliseconds].sort((one, other) => one - other)
  return { p50_ms: Math.round(percentile(sorted, 50)), most_ms: Math.round(sorted.at(-1)) }
}

const measurePage = async (browser, server, { role, entry, card, turns }) => {
  const path = entry.path === "card" ? card : entry.path
  const cold = []
  for (let turn = 0; turn < turns; turn += 1) {
    cold.push(await openCold(browser, server, role, entry, path))
  }
  const context = await signedIn(browser, server, role)
  const page = await context.newPage()
  const warm = []
  // The first visit fetches the page's code; it does not count.
  for (let turn = 0; turn <= turns && entry.from; turn += 1) {
    const start = PAGES.manager.find((other) => other.path === entry.from)
    if (turn === 0) {
      await page.goto(`/app${start.path}`)
      await measure(page, start)
    } else {
      await measure(page, start, `aside nav a[href="/app${start.path}"]`)
    }
    const took = await measure(page, entry, entry.link ?? `aside nav a[href="/app${path}"]`)
    if (turn > 0) {
      warm.push(took)
    }
  }
  await context.close()
  return {
    what: entry.what,
    cold: figuresOf(cold),
    warm: warm.length > 0 ? figuresOf(warm) : {},
  }
}

/** A card that is somewhere in the list. */
const findCard = async (server) => {
  const url = `http://127.0.0.1:${server.port}`
  const { email, password } = server.demo.staff.find(({ role }) => role === "manager")
  const signIn = await fetch(`${url}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  })
  const { token } = await signIn.json()
  const answer = await fetch(`${url}/admin/crm/orders?limit=1&offset=500`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { orders } = await answer.json()
  return `/orders/${orders[0].id}/card`
}

/** How long the staff's pages take in a browser: the first time, and from one to the other. */
export const benchPages = async (stack, { quick, filled }) => {
  const length = quick ? "quick" : "full"
  const { executable, tried } = await findBrowser()
  if (!executable) {
    throw new Trouble(`The pages need a Chromium. Tried: ${tried.join("; ") || "nothing found"}`)
  }
  const orders = ORDERS[length]
  const { databaseUrl } =
    filled && !quick ? await takeFilled(stack, filled, orders) : await fill(stack, orders)
  const server = await startOurServer(stack, databaseUrl, { MEDUSA_WORKER_MODE: "server" })
  const browser = await chromium.launch({ executablePath: executable, args: FLAGS })
  stack.started.push({ stop: () => browser.close() })
  const card = await findCard(server)
  const rows = []
  for (const [role, entries] of Object.entries(PAGES)) {
    for (const entry of entries) {
      const row = await measurePage(browser, server, { role, entry, card, turns: TURNS[length] })
      say(`  ${row.what}: cold ${row.cold.p50_ms} ms, warm ${row.warm.p50_ms ?? "-"} ms`)
      rows.push(row)
    }
  }
  await browser.close()
  await server.stop()
  const targets = Object.fromEntries(
    Object.entries(LIMITS).map(([kind, limit]) => {
      const slow = rows.filter((row) => row[kind].p50_ms > limit)
      return [
        `every page can be used within ${limit.toLocaleString("en")} ms, ${kind}`,
        slow.length === 0 || slow.map((row) => `${row.what}: ${row[kind].p50_ms}`).join(", "),
      ]
    })
  )
  return { orders, targets, rows }
}
