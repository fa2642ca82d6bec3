import { api, credentialsOf, loginWithCookie, startServer, tokenOf } from "../harness"
import type { TestServer } from "../harness"

const HOUR_MS = 3_600_000

const expiryOf = (setCookie: string): number => {
  const expires = /Expires=([^;]+)/i.exec(setCookie)?.[1]
  return expires ? new Date(expires).getTime() - Date.now() : Number.NaN
}

describe("signing in", () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startServer()
  })

  afterAll(() => server?.stop())

  const startSession = async (
    body: unknown,
    headers: Record<string, string> = {}
  ): ReturnType<ReturnType<typeof api>["post"]> =>
    api(server).post("/auth/session", body, {
      authorization: `Bearer ${await tokenOf(server, "manager")}`,
      ...headers,
    })

  it("lasts ten hours, or thirty days when remembered", async () => {
    const short = await startSession({})
    expect(expiryOf(short.headers.get("set-cookie") ?? "") / HOUR_MS).toBeCloseTo(10, 1)
    const long = await startSession({ remember: true })
    expect(expiryOf(long.headers.get("set-cookie") ?? "") / HOUR_MS).toBeCloseTo(720, 0)
    expect(long.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax/)
  })

  it("takes nothing else", async () => {
    expect((await startSession({ remember: "yes" })).status).toBe(400)
    expect((await startSession({ actor_id: "user_other" })).status).toBe(400)
  })

  it("gives a new session, so that a planted one is worth nothing", async () => {
    const { cookie } = await loginWithCookie(server, "operator")
    const answer = await startSession({}, { cookie })
    const renewed = (answer.headers.get("set-cookie") ?? "").split(";")[0]
    expect(renewed).not.toBe(cookie)
    const old = await api(server, { cookie }).get("/admin/crm/me")
    expect(old.status).toBe(401)
    const now = await api(server, { cookie: renewed }).get<{ role: string }>("/admin/crm/me")
    expect(now.body.role).toBe("manager")
  })

  it("survives a restart, and ends when signed out", async () => {
    const { api: manager } = await loginWithCookie(server, "manager")
    await server.restart()
    expect((await manager.get("/admin/crm/me")).status).toBe(200)
    expect((await manager.delete("/auth/session")).status).toBe(200)
    expect((await manager.get("/admin/crm/me")).status).toBe(401)
  })

  it("does not mind capitals and spaces around the address", async () => {
    const { email, password } = credentialsOf(server, "manager")
    const answer = await api(server).post("/auth/user/emailpass", {
      email: ` ${email.toUpperCase()} `,
      password,
    })
    expect(answer.status).toBe(200)
  })

  it("does not tell whether an account exists, in words or in time", async () => {
    const attempt = async (email: string): Promise<{ text: string; took: number }> => {
      const startedAt = Date.now()
      const answer = await api(server).post("/auth/user/emailpass", { email, password: "wrong" })
      expect(answer.status).toBe(401)
      return { text: answer.text, took: Date.now() - startedAt }
    }
    const known = await attempt(credentialsOf(server, "manager").email)
    const unknown = await attempt("nobody@t3crm.example")
    expect(known.text).toBe(unknown.text)
    expect(Math.min(known.took, unknown.took)).toBeGreaterThanOrEqual(490)
  })

  it("limits guesses at one account, also parallel ones, and nobody else's sign-in", async () => {
    const { email, password } = credentialsOf(server, "operator")
    const guess = (): Promise<{ status: number }> =>
      api(server).post("/auth/user/emailpass", { email, password: "guess" })
    // The counter is of the running minute: wait out a change of it.
    if (new Date().getSeconds() > 50) {
      await new Promise((resolve) => setTimeout(resolve, (61 - new Date().getSeconds()) * 1000))
    }
    const statuses = (await Promise.all(Array.from({ length: 20 }, guess))).map(
      ({ status }) => status
    )
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    const right = await api(server).post("/auth/user/emailpass", { email, password })
    expect([right.status, right.body.code]).toEqual([429, "locked_out"])
    await expect(tokenOf(server, "manager")).resolves.toBeTruthy()
  })

  it.each([
    ["POST", "/auth/user/emailpass/register"],
    ["POST", "/auth/user/emailpass/reset-password"],
    ["POST", "/auth/user/emailpass/update"],
    ["POST", "/auth/user/%65mailpass"],
    ["POST", "/auth/customer/emailpass"],
    ["POST", "/auth/customer/emailpass/register"],
    ["POST", "/auth/token/refresh"],
    ["GET", "/auth/mfa/factors"],
    ["GET", "/cloud/auth"],
    ["POST", "/cloud/auth/users"],
  ])("%s %s is closed", async (method, path) => {
    const answer = await api(server, {
      authorization: `Bearer ${await tokenOf(server, "administrator")}`,
    }).request(method, path, {
      body: method === "POST" ? { email: "a@b.example", password: "x" } : undefined,
    })
    expect([answer.status, answer.body.code]).toEqual([404, "not_found"])
  })
})
