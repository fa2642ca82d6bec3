import { api, loginWithCookie, startServer } from "../harness"
import type { TestServer } from "../harness"

describe("sessions of the staff", () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startServer()
  })

  afterAll(() => server.stop())

  it("survive that the server is killed and started again", async () => {
    const { api: manager } = await loginWithCookie(server, "manager")
    expect((await manager.get("/admin/users/me")).status).toBe(200)
    await server.kill("SIGKILL")
    await server.restart()
    expect((await manager.get("/admin/users/me")).status).toBe(200)
  })

  it("use a cookie that scripts cannot read and other sites cannot send", async () => {
    const { setCookie } = await loginWithCookie(server, "manager")
    expect(setCookie).toMatch(/; HttpOnly/)
    expect(setCookie).toMatch(/; SameSite=Lax/)
  })

  it("use a Secure cookie behind https only", async () => {
    const onHttp = await loginWithCookie(server, "manager")
    expect(onHttp.setCookie).not.toMatch(/; Secure/)
    const onHttps = await loginWithCookie(server, "manager", { "x-forwarded-proto": "https" })
    expect(onHttps.setCookie).toMatch(/; Secure/)
  })

  it("believe nobody's X-Forwarded-Proto when no proxy is trusted", async () => {
    await server.restart({ TRUST_PROXY: "10.255.255.1" })
    const { setCookie } = await loginWithCookie(server, "manager", { "x-forwarded-proto": "https" })
    expect(setCookie).not.toMatch(/; Secure/)
    await server.restart({})
  })

  it("last ten hours", async () => {
    const { setCookie } = await loginWithCookie(server, "manager")
    const expires = Date.parse(/Expires=([^;]+)/.exec(setCookie)?.[1] ?? "")
    const hours = (expires - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(9.9)
    expect(hours).toBeLessThan(10.1)
  })

  it("end with signing out, for whoever has kept the cookie too", async () => {
    const { api: manager } = await loginWithCookie(server, "manager")
    await manager.delete("/auth/session")
    expect((await manager.get("/admin/users/me")).status).toBe(401)
  })

  it("are not begun for strangers", async () => {
    const answer = await api(server).get("/admin/users/me")
    expect(answer.status).toBe(401)
    expect(answer.headers.get("set-cookie")).toBeNull()
  })
})
