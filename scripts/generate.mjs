import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { ensureDependencies } from "./lib/dependencies.mjs"
import { explain, say, Trouble } from "./lib/say.mjs"
import { stopTogether } from "./lib/stop-together.mjs"

/**
 * npm run generate -- --orders 1000000 [--seed 1] [--database-url postgres://…]: fills a database
 * with believable orders of the last twelve months. Without an address it is that of DATABASE_URL,
 * or the embedded one (it may be in use by `npm start`). Stopped half-way, the same command goes on
 * where it was.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const MOST_ORDERS = 10_000_000
const MOST_SEED = 2_147_483_647

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        orders: { type: "string" },
        seed: { type: "string", default: "1" },
        "database-url": { type: "string" },
      },
    })
    const orders = Number(values.orders)
    const seed = Number(values.seed)
    const isWhole = (value, most) => Number.isInteger(value) && value >= 1 && value <= most
    if (isWhole(orders, MOST_ORDERS) && isWhole(seed, MOST_SEED)) {
      return { orders, seed, databaseUrl: values["database-url"] }
    }
  } catch {
    // An option that we do not know: the sentence below says which there are.
  }
  throw new Trouble(
    "Use: npm run generate -- --orders 1000000 [--seed 1] [--database-url postgres://…]"
  )
}

const BAR = 30
const SHOWN_EVERY_MS = process.stdout.isTTY ? 200 : 5000

const minutesAndSeconds = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`

/** A bar with the time left, on one line of a terminal, else a line now and then. */
const progressBar = () => {
  let first
  let shownAt = 0
  return ({ done, orders }) => {
    first ??= { done, at: Date.now() }
    const isLast = done === orders
    if (!isLast && Date.now() - shownAt < SHOWN_EVERY_MS) {
      return
    }
    shownAt = Date.now()
    const seconds = (Date.now() - first.at) / 1000
    const speed = seconds > 0 ? (done - first.done) / seconds : 0
    const filled = Math.round((BAR * done) / orders)
    const left = speed > 0 ? minutesAndSeconds((orders - done) / speed) : "?"
    const line =
      `${"█".repeat(filled)}${"░".repeat(BAR - filled)} ${done.toLocaleString("en")} of ` +
      `${orders.toLocaleString("en")} orders, ${Math.round(speed)}/s, ${left} left`
    process.stdout.write(process.stdout.isTTY && !isLast ? `\r${line}  ` : `\r${line}  \n`)
  }
}

/** The embedded database: the one that runs already, or started for us and stopped afterwards. */
const embeddedDatabase = async ({ dataFolder, password, started }) => {
  const { createDatabaseIfMissing, withClient } = await import("./lib/database.mjs")
  const { startPostgres } = await import("./lib/postgres.mjs")
  const remembered = path.join(dataFolder, "postgres.json")
  if (existsSync(remembered)) {
    const { port } = JSON.parse(readFileSync(remembered, "utf8"))
    const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/t3_crm`
    const answers = await withClient(root, url, (client) => client.query("select 1")).catch(
      () => undefined
    )
    if (answers) {
      return url
    }
  }
  say("Starting the embedded PostgreSQL …")
  const postgres = await startPostgres({ root, folder: dataFolder, password })
  started.push(postgres)
  await createDatabaseIfMissing(root, postgres.url("postgres"), "t3_crm")
  return postgres.url("t3_crm")
}

const generate = async (started) => {
  const options = readOptions()
  const envFile = path.join(root, ".env")
  if (existsSync(envFile)) {
    process.loadEnvFile(envFile)
  }
  await ensureDependencies(root)
  const { ensureBuild, serverFolder } = await import("./lib/build.mjs")
  const { ensureMigrated } = await import("./lib/database.mjs")
  const { stopProcess } = await import("./lib/processes.mjs")
  const { prepareDataFolder, readOrMakeSecrets } = await import("./lib/secrets.mjs")

  const dataFolder = path.resolve(root, process.env.T3_DATA_DIR || ".data")
  prepareDataFolder(dataFolder)
  mkdirSync(dataFolder, { recursive: true })
  const { DATABASE_PASSWORD: password, ...secrets } = readOrMakeSecrets(dataFolder)
  const environment = {
    ...secrets,
    CVV_KEY_DIRECTORY: path.join(dataFolder, "cvv-keys"),
    MEDUSA_DISABLE_TELEMETRY: "true",
    ...process.env,
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    // No tasks here: a server works on them.
    MEDUSA_WORKER_MODE: "server",
  }
  await ensureBuild({ root, environment, logFile: path.join(dataFolder, "build.log") })
  const databaseUrl =
    options.databaseUrl ??
    process.env.DATABASE_URL ??
    (await embeddedDatabase({ dataFolder, password, started }))
  await ensureMigrated({
    root,
    databaseUrl,
    environment,
    logFile: path.join(dataFolder, "migrate.log"),
  })

  say(`Generating ${options.orders.toLocaleString("en")} orders with seed ${options.seed} …`)
  const cli = path.join(root, "node_modules", "@medusajs", "cli", "cli.js")
  const child = spawn(
    process.execPath,
    [cli, "exec", "./src/scripts/generate/index.js", String(options.orders), String(options.seed)],
    {
      cwd: serverFolder(root),
      env: { ...environment, DATABASE_URL: databaseUrl },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    }
  )
  started.push({ stop: () => stopProcess(child.pid, "SIGTERM", 5000) })
  const printed = []
  child.stdout.on("data", (chunk) => printed.push(chunk.toString()))
  child.stderr.on("data", (chunk) => printed.push(chunk.toString()))
  child.on("message", progressBar())
  const code = await new Promise((resolve) => {
    child.once("exit", resolve)
    child.once("error", () => resolve(-1))
  })
  if (code !== 0) {
    const words = printed.join("").trim().split("\n").slice(-3).join("\n")
    throw new Trouble(
      `Not all orders are there; the same command goes on from here.${words ? ` It said:\n${words}` : ""}`
    )
  }
  say("Done.")
}

const { started, stopAll } = stopTogether()

generate(started)
  .catch((error) => {
    explain(error)
    process.exitCode = 1
  })
  .then(stopAll)
