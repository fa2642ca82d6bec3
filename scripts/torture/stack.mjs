import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"
import { createInterface } from "node:readline"
import { createDatabase, prepareStack } from "../bench/stack.mjs"
import { ensureBuild } from "../lib/build.mjs"
import { withClient } from "../lib/database.mjs"
import { freePort } from "../lib/ports.mjs"
import { Trouble } from "../lib/say.mjs"
import { startServerProcess } from "../lib/server-process.mjs"
import { signIn } from "./staff.mjs"

/**
 * How much faster than in life everything passes. Waiting times of the application and days at the
 * simulators shrink together; what a call may take does not, so the first may not be much smaller:
 * "never seen" has to stay longer than the slowest call.
 */
const TIME_SCALE = "0.03"
const SIMULATOR_SPEED = "20"
const TIMEOUT_SECONDS = "1"

/** In the order in which they are asked. */
const ACCOUNTS = [
  ...["stripe-main", "nmi-main", "stripe-dollars", "nmi-second"],
  ...["paypal-main", "btcpay-main"],
]
const METHODS = ["credit_card", "paypal", "crypto", "echeck"]

/** A copy of the template that the tests have prepared. */
const copyTemplate = async (root, { database_url, template }, started) => {
  const name = `t3_torture_${randomBytes(4).toString("hex")}`
  const asAdmin = (sql) => withClient(root, database_url, (client) => client.query(sql))
  await asAdmin(`create database ${name} template ${template} strategy file_copy`)
  started.push({ stop: () => asAdmin(`drop database if exists ${name} with (force)`) })
  const url = new URL(database_url)
  url.pathname = `/${name}`
  return url.toString()
}

const prepareDatabase = async ({ root, results, started, stackFile }) => {
  if (stackFile) {
    const stack = JSON.parse(readFileSync(stackFile, "utf8"))
    await ensureBuild({
      root,
      environment: stack.environment,
      logFile: path.join(results, "build.log"),
    })
    const databaseUrl = await copyTemplate(root, stack, started)
    return { environment: stack.environment, databaseUrl, demo: stack.demo, demoFile: undefined }
  }
  const stack = await prepareStack({
    ...{ root, results, started, purpose: "the torture" },
    // The server is killed, the machine is not: no need to wait for the disk.
    settings: ["fsync=off", "full_page_writes=off", "synchronous_commit=off"],
  })
  return {
    environment: stack.environment,
    databaseUrl: await createDatabase(stack, "torture"),
    demo: undefined,
    demoFile: path.join(stack.folder, "demo.json"),
  }
}

const startSimulators = async ({ root, callbacks, seed, started }) => {
  const child = spawn(
    process.execPath,
    [
      path.join(root, "integration-tests", "simulators", "run.mjs"),
      ...["--callbacks", callbacks, "--speed", SIMULATOR_SPEED, "--seed", String(seed)],
    ],
    { stdio: ["ignore", "pipe", "inherit", "ipc"] }
  )
  started.push({ stop: () => child.kill("SIGTERM") })
  const ready = await new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Trouble(`The simulators ended (${code}).`)))
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
  })
  const control = async (method, route, body) => {
    const response = await fetch(`${ready.urls.control}${route}`, {
      method,
      body: body && JSON.stringify(body),
    })
    const result = await response.json()
    if (!response.ok) {
      throw new Error(`The simulators refuse ${route}: ${result.error}`)
    }
    return result
  }
  return {
    accounts: ready.accounts,
    book: async () => (await control("GET", "/book")).entries,
    calls: async () => (await control("GET", "/calls")).calls,
    callbacks: () => control("GET", "/callbacks"),
    post: (route, body = {}) => control("POST", route, body),
  }
}

/** Our accounts at the simulators, and rules that ask them in order. @returns ids by simulated key */
const setUpPayments = async (staff, simulators) => {
  const ids = {}
  const { processors } = await staff.read("/admin/crm/processors")
  const takesTimeout = new Set(
    processors
      .filter(({ account_fields: { settings } }) =>
        settings.some((field) => field.name === "timeout_seconds")
      )
      .map(({ name }) => name)
  )
  for (const key of ACCOUNTS) {
    const account = simulators.accounts.find((one) => one.key === key)
    const { processor, name, methods, base_url, secrets, echeck_approved_when, fee_rule } = account
    const made = await staff.must("/admin/crm/processors/accounts", {
      ...{ processor, name, methods, base_url, secrets, echeck_approved_when },
      settings: {
        ...account.settings,
        ...(takesTimeout.has(processor) ? { timeout_seconds: TIMEOUT_SECONDS } : {}),
      },
    })
    ids[key] = made.account.id
    await staff.must(`/admin/crm/processors/accounts/${ids[key]}/fee-rules`, {
      ...fee_rule,
      valid_from: "2020-01-01T00:00:00Z",
    })
  }
  const takers = (method) =>
    ACCOUNTS.filter((key) =>
      simulators.accounts.find((one) => one.key === key).methods.includes(method)
    )
  await staff.must("/admin/crm/routing", {
    rules: Object.fromEntries(
      METHODS.map((method) => [
        method,
        takers(method).map((key, index) => ({
          ...{ account_id: ids[key], priority: index + 1, weight: 1, when: {} },
        })),
      ])
    ),
    note: "Torture",
    expected_version: 0,
  })
  return ids
}

/**
 * A server that can be killed and comes back at the same address, on a database of its own, with
 * simulators that send their callbacks there.
 */
export const prepareTorture = async ({ root, results, started, stackFile, seed }) => {
  const { environment, databaseUrl, demo, demoFile } = await prepareDatabase({
    ...{ root, results, started, stackFile },
  })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const simulators = await startSimulators({ root, callbacks: url, seed, started })
  const serverLog = path.join(results, "server.log")
  let server
  const start = async () => {
    server = await startServerProcess({
      root,
      environment: {
        ...environment,
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        PAYMENT_TIME_SCALE: TIME_SCALE,
        LOG_LEVEL: "error",
        ...(demoFile ? { T3_DEMO_FILE: demoFile } : {}),
      },
      output: serverLog,
    })
  }
  await start()
  started.push({ stop: () => server.stop() })
  const people = demo ?? JSON.parse(readFileSync(demoFile, "utf8"))
  const administrator = await signIn(url, people, "administrator")
  const accounts = await setUpPayments(administrator, simulators)
  return {
    ...{ root, url, demo: people, simulators, accounts, databaseUrl },
    manager: await signIn(url, people, "manager"),
    query: (sql, values = []) =>
      withClient(root, databaseUrl, async (client) => (await client.query(sql, values)).rows),
    /** What the server could not do and logged; some of it is what was broken on purpose. */
    serverErrors: () =>
      readFileSync(serverLog, "utf8")
        .split("\n")
        .flatMap((line) => /"level":"error","message":"([^"]*)/.exec(line)?.[1] ?? []),
    /** Ends the server as a power cut does, and starts it again. */
    killServer: async () => {
      server.kill("SIGKILL")
      await server.ended
      await start()
    },
  }
}
