import { randomUUID } from "node:crypto"
import { existsSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { ensureBuild } from "./lib/build.mjs"
import { checkReachable, createDatabaseIfMissing, ensureMigrated } from "./lib/database.mjs"
import { ensureDependencies } from "./lib/dependencies.mjs"
import { portTrouble } from "./lib/ports.mjs"
import { startPostgres } from "./lib/postgres.mjs"
import { commandLine, isAlive, parentOf, stopProcess, waitForEnd } from "./lib/processes.mjs"
import { explain, say, Trouble } from "./lib/say.mjs"
import {
  prepareDataFolder,
  readOrMakeSecrets,
  withAbsolutePaths,
  writePrivately,
} from "./lib/secrets.mjs"
import { serverScript, startServerProcess } from "./lib/server-process.mjs"
import { startMailCatcher, startSimulators, startTrackingService } from "./lib/simulators.mjs"
import { welcome } from "./lib/welcome.mjs"

/**
 * npm start: from a fresh clone to a served application, with nothing but Node and npm.
 * Only Node's own modules are used until the dependencies are there.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const envFile = path.join(root, ".env")
if (existsSync(envFile)) {
  process.loadEnvFile(envFile)
}
const dataFolder = path.resolve(root, process.env.T3_DATA_DIR || ".data")
const runFile = path.join(dataFolder, "run.json")
const demoFile = path.join(dataFolder, "demo.json")

/** What has been started and must be stopped, the last first. */
const started = []
let stopping
/** Whether .data/run.json tells about this start, and not about another one that still runs. */
let remembered = false

const stopAll = () => {
  stopping ??= (async () => {
    for (const { stop } of started.splice(0).reverse()) {
      await stop()
    }
    if (remembered) {
      rmSync(runFile, { force: true })
    }
  })()
  return stopping
}

const checkNode = () => {
  const [major, minor] = process.versions.node.split(".").map(Number)
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!good) {
    throw new Trouble(
      `Node ${process.versions.node} is too old: T3 CRM needs Node 20.19 or 22.12 and later.`
    )
  }
}

