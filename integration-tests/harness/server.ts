import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { randomBytes, randomInt } from "node:crypto"
import { mkdirSync } from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { Client, Pool } from "@medusajs/framework/pg"
import type { DemoFacts } from "../../src/scripts/seed-demo"
import { readStack } from "./stack"

export type TestServer = {
  url: string
  databaseUrl: string
  /** Logins of the staff and keys of the shops. */
  demo: DemoFacts
  db: Pool
  /** Everything that the server's processes have printed so far. */
  logs: () => string
  /** Ends the process at once (SIGKILL unless told otherwise) and waits until it is gone. */
  kill: (signal?: NodeJS.Signals) => Promise<void>
  /** Starts it again on the same port and database, after stopping it if it still runs. */
  restart: (env?: Record<string, string>) => Promise<void>
  /** Stops the server and drops its database. */
  stop: () => Promise<void>
}

type StartOptions = {
  env?: Record<string, string>
  /** Use this database instead of a copy of the template; it is not dropped at the end. */
  databaseUrl?: string
}

/** Below the ports that systems give to outgoing connections: there one is taken as soon as it is found. */
const PORTS = { from: 12_000, to: 32_000 }

/** A port of this machine that nobody uses just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const look = (): void => {
      const port = randomInt(PORTS.from, PORTS.to)
      const server = createServer()
      server.once("error", look)
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(port)))
    }
    look()
  })

const withAdminClient = async (work: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ connectionString: readStack().database_url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** The database in Redis that belongs to each database in PostgreSQL, when Redis is under test. */
const redisUrls = new Map<string, string>()

/** The next number that no spec of this run has taken; they run in several processes. */
const claimNumber = (folder: string): number => {
  for (let number = 1; ; number += 1) {
    try {
      mkdirSync(path.join(folder, `redis-${number}`))
      return number
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error
      }
    }
  }
}

/** A new database like the template: migrated and with the demo. */
export const createDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const stack = readStack()
  const name = `t3_${randomBytes(6).toString("hex")}`
  await withAdminClient((client) =>
    client.query(`create database ${name} template ${stack.template} strategy file_copy`)
  )
  const url = new URL(stack.database_url)
  url.pathname = `/${name}`
  const redis = process.env.T3_TEST_REDIS
  if (redis) {
    redisUrls.set(url.pathname, `${redis}/${claimNumber(stack.folder)}`)
  }
  return {
    url: url.toString(),
    drop: () =>
      withAdminClient((client) => client.query(`drop database if exists ${name} with (force)`)),
  }
}

/**
 * Starts the built server on a copy of the template database and waits until it serves.
 * Rejects with what it printed when it ends before.
 */
export const startServer = async (options: StartOptions = {}): Promise<TestServer> => {
  const stack = readStack()
  const database = options.databaseUrl
    ? { url: options.databaseUrl, drop: () => Promise.resolve() }
    : await createDatabase()
  // Named by a test whose simulators have to know it before the server starts.
  const port = Number(options.env?.PORT) || (await freePort())
  const url = `http://127.0.0.1:${port}`
  const directory = path.join(stack.root, ".medusa", "server")
  const redisUrl = redisUrls.get(new URL(database.url).pathname)
  let printed = ""
  let child: ChildProcess | undefined
  let extra = options.env ?? {}

  const begin = async (): Promise<void> => {
    const script = path.join(directory, "src", "server.js")
    const started = spawn(process.execPath, [...stack.node_flags, script], {
      cwd: directory,
      env: {
        ...stack.environment,
        ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
        DATABASE_URL: database.url,
        PORT: String(port),
        ...extra,
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    })
    child = started
    const keep = (chunk: Buffer): void => {
      printed += chunk.toString("utf8")
    }
    started.stdout?.on("data", keep)
    started.stderr?.on("data", keep)
    await new Promise<void>((resolve, reject) => {
      started.on("message", (message: { state: string }) => {
        if (message.state === "ready") {
          resolve()
        }
      })
      started.once("error", reject)
      started.once("exit", (code, signal) =>
        reject(new Error(`The server ended before it served (${code ?? signal}):\n${printed}`))
      )
    })
    if (redisUrl && /Local Event Bus installed/.test(printed)) {
      throw new Error("A run with Redis has started a server that does not use it.")
    }
  }

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) {
      return
    }
    const gone = new Promise<void>((resolve) => running.once("exit", () => resolve()))
    running.kill(signal)
    await gone
  }

  try {
    await begin()
  } catch (error) {
    await end("SIGKILL")
    await database.drop()
    throw error
  }
  const db = new Pool({ connectionString: database.url, max: 4 })
  db.on("error", () => undefined)
  return {
    url,
    databaseUrl: database.url,
    demo: { ...stack.demo, url, database_url: database.url },
    db,
    logs: () => printed,
    kill: (signal = "SIGKILL") => end(signal),
    restart: async (env) => {
      await end("SIGTERM")
      extra = env ?? extra
      await begin()
    },
    stop: async () => {
      await end("SIGTERM")
      await db.end()
      await database.drop()
    },
  }
}
