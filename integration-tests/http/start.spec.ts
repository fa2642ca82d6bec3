import { spawn, spawnSync } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import type { Server } from "node:net"
import os from "node:os"
import path from "node:path"
import {
  type BookEntry,
  type CaughtMessage,
  eventually,
  freePort,
  readStack,
  type Simulators,
} from "../harness"
import type { DemoFacts } from "../../src/scripts/seed-demo"

type Ended = { code: number | null; output: string }

describe("npm start", () => {
  const { root } = readStack()
  const script = path.join(root, "scripts", "start.mjs")
  let folder: string
  let port: number
  const running: ChildProcess[] = []

  /** Starts it in a data folder of our own, so that it never meets one that runs here. */
  const begin = (environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [script], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        T3_DATA_DIR: folder,
        PORT: String(port),
        ...environment,
      },
    })
    running.push(child)
    let output = ""
    const keep = (chunk: Buffer): void => {
      output += chunk.toString("utf8")
    }
    child.stdout.on("data", keep)
    child.stderr.on("data", keep)
    const ended = new Promise<Ended>((resolve) =>
      child.once("close", (code) => resolve({ code, output }))
    )
    const ready = new Promise<string>((resolve, reject) => {
      child.stdout.on("data", () => output.includes("Ctrl-C stops") && resolve(output))
      void ended.then((end) => reject(new Error(end.output)))
    })
    ready.catch(() => undefined)
    return { child, ended, ready }
  }

  const readDemo = (): DemoFacts => JSON.parse(readFileSync(path.join(folder, "demo.json"), "utf8"))

  /** What the simulated processors have taken, by their own books. */
  const takenBySimulators = async (): Promise<string[]> => {
    const { urls }: Pick<Simulators, "urls"> = JSON.parse(
      readFileSync(path.join(folder, "simulators.json"), "utf8")
    )
    const response = await fetch(`${urls.control}/book`)
    const { entries }: { entries: BookEntry[] } = JSON.parse(await response.text())
    return entries.map(({ captured }) => captured)
  }

  /** What the demo's mail catcher has taken. */
  const readCaughtMail = async (): Promise<{ messages: CaughtMessage[]; count: number }> =>
    JSON.parse(await (await fetch(`${readDemo().mail?.url}/messages`)).text())

  const postmasterOf = (): number => {
    const { data }: { data: string } = JSON.parse(
      readFileSync(path.join(folder, "postgres.json"), "utf8")
    )
    return Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0])
  }

  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0)
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))
    } catch {
      return false
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "t3-start-"))
    port = await freePort()
  })

  afterAll(() => {
    for (const child of running) {
      child.kill("SIGKILL")
    }
    rmSync(folder, { recursive: true, force: true })
  })

  describe("says in one sentence", () => {
    const holdPort = (): Promise<Server> =>
      new Promise((resolve) => {
        const server = createServer()
        server.listen(port, "127.0.0.1", () => resolve(server))
      })

    it("that the port is taken", async () => {
      const holder = await holdPort()
      const { code, output } = await begin().ended
      holder.close()
      expect(code).toBe(1)
      expect(output.trim()).toMatch(
        /^Port \d+ on 127\.0\.0\.1 is taken by another program: [^\n]+$/
      )
    })

    it("that the database is unreachable, without its password", async () => {
      const { code, output } = await begin({
        DATABASE_URL: "postgres://someone:geheim@127.0.0.1:1/t3",
      }).ended
      expect(code).toBe(1)
      expect(output.trim()).toMatch(
        /^The database of DATABASE_URL, [^\n]+ cannot be reached: [^\n]+$/
      )
      expect(output).not.toContain("geheim")
    })

    it("that the port is no port", async () => {
      const { code, output } = await begin({ PORT: "http" }).ended
      expect(code).toBe(1)
      expect(output.trim()).toBe('PORT must be a number from 1 to 65535, not "http".')
    })
  })

  it("starts, is killed, starts again with the same logins, and Ctrl-C stops everything", async () => {
    const first = begin()
    const words = await first.ready
    const demo = readDemo()
    expect(demo.staff.map(({ role }) => role)).toEqual(["administrator", "manager", "operator"])
    expect(demo.shops.map(({ domain }) => domain)).toEqual([
      "vitaherb.example",
      "greenleaf-supplements.example",
    ])
    const files = ["demo.json", "secrets.json", "simulators.json", "simulators-state.json"]
    for (const file of [...files, "server.log", "simulators.log", "postgres.log"]) {
      expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
    }
    expect(words).toContain("SIMULATORS stand in for processors and suppliers")
    expect(words).toContain(`${demo.mail?.url}/messages`)

    // The printed command, as somebody pastes it.
    const command = words.split("\n").find((line) => line.startsWith("curl ")) ?? ""
    const pasted = spawnSync("sh", ["-c", command], { encoding: "utf8" })
    expect(JSON.parse(pasted.stdout)).toMatchObject({
      result: true,
      currency: "EUR",
      status: "approved",
    })
    expect(await takenBySimulators()).toEqual(["59.90"])
    const { messages } = await eventually(readCaughtMail, ({ count }) => count > 0)
    expect(messages[0].subject).toMatch(/./)

    // Another start of the same installation is told so, and disturbs nothing.
    const second = await begin({ PORT: String(await freePort()) }).ended
    expect(second.output.trim()).toMatch(/^T3 CRM already runs from this folder[^\n]+$/)
    expect((await fetch(`${demo.url}/health`)).status).toBe(200)

    first.child.kill("SIGKILL")
    await first.ended
    const orphan = postmasterOf()
    expect(isAlive(orphan)).toBe(true)

    const third = begin()
    await third.ready
    expect(isAlive(orphan)).toBe(false)
    expect(readDemo()).toMatchObject({ staff: demo.staff, shops: demo.shops })
    expect(await takenBySimulators()).toEqual(["59.90"])

    const postmaster = postmasterOf()
    third.child.kill("SIGINT")
    const { code, output } = await third.ended
    expect(code).toBe(0)
    expect(output).toContain("Stopped.")
    expect(isAlive(postmaster)).toBe(false)
    await expect(fetch(`${demo.url}/health`)).rejects.toThrow()
    await expect(takenBySimulators()).rejects.toThrow()

    // A pid file left behind that names a stranger's living process is no obstacle.
    const { data }: { data: string } = JSON.parse(
      readFileSync(path.join(folder, "postgres.json"), "utf8")
    )
    writeFileSync(path.join(data, "postmaster.pid"), `${process.pid}\n${data}\n`)
    const fourth = begin()
    await fourth.ready
    expect(isAlive(process.pid)).toBe(true)
    fourth.child.kill("SIGTERM")
    expect((await fourth.ended).code).toBe(0)
  }, 240_000)
})
