import { spawn, spawnSync } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { api, freePort, login, startServer } from "../harness"
import type { TestServer } from "../harness"

// npm carries no Redis: where the system has none, these are counted as skipped.
const hasRedis = spawnSync("redis-server", ["--version"]).status === 0
const describeWithRedis = hasRedis ? describe : describe.skip

describeWithRedis("a server and a worker that share a Redis", () => {
  let redis: ChildProcess
  let folder: string
  let server: TestServer
  let worker: TestServer

  beforeAll(async () => {
    const port = await freePort()
    folder = mkdtempSync(path.join(os.tmpdir(), "t3-redis-"))
    redis = spawn("redis-server", ["--port", String(port), "--dir", folder, "--save", ""])
    const env = { REDIS_URL: `redis://127.0.0.1:${port}` }
    server = await startServer({ env: { ...env, MEDUSA_WORKER_MODE: "server" } })
    worker = await startServer({
      env: { ...env, MEDUSA_WORKER_MODE: "worker" },
      databaseUrl: server.databaseUrl,
    })
  })

  afterAll(async () => {
    await worker?.stop()
    await server?.stop()
    redis?.kill("SIGTERM")
    rmSync(folder, { recursive: true, force: true })
  })

  it("serves", async () => {
    expect((await api(server).get("/health")).status).toBe(200)
    expect((await api(worker).get("/health")).status).toBe(200)
    const manager = await login(server, "manager")
    expect((await manager.get("/admin/users/me")).status).toBe(200)
  })

  it("keeps events, workflows, cache and locks in Redis", () => {
    expect(server.logs()).not.toMatch(/Local Event Bus installed|Locking module: Using "in-memory"/)
  })

  it("loses nobody's session when Redis goes away", async () => {
    const manager = await login(server, "manager")
    redis.kill("SIGKILL")
    expect((await manager.get("/admin/users/me")).status).toBe(200)
  })
})
