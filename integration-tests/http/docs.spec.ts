import { api, startServer } from "../harness"
import type { TestServer } from "../harness"

type Document = { openapi: string; paths: Record<string, unknown> }

describe("the contract for shops", () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startServer()
  })

  afterAll(() => server.stop())

  it("is served to machines", async () => {
    const { status, body } = await api(server).get<Document>("/docs/openapi.json")
    expect([status, body.openapi]).toEqual([200, "3.1.0"])
    expect(Object.keys(body.paths)).toContain("/create_order.php")
  })

  it("is served to people, with everything that the page needs", async () => {
    const page = await api(server).get("/docs")
    expect(page.status).toBe(200)
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'")
    const urls = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url)
    expect(urls.length).toBeGreaterThan(3)
    for (const url of urls) {
      expect([url, (await api(server).get(url)).status]).toEqual([url, 200])
    }
  })

  it("serves no other files", async () => {
    for (const file of ["index.html", "package.json", "..%2fpackage.json", "constructor"]) {
      expect((await api(server).get(`/docs/${file}`)).status).toBe(404)
    }
  })
})