const readSettings = () => {
  // The ports of the environment's schema; the server checks everything else there.
  const port = Number(process.env.PORT || 9000)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Trouble(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`)
  }
  return {
    host: process.env.HOST || "127.0.0.1",
    port,
    databaseUrl: process.env.DATABASE_URL || undefined,
    demo: ["true", "1"].includes(process.env.T3_DEMO ?? ""),
    verbose: process.argv.includes("--verbose"),
  }
}

/** What an earlier start left running: another live one is respected, orphans are stopped. */
const settleEarlierStart = async () => {
  if (!existsSync(runFile)) {
    return
  }
  const earlier = JSON.parse(readFileSync(runFile, "utf8"))
  // One that is just stopping gets a moment.
  if (
    /start\.mjs/.test(commandLine(earlier.starter)) &&
    !(await waitForEnd(earlier.starter, 3000))
  ) {
    throw new Trouble(
      `T3 CRM already runs from this folder (process ${earlier.starter}, ${earlier.url}). Stop it first.`
    )
  }
  const orphan = earlier.server
  if (orphan && isAlive(orphan) && commandLine(orphan).includes(serverScript(root))) {
    say("The server of an earlier start is still there: stopping it …")
    if (!(await waitForEnd(orphan, 3000))) {
      await stopProcess(orphan, "SIGTERM", 10_000)
    }
  }
}

const checkPort = async ({ port, host }) => {
  const trouble = await portTrouble(port, host)
  if (trouble === "EADDRINUSE") {
    throw new Trouble(
      `Port ${port} on ${host} is taken by another program: stop that, or choose another port, e.g. PORT=${port + 1} npm start`
    )
  }
  if (trouble) {
    throw new Trouble(`Cannot listen on ${host}, port ${port} (${trouble}).`)
  }
}

const remember = (facts) => {
  writePrivately(runFile, `${JSON.stringify(facts)}\n`)
  remembered = true
}

const start = async () => {
  checkNode()
  const settings = readSettings()
  prepareDataFolder(dataFolder)
  await settleEarlierStart()
  await checkPort(settings)
  const url = `http://${["0.0.0.0", "::"].includes(settings.host) ? "127.0.0.1" : settings.host}:${settings.port}`
  const facts = { starter: process.pid, url }
  remember(facts)

  await ensureDependencies(root)
  const { DATABASE_PASSWORD: password, ...secrets } = readOrMakeSecrets(dataFolder)
  const environment = withAbsolutePaths(root, {
    ...secrets,
    CVV_KEY_DIRECTORY: path.join(dataFolder, "cvv-keys"),
    MEDUSA_DISABLE_TELEMETRY: "true",
    ...process.env,
    NODE_ENV: "production",
  })

  if (settings.databaseUrl) {
    await checkReachable(root, settings.databaseUrl)
  }
  await ensureBuild({ root, environment, logFile: path.join(dataFolder, "build.log") })

  let databaseUrl = settings.databaseUrl
  if (!databaseUrl) {
    say("Starting the embedded PostgreSQL …")
    const postgres = await startPostgres({ root, folder: dataFolder, password })
    started.push({ stop: postgres.stop })
    void postgres.ended.then((how) => giveUp(`PostgreSQL ended by itself (${how}).`))
    await createDatabaseIfMissing(root, postgres.url("postgres"), "t3_crm")
    databaseUrl = postgres.url("t3_crm")
  }
  environment.DATABASE_URL = databaseUrl
  const withDemo = !settings.databaseUrl || settings.demo
  if (withDemo) {
    environment.T3_DEMO_FILE = demoFile
    environment.T3_SIMULATORS_FILE = path.join(dataFolder, "simulators.json")
  }

  await ensureMigrated({
    root,
    databaseUrl,
    environment,
    logFile: path.join(dataFolder, "migrate.log"),
  })

  let simulators
  if (withDemo) {
    say("Starting the simulators of payment processors …")
    simulators = await startSimulators({
      ...{ root, port: settings.port, callbacks: url },
      file: environment.T3_SIMULATORS_FILE,
      stateFile: path.join(dataFolder, "simulators-state.json"),
      logFile: path.join(dataFolder, "simulators.log"),
    })
    started.push({ stop: simulators.stop })
    void simulators.ended.then((how) => giveUp(`The simulators ended by themselves (${how}).`))
  }

  let catcher
  if (withDemo && !environment.SMTP_URL) {
    say("Starting the mail catcher …")
    catcher = await startMailCatcher({
      ...{ root, port: settings.port },
      logFile: path.join(dataFolder, "mail-catcher.log"),
    })
    environment.SMTP_URL = catcher.smtpUrl
    environment.T3_MAIL_CATCHER_URL = catcher.url
    started.push({ stop: catcher.stop })
    void catcher.ended.then((how) => giveUp(`The mail catcher ended by itself (${how}).`))
  }

  let tracking
  if (withDemo && !environment.AFTERSHIP_API_KEY) {
    say("Starting the tracking service …")
    tracking = await startTrackingService({
      ...{ root, port: settings.port, callbacks: url },
      ...{ key: randomUUID(), secret: randomUUID() },
      logFile: path.join(dataFolder, "tracking-service.log"),
    })
    Object.assign(environment, tracking.environment)
    started.push({ stop: tracking.stop })
    void tracking.ended.then((how) => giveUp(`The tracking service ended by itself (${how}).`))
  }

  say("Starting the server …")
  const serverLog = path.join(dataFolder, "server.log")
  const server = await startServerProcess({
    root,
    environment,
    output: settings.verbose ? "inherit" : serverLog,
  })
  started.push({ stop: server.stop })
  remember({ ...facts, server: server.pid })
  void server.ended.then((how) =>
    giveUp(`The server ended by itself (${how}); ${serverLog} may say why.`)
  )

  say("T3 CRM is ready.")
  process.stdout.write(
    welcome({
      ...{ url, demoFile: withDemo ? demoFile : undefined, serverLog, dataFolder },
      ...{ simulators: simulators?.urls, mailCatcher: catcher?.url },
      trackingService: tracking?.url,
    })
  )
}

const giveUp = async (sentence) => {
  if (stopping) {
    return
  }
  process.stderr.write(`\n${sentence}\n`)
  await stopAll()
  process.exit(1)
}

const stopBecause = (reason) => {
  if (!stopping) {
    process.stdout.write("\n")
    say(`Stopping (${reason}) …`)
  }
  stopAll().then(
    () => {
      say("Stopped.")
      process.exit(0)
    },
    (error) => {
      explain(error)
      process.exit(1)
    }
  )
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => stopBecause(signal))
}

// Whoever read our output may be gone before us; that is no reason to break off in the middle.
process.stdout.on("error", () => undefined)
process.stderr.on("error", () => undefined)

// npm runs us below a shell and passes SIGTERM only to that; killed, it passes nothing. Without
// npm nobody could stop us, so we go with it.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid
  const npm = parentOf(shell)
  setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) {
      stopBecause("npm is gone")
    }
  }, 500).unref()
}

start().catch(async (error) => {
  if (!stopping) {
    explain(error)
    await stopAll()
    process.exit(1)
  }
})
