import { api, eventually, login, startServer } from "../harness"
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

  it("sends the pages' code as the build has packed it, to be kept for good", async () => {
    const page = await api(server).get("/app")
    const [, script] = /src="(\/app\/assets\/index-[^"]+\.js)"/.exec(page.text) ?? []
    const ask = (encoding: string): Promise<Response> =>
      fetch(`${server.url}${script}`, { headers: { "accept-encoding": encoding } })
    const packed = await ask("br, gzip")
    const plain = await ask("identity")
    expect([packed.status, packed.headers.get("content-encoding")]).toEqual([200, "br"])
    expect(packed.headers.get("cache-control")).toContain("immutable")
    expect(packed.headers.get("vary")).toContain("Accept-Encoding")
    expect(plain.headers.get("content-encoding")).toBeNull()
    expect(await packed.text()).toBe(await plain.text())
    expect((await fetch(`${server.url}/app/assets/%2e%2e/index.html`)).status).not.toBe(500)
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

type Health = {
  status: string
  troubled: string[]
  database: { answer_ms: number; size_bytes: number; connections: number }
  queue: {
    waiting: number
    lag_seconds: number
    retrying: number
    failed: number
    latest_failed: { id: string; task: string; error: string; at: string }[]
  }
  rates: { as_of: string; source: string; age_days: number; refresh: null }
  disk: { free_bytes: number; total_bytes: number }
  checked_at: string
}

describe("the health of an installation", () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startServer()
  })

  afterAll(() => server.stop())

  const readHealth = async (): Promise<Health> =>
    (await (await login(server, "manager")).get<Health>("/admin/crm/health")).body

  it("is told to administrators and managers, and to nobody else", async () => {
    for (const [role, status] of [
      ["administrator", 200],
      ["manager", 200],
      ["operator", 403],
    ] as const) {
      const answer = await (await login(server, role)).get("/admin/crm/health")
      expect([role, answer.status]).toEqual([role, status])
    }
    expect((await api(server).get("/admin/crm/health")).status).toBe(401)
  })

  it("has figures of the database, the queue, the rates and the disk", async () => {
    const health = await readHealth()
    expect(health.database.size_bytes).toBeGreaterThan(1_000_000)
    expect(health.database.connections).toBeGreaterThan(0)
    expect(health.database.answer_ms).toBeGreaterThanOrEqual(0)
    expect(health.queue).toMatchObject({ retrying: 0, failed: 0, latest_failed: [] })
    expect(health.rates).toMatchObject({ as_of: "2024-12-31", refresh: null })
    expect(health.rates.age_days).toBeGreaterThan(300)
    expect(health.troubled).toContain("rates")
    expect(health.status).toBe("attention")
    expect(health.disk.total_bytes).toBeGreaterThan(health.disk.free_bytes)
    expect(Date.now() - Date.parse(health.checked_at)).toBeLessThan(60_000)
  })

  it("names the jobs that failed for good, apart from those that are tried again", async () => {
    await server.db.query(
      `select graphile_worker.add_job('run-bulk-job', '{"wrong": 4111111111111111}', max_attempts => 1)`
    )
    await server.db.query(
      `select graphile_worker.add_job('run-bulk-job', '{"job_id": "none"}', max_attempts => 5)`
    )
    const { queue, troubled } = await eventually(
      readHealth,
      ({ queue: { failed, retrying } }) => failed + retrying === 2
    )
    expect(queue).toMatchObject({ failed: 1, retrying: 1 })
    expect(queue.latest_failed).toMatchObject([{ task: "run-bulk-job" }])
    expect(queue.latest_failed[0].error).toContain("job_id")
    expect(troubled).toContain("queue")
  })

  it("forgets a failed job that was started anew and went well", async () => {
    await server.db.query(`update graphile_worker._private_jobs set payload = '{}',
      task_id = (select id from graphile_worker._private_tasks where identifier = 'prune')`)
    await server.db.query(
      `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now(), attempts => 0)
         from graphile_worker.jobs`
    )
    const { queue } = await eventually(
      readHealth,
      ({ queue: { failed, retrying } }) => failed + retrying === 0
    )
    expect(queue).toMatchObject({ failed: 0, retrying: 0, latest_failed: [] })
  })

  it("says how long work has been waiting when no worker runs", async () => {
    await server.restart({ MEDUSA_WORKER_MODE: "server" })
    await server.db.query(
      "select graphile_worker.add_job('prune', '{}', run_at => now() - interval '5 minutes')"
    )
    await server.db.query(
      "select graphile_worker.add_job('prune', '{}', run_at => now() + interval '5 minutes')"
    )
    const { queue, troubled } = await readHealth()
    expect(queue).toMatchObject({ waiting: 1, failed: 0 })
    expect(queue.lag_seconds).toBeGreaterThanOrEqual(300)
    expect(queue.lag_seconds).toBeLessThan(400)
    expect(troubled).toContain("queue")
  })

  it("does not take a job that is being worked on for a failed one", async () => {
    await server.db.query(
      `update graphile_worker._private_jobs
          set attempts = max_attempts, locked_at = now(), locked_by = 'somebody'`
    )
    expect((await readHealth()).queue).toMatchObject({ waiting: 0, failed: 0, retrying: 0 })
  })
})
