import { createServer } from "node:http"
import type { Server } from "node:http"
import path from "node:path"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import loadMedusa from "@medusajs/medusa/loaders/index"
import express from "express"
import type { Express } from "express"
import { mailDoors } from "./api/mail-doors/router"
import { paymentDoors } from "./api/payment-doors/router"
import { shippingDoors } from "./api/shipping-doors/router"
import { shopDoors } from "./api/shop-doors/router"
import { nothingHere } from "./api/nothing-here"
import { pageFiles } from "./api/page-files"
import { readServingEnvironment } from "./lib/environment"
import type { ServingEnvironment } from "./lib/environment"
import { limitConnectionWait } from "./lib/connection-wait"
import { hideSecretsInOutput } from "./lib/hide-secrets"
import { logger } from "./lib/logger"
import { localUrlOf } from "./lib/public-url"
import { requestId } from "./lib/request-id"
import { requestLog } from "./lib/request-log"
import { createStaffSessions } from "./lib/staff-sessions"
import type { StaffSessions } from "./lib/staff-sessions"
import { prepareTaskQueue, startTaskRunner } from "./lib/task-runner"
import type { TaskRunner } from "./lib/task-runner"
import { prepareInstallation } from "./scripts/prepare-installation"
import { seedDemo } from "./scripts/seed-demo"
import { schedule, tasks } from "./tasks"
import { startPostman, type Postman } from "./workflows/mail/postman"

/** Longest that a stop waits for requests and tasks that are under way. */
const STOP_MILLISECONDS = 15_000

/** One process prepares a database at a time; any number agreed upon by all of them will do. */
const PREPARATION_LOCK = 733_001

/** A reason not to start that a person can act upon; printed as it stands, without a stack. */
class CannotStart extends Error {}

/** Runs `work` while no other process prepares the same database. */
const whilePreparing = async <Result>(
  databaseUrl: string,
  work: () => Promise<Result>
): Promise<Result> => {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on("error", () => undefined)
  try {
    await client.connect()
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new CannotStart(`The database (DATABASE_URL) cannot be reached: ${reason}`)
  }
  try {
    await client.query("select pg_advisory_lock($1)", [PREPARATION_LOCK])
    return await work()
  } finally {
    await client.end().catch(() => undefined)
  }
}

const listen = (app: Express, { HOST, PORT }: ServingEnvironment): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(app)
    // Longer than the usual idle time of a reverse proxy, so that it never meets a closing socket.
    server.keepAliveTimeout = 65_000
    server.on("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new CannotStart(`Port ${PORT} on ${HOST} is taken by another program.`)
          : new CannotStart(`Cannot listen on ${HOST}, port ${PORT}: ${error.message}`)
      )
    })
    server.listen(PORT, HOST, () => resolve(server))
  })

/** Express's "trust proxy" takes a number of hops, or words and addresses. */
const trustProxyOf = (setting: string): number | string =>
  /^\d+$/.test(setting) ? Number(setting) : setting

const createApp = (
  environment: ServingEnvironment,
  sessions: StaffSessions,
  directory: string
): Express => {
  const app = express()
  app.disable("x-powered-by")
  app.set("trust proxy", trustProxyOf(environment.TRUST_PROXY))
  app.get("/health", (_request, response) => {
    response.type("text/plain").send("OK")
  })
  if (environment.MEDUSA_WORKER_MODE !== "worker") {
    app.use(requestId)
    app.use(requestLog)
    app.use((_request, response, next) => {
      response.set({
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
      })
      next()
    })
    app.get("/", (_request, response) => response.redirect("/app"))
    app.use("/app/assets", pageFiles(directory))
    app.use(shopDoors())
    app.use(paymentDoors())
    app.use(shippingDoors())
    app.use(mailDoors())
    // Before Medusa's loader: its own session middleware (in memory) then steps aside.
    app.use(sessions.middleware)
  }
  return app
}

const stopServing = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })

/** Tells the process that started this one (scripts/lib/server-process.mjs), if there is one. */
const report = (message: { state: "ready" } | { state: "failed"; sentence: string }): void => {
  process.send?.(message)
}

const serve = async (): Promise<void> => {
  const environment = readServingEnvironment()
  // The built application resolves its modules from the folder it stands in.
  const directory = path.resolve(__dirname, "..")
  process.chdir(directory)

  const databaseUrl = environment.DATABASE_URL
  const sessions = createStaffSessions({ databaseUrl, secret: environment.COOKIE_SECRET })
  const app = createApp(environment, sessions, directory)

  const application = await whilePreparing(databaseUrl, async () => {
    await sessions.prepare()
    await prepareTaskQueue(databaseUrl)
    const loaded = await loadMedusa({ directory, expressApp: app })
    await prepareInstallation(loaded.container)
    if (environment.T3_DEMO_FILE) {
      await seedDemo(loaded.container, {
        file: environment.T3_DEMO_FILE,
        url: localUrlOf(environment),
        databaseUrl,
        simulatorsFile: environment.T3_SIMULATORS_FILE,
        mailCatcherUrl: environment.T3_MAIL_CATCHER_URL,
      })
    }
    return loaded
  })
  // Medusa's loader trusts one hop from anywhere: then anybody could choose the address we see.
  app.set("trust proxy", trustProxyOf(environment.TRUST_PROXY))
  app.use(nothingHere)
  limitConnectionWait(application.container.resolve(ContainerRegistrationKeys.PG_CONNECTION))

  let runner: TaskRunner | undefined
  let postman: Postman | undefined
  if (environment.MEDUSA_WORKER_MODE !== "server") {
    runner = await startTaskRunner({
      databaseUrl,
      concurrency: environment.TASK_CONCURRENCY,
      container: application.container,
      tasks,
      schedule,
    })
    postman = startPostman(application.container)
  }
  const server = await listen(app, environment)

  let stopping = false
  const stop = async (reason: string): Promise<void> => {
    if (stopping) {
      return
    }
    stopping = true
    logger.info(`Stopping (${reason})`)
    setTimeout(() => process.exit(1), STOP_MILLISECONDS).unref()
    try {
      await Promise.all([stopServing(server), runner?.stop(), postman?.stop()])
      await application.shutdown()
      await sessions.close()
      process.exit(0)
    } catch (error) {
      logger.error("Could not stop in good order", error instanceof Error ? error : undefined)
      process.exit(1)
    }
  }
  process.on("SIGINT", () => void stop("SIGINT"))
  process.on("SIGTERM", () => void stop("SIGTERM"))
  // Started by `npm start`: when that is killed, nobody would stop us.
  process.on("disconnect", () => void stop("the process that started this one is gone"))

  logger.info(
    `T3 CRM (${environment.MEDUSA_WORKER_MODE}) on http://${environment.HOST}:${environment.PORT}`
  )
  report({ state: "ready" })
}

hideSecretsInOutput(process.stdout)
hideSecretsInOutput(process.stderr)

serve().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  const understood = error instanceof CannotStart || /^The environment is not/.test(message)
  if (understood) {
    process.stderr.write(`${message}\n`)
  } else {
    logger.error("T3 CRM cannot start", error instanceof Error ? error : new Error(message))
  }
  report({ state: "failed", sentence: message })
  process.exit(1)
})
