import { api, startServer } from "../harness"
import type { TestServer } from "../harness"

describe("a running server", () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startServer()
  })

  afterAll(() => server.stop())

  it("says that it is alive", async () => {
    const answer = await api(server).get("/health")
    expect([answer.status, answer.text]).toEqual([200, "OK"])
  })

  it("serves the staff's pages", async () => {
    const answer = await api(server).get("/app")
    expect(answer.status).toBe(200)
    expect(answer.text).toContain("<div id=")
  })

  it("leads from / to the staff's pages", async () => {
    const answer = await api(server).get("/")
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/app"])
  })

  it("does not tell what it is made of, and may not be framed", async () => {
    const { headers } = await api(server).get("/app")
    expect(headers.get("x-powered-by")).toBeNull()
    expect(headers.get("x-frame-options")).toBe("DENY")
  })

  it("keeps query strings, card numbers and keys out of its log", async () => {
    await api(server).get("/store/none/4111111111111111?api_key=geheim-123&note=secretnote")
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(server.logs()).toContain("/store/none/")
    expect(server.logs()).not.toMatch(/4111111111111111|geheim-123|secretnote/)
  })
})

describe("a worker", () => {
  it("answers only /health", async () => {
    const worker = await startServer({ env: { MEDUSA_WORKER_MODE: "worker" } })
    try {
      expect((await api(worker).get("/health")).status).toBe(200)
      expect((await api(worker).get("/admin/users/me")).status).toBe(404)
      expect((await api(worker).get("/app")).status).toBe(404)
    } finally {
      await worker.stop()
    }
  })
})
