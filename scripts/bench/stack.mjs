import { spawn } from "node:child_process"
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { ensureBuild } from "../lib/build.mjs"
import { createDatabaseIfMissing, ensureMigrated, withClient } from "../lib/database.mjs"
import { freePort } from "../lib/ports.mjs"
import { startPostgres } from "../lib/postgres.mjs"
import { stopProcess } from "../lib/processes.mjs"
import { say, Trouble } from "../lib/say.mjs"
import { prepareDataFolder, readOrMakeSecrets } from "../lib/secrets.mjs"
import { startServerProcess } from "../lib/server-process.mjs"

const TEMPLATE = "bench_template"

/**
 * What every part measures on: a PostgreSQL of its own with the settings of `npm start` (every commit
 * waits for the disk), a migrated template database, and servers on copies of it.
 *
 * @param started whoever stops the run stops what is in it, the last first
 * @param purpose what it is for, in words; `settings` of PostgreSQL on top of the usual ones
 */
export const prepareStack = async ({
  root,
  results,
  started,
  purpose = "the benchmark",
  settings = [],
}) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "t3-crm-bench-"))
  started.push({ stop: () => rmSync(folder, { recursive: true, force: true }) })
  prepareDataFolder(folder)
  mkdirSync(results, { recursive: true })
  const { DATABASE_PASSWORD: password, ...secrets } = readOrMakeSecrets(folder)
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    MEDUSA_DISABLE_TELEMETRY: "true",
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    ...secrets,
    CVV_KEY_DIRECTORY: path.join(folder, "cvv-keys"),
  }
  await ensureBuild({ root, environment, logFile: path.join(results, "build.log") })
  say(`Starting a PostgreSQL for ${purpose} …`)
  const postgres = await startPostgres({ root, folder, password, settings })
  started.push({ stop: postgres.stop })
  const postgresPid = Number(
    readFileSync(path.join(postgres.data, "postmaster.pid"), "utf8").split("\n")[0]
  )
  await createDatabaseIfMissing(root, postgres.url("postgres"), TEMPLATE)
  await ensureMigrated({
    root,
    databaseUrl: postgres.url(TEMPLATE),
    environment,
    logFile: path.join(results, "migrate.log"),
  })
  return { root, results, folder, environment, postgres, postgresPid, started }
}

/** A new database with our tables and nothing in them. @returns its address */
export const createDatabase = async ({ root, postgres }, name) => {
  await withClient(root, postgres.url("postgres"), (client) =>
    client.query(`create database "${name}" template ${TEMPLATE} strategy file_copy`)
  )
  return postgres.url(name)
}

/** Our server on a database, with the demo's shops and staff. */
export const startOurServer = async (stack, databaseUrl, extra = {}) => {
  const port = extra.PORT ? Number(extra.PORT) : await freePort()
  const demoFile = path.join(stack.folder, `demo-${port}.json`)
  const server = await startServerProcess({
    root: stack.root,
    environment: {
      ...stack.environment,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      T3_DEMO_FILE: demoFile,
      ...extra,
    },
    output: path.join(stack.results, "server.log"),
  })
  stack.started.push(server)
  return { ...server, port, demo: JSON.parse(readFileSync(demoFile, "utf8")) }
}

const run = (stack, words, environment, logFile, cwd) =>
  new Promise((resolve) => {
    const log = openSync(path.join(stack.results, logFile), "a", 0o600)
    const cli = path.join(stack.root, "node_modules", "@medusajs", "cli", "cli.js")
    const child = spawn(process.execPath, [cli, ...words], {
      cwd,
      env: environment,
      stdio: ["ignore", log, log],
    })
    closeSync(log)
    child.once("error", () => resolve(-1))
    child.once("exit", (code) => resolve(code ?? -1))
  })

const STOCK_LOGIN = { email: "bench@t3crm.example", password: "bench-only-password" }

/** Medusa as it comes, on the same PostgreSQL, with one user, region and sales channel. */
export const startStockMedusa = async (stack) => {
  const cwd = path.join(stack.root, "scripts", "bench", "stock-medusa")
  const port = await freePort()
  const environment = {
    ...stack.environment,
    DATABASE_URL: stack.postgres.url("stock_medusa"),
    PORT: String(port),
    HOST: "127.0.0.1",
  }
  say("Preparing a stock Medusa on the same PostgreSQL …")
  await createDatabaseIfMissing(stack.root, stack.postgres.url("postgres"), "stock_medusa")
  for (const words of [
    ["db:migrate", "--execute-safe-links", "--execute-safe-search"],
    ["user", "--email", STOCK_LOGIN.email, "--password", STOCK_LOGIN.password],
  ]) {
    if ((await run(stack, words, environment, "stock-medusa.log", cwd)) !== 0) {
      throw new Trouble(
        `Stock Medusa could not be prepared; ${stack.results}/stock-medusa.log says why.`
      )
    }
  }
  const log = openSync(path.join(stack.results, "stock-medusa.log"), "a", 0o600)
  const child = spawn(
    process.execPath,
    [path.join(stack.root, "node_modules", "@medusajs", "cli", "cli.js"), "start"],
    { cwd, env: environment, stdio: ["ignore", log, log] }
  )
  closeSync(log)
  stack.started.push({ stop: () => stopProcess(child.pid, "SIGTERM", 10_000) })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) {
      break
    }
    if (tries > 240 || child.exitCode !== null) {
      throw new Trouble(`Stock Medusa does not start; ${stack.results}/stock-medusa.log says why.`)
    }
    await sleep(250)
  }
  const post = async (where, body, headers = {}) => {
    const answer = await fetch(`${url}${where}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    })
    if (!answer.ok) {
      throw new Trouble(`Stock Medusa answers ${answer.status} to ${where}: ${await answer.text()}`)
    }
    return answer.json()
  }
  const { token } = await post("/auth/user/emailpass", STOCK_LOGIN)
  const headers = { authorization: `Bearer ${token}` }
  const { region } = await post(
    "/admin/regions",
    { name: "Germany", currency_code: "eur", countries: ["de"] },
    headers
  )
  const { sales_channel } = await post("/admin/sales-channels", { name: "Bench" }, headers)
  return {
    pid: child.pid,
    port,
    url,
    headers,
    regionId: region.id,
    salesChannelId: sales_channel.id,
  }
}
