import { isPermitted, permissionFor } from "../../src/modules/staff/permission-match"
import { STAFF_ROLES } from "../../src/modules/staff/types"
import type { StaffRole } from "../../src/modules/staff/types"
import { api, login, startServer } from "../harness"
import type { Api, TestServer } from "../harness"

type Route = { method: string; path: string }

/** What the server has said while it registered its routes, Medusa's own and those of plug-ins too. */
const registeredRoutes = (logs: string): Route[] => {
  const lines = logs.matchAll(/registering route (GET|POST|PUT|PATCH|DELETE) (\/admin[^\s"]*)/g)
  const routes = [...lines].map(([, method, path]) => ({ method, path }))
  return [...new Map(routes.map((route) => [`${route.method} ${route.path}`, route])).values()]
}

const filled = (path: string): string => path.replace(/:[a-z_]+/g, "none_such")

/** All of an operator's rights, written out: the table must not give more by an oversight. */
const OPERATOR_MAY = [
  "GET /admin/crm/call-center",
  "GET /admin/crm/call-center/calls",
  "GET /admin/crm/me",
  "GET /admin/crm/me/second-factor",
  "GET /admin/crm/me/sessions",
  "GET /admin/crm/order-views",
  "GET /admin/crm/orders",
  "GET /admin/crm/orders/:id",
  "GET /admin/crm/orders/:id/events",
  "GET /admin/crm/orders/:id/why",
  "GET /admin/crm/orders/counts",
  "GET /admin/crm/orders/filters",
  "GET /admin/feature-flags",
  "GET /admin/layouts/:zone/configuration",
  "GET /admin/layouts/configurations",
  "GET /admin/plugins",
  "GET /admin/property-labels",
  "GET /admin/property-labels/:id",
  "GET /admin/stores",
  "GET /admin/users/me",
  "POST /admin/crm/call-center/next",
  "POST /admin/crm/me/second-factor",
  "POST /admin/crm/me/second-factor/confirm",
  "POST /admin/crm/me/second-factor/remove",
  "POST /admin/crm/me/sessions/:session_id/end",
  "POST /admin/crm/me/sessions/end-others",
  "POST /admin/crm/order-views",
  "POST /admin/crm/order-views/:id",
  "POST /admin/crm/order-views/:id/remove",
  "POST /admin/crm/orders/:id/call-center-status",
  "POST /admin/crm/orders/:id/calls",
  "POST /admin/crm/orders/:id/calls/put-back",
  "POST /admin/crm/orders/:id/notes",
  "POST /admin/crm/orders/:id/refill",
  "POST /admin/crm/orders/:id/tags",
]

describe("who may call what", () => {
  let server: TestServer
  let routes: Route[]
  const as = new Map<StaffRole, Api>()

  beforeAll(async () => {
    server = await startServer({ env: { LOG_LEVEL: "debug" } })
    routes = registeredRoutes(server.logs())
    for (const role of STAFF_ROLES) {
      as.set(role, await login(server, role))
    }
  })

  afterAll(() => server?.stop())

  it("knows every registered route: a row names it, or its refusal is on purpose", () => {
    expect(routes.length).toBeGreaterThan(300)
    const unnamed = routes.filter(({ method, path }) => !permissionFor(method, filled(path)))
    expect(unnamed.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it("gives an operator exactly what is written here", () => {
    const may = routes
      .filter(({ method, path }) => isPermitted("operator", method, filled(path)))
      .map(({ method, path }) => `${method} ${path}`)
    expect(may.sort()).toEqual(OPERATOR_MAY)
  })

  it.each(STAFF_ROLES)("answers the %s on every route as the table says", async (role) => {
    const asked = as.get(role) ?? api(server)
    const wrong: string[] = []
    const check = async ({ method, path }: Route): Promise<void> => {
      const { status } = await asked.request(method, filled(path), {
        body: method === "GET" ? undefined : {},
      })
      const refused = status === 401 || status === 403
      if (isPermitted(role, method, filled(path)) ? refused : status !== 403) {
        wrong.push(`${method} ${path} ${status}`)
      }
    }
    for (let start = 0; start < routes.length; start += 10) {
      await Promise.all(routes.slice(start, start + 10).map(check))
    }
    expect(wrong).toEqual([])
  })

  it("refuses everything to whoever is not signed in", async () => {
    const stranger = api(server)
    const open: string[] = []
    for (const { method, path } of routes) {
      const { status } = await stranger.request(method, filled(path), {
        body: method === "GET" ? undefined : {},
      })
      if (status !== 401) {
        open.push(`${method} ${path} ${status}`)
      }
    }
    expect(open).toEqual([])
  })

  it("says why it refuses", async () => {
    const answer = await as.get("operator")?.get("/admin/products")
    expect([answer?.status, answer?.body]).toEqual([
      403,
      { code: "forbidden", error: "Your role (operator) may not see this." },
    ])
  })

  it.each([
    "/admin/products",
    "/ADMIN/Products",
    "/admin/products/",
    "/admin//products",
    "//admin/products",
    "/%61dmin/products",
    "/admin/%70roducts",
    "/admin/users/me%2f..%2f..%2fproducts",
    "/admin/users/me;/products",
    "/admin/products?x=/admin/users/me",
    "/admin/products#/admin/users/me",
    "/admin/users/%6De",
  ])("cannot be talked round with %s", async (path) => {
    const operator = as.get("operator") ?? api(server)
    for (const method of ["GET", "HEAD", "POST", "OPTIONS"]) {
      const answer = await operator.request(method, path)
      expect([403, 404]).toContain(answer.status)
      expect(answer.text).not.toContain('"products"')
    }
  })

  it("lets HEAD do what GET may", async () => {
    expect((await as.get("manager")?.request("HEAD", "/admin/products"))?.status).toBe(200)
  })

  it("gives an operator of the shell's answers only what the shell shows", async () => {
    const operator = as.get("operator") ?? api(server)
    const { body } = await operator.get<{ stores: object[] }>(
      "/admin/stores?fields=*default_sales_channel,*supported_currencies"
    )
    expect(body.stores.map((store) => Object.keys(store).sort())).toEqual([
      ["id", "name", "supported_currencies"],
    ])
    const me = await operator.get<{ user: object }>("/admin/users/me?fields=%2Ametadata,created_at")
    expect(Object.keys(me.body.user).sort()).toEqual([
      "avatar_url",
      "email",
      "first_name",
      "id",
      "last_name",
    ])
  })

  it("refuses secret keys, which act without a person", async () => {
    const { rows } = await server.db.query<{ id: string }>("select id from api_key limit 1")
    expect(rows).toHaveLength(1)
    const answer = await as.get("administrator")?.post("/admin/api-keys", {
      title: "x",
      type: "secret",
    })
    expect(answer?.status).toBe(403)
  })

  it("refuses changes that a page of another site asks for", async () => {
    const administrator = as.get("administrator") ?? api(server)
    const headings: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ]
    for (const headers of headings) {
      const answer = await administrator.post("/admin/crm/staff", {}, headers)
      expect([answer.status, answer.body.code]).toEqual([403, "foreign_origin"])
    }
    const own = await administrator.post("/admin/crm/staff", {}, { origin: server.url })
    expect([own.status, own.body.code]).toEqual([400, "invalid"])
  })
})
