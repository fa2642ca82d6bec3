import { spawn } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { findBrowser } from "./lib/browser.mjs"
import { ensureDependencies } from "./lib/dependencies.mjs"
import { hasRedis, startRedis } from "./lib/redis.mjs"
import { explain, say, Trouble } from "./lib/say.mjs"
import { stopTogether } from "./lib/stop-together.mjs"

/**
 * npm test [-- part [pattern]]: everything, or one of the parts below, on a fresh clone with
 * nothing but Node and npm. The last line is "N passed, N failed, N skipped".
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const results = path.join(root, "test-results")
const PARTS = ["lint", "typecheck", "unit", "http", "redis", "browser"]
const NEED_SERVER = ["http", "redis", "browser"]

/** More than the two cores that CI has: much of what tests of servers do is waiting. */
const SERVER_WORKERS = 3

/** A name that no test has: all of them are counted, as skipped. */
const SKIP_ALL = ["--testNamePattern", "(?!)"]

const totals = { passed: 0, failed: 0, skipped: 0 }
const add = ({ passed = 0, failed = 0, skipped = 0 }) => {
  totals.passed += passed
  totals.failed += failed
  totals.skipped += skipped
}

const bin = (name) => path.join(root, "node_modules", name)

/** Runs one of our tools with Node, its output for all to see. */
const run = (script, words, environment = process.env) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...words], {
      cwd: root,
      env: environment,
      stdio: "inherit",
    })
    child.once("error", () => resolve(-1))
    child.once("exit", (code) => resolve(code ?? -1))
  })

/** One test made of several commands: passed when all of them end well. */
const runAsOneTest = async (commands) => {
  let good = true
  for (const [script, ...words] of commands) {
    good = (await run(bin(script), words)) === 0 && good
  }
  add(good ? { passed: 1 } : { failed: 1 })
}

const lint = () => {
  say("Lint …")
  return runAsOneTest([
    ["eslint/bin/eslint.js", ".", "--max-warnings=0"],
    ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  ])
}

const checkTypes = () => {
  say("Types …")
  const tsc = "typescript/bin/tsc"
  return runAsOneTest([
    [tsc, "--noEmit"],
    [tsc, "--noEmit", "-p", "src/admin/tsconfig.json"],
    [tsc, "--noEmit", "-p", "integration-tests/browser/tsconfig.json"],
  ])
}

const readCounts = (file) => {
  if (!existsSync(file)) {
    return { failed: 1 }
  }
  const report = JSON.parse(readFileSync(file, "utf8"))
  return {
    passed: report.numPassedTests,
    // A file that cannot be run has no failed tests of its own, yet it is a failure.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Runs the projects of jest.config.js of these names, all at once. */
const runJest = async (projects, { pattern, workers, environment, words = [] }) => {
  const output = path.join(results, `${projects.join("-")}.json`)
  rmSync(output, { force: true })
  await run(
    bin("jest/bin/jest.js"),
    [
      ...["--selectProjects", ...projects, "--json", `--outputFile=${output}`],
      ...["--maxWorkers", String(workers), "--passWithNoTests", "--forceExit"],
      // With --json the report would go to stdout as well, were it not for the output file.
      ...words,
      ...(pattern ? ["--testPathPattern", pattern] : []),
    ],
    environment
  )
  add(readCounts(output))
}

/**
 * A PostgreSQL of our own with one migrated and seeded template database; each spec file's server
 * gets a copy (integration-tests/harness/server.ts).
 */
const prepareStack = async (started) => {
  const { ensureBuild } = await import("./lib/build.mjs")
  const { createDatabaseIfMissing, ensureMigrated } = await import("./lib/database.mjs")
  const { freePort } = await import("./lib/ports.mjs")
  const { startPostgres } = await import("./lib/postgres.mjs")
  const { prepareDataFolder, readOrMakeSecrets, writePrivately } = await import("./lib/secrets.mjs")
  const { NODE_FLAGS, startServerProcess } = await import("./lib/server-process.mjs")

  const folder = mkdtempSync(path.join(os.tmpdir(), "t3-crm-test-"))
  started.push({ stop: () => rmSync(folder, { recursive: true, force: true }) })
  prepareDataFolder(folder)
  const { DATABASE_PASSWORD: password, ...secrets } = readOrMakeSecrets(folder)
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    MEDUSA_DISABLE_TELEMETRY: "true",
    NODE_ENV: "production",
    ...secrets,
    CVV_KEY_DIRECTORY: path.join(folder, "cvv-keys"),
    // The rates of the day would change what the tests expect.
    EXCHANGE_RATES_URL: "off",
  }
  await ensureBuild({ root, environment, logFile: path.join(results, "build.log") })

  say("Starting a PostgreSQL for the tests …")
  const postgres = await startPostgres({
    root,
    folder,
    password,
    // The data are thrown away: no need to wait for the disk.
    settings: ["fsync=off", "full_page_writes=off", "synchronous_commit=off"],
  })
  started.push({ stop: postgres.stop })

  const template = "t3_template"
  const databaseUrl = postgres.url(template)
  await createDatabaseIfMissing(root, postgres.url("postgres"), template)
  await ensureMigrated({
    root,
    databaseUrl,
    environment,
    logFile: path.join(results, "migrate.log"),
  })
  say("Seeding the demo for the tests …")
  const demoFile = path.join(folder, "demo.json")
  const server = await startServerProcess({
    root,
    environment: {
      ...environment,
      DATABASE_URL: databaseUrl,
      PORT: String(await freePort()),
      T3_DEMO_FILE: demoFile,
      MEDUSA_WORKER_MODE: "server",
    },
    output: path.join(results, "seed.log"),
  })
  await server.stop()

  const stackFile = path.join(folder, "stack.json")
  writePrivately(
    stackFile,
    JSON.stringify({
      root,
      folder,
      results,
      template,
      database_url: postgres.url("postgres"),
      environment,
      node_flags: NODE_FLAGS,
      demo: JSON.parse(readFileSync(demoFile, "utf8")),
    })
  )
  return stackFile
}

const test = async (started) => {
  const [part, pattern] = process.argv.slice(2)
  if (part && !PARTS.includes(part)) {
    throw new Trouble(`There is no part "${part}" of the tests, only ${PARTS.join(", ")}.`)
  }
  const wanted = part ? [part] : PARTS
  mkdirSync(results, { recursive: true })
  await ensureDependencies(root)

  await Promise.all([
    wanted.includes("lint") ? lint() : undefined,
    wanted.includes("typecheck") ? checkTypes() : undefined,
  ])
  const needsServer = wanted.some((name) => NEED_SERVER.includes(name))
  const preparing = needsServer ? prepareStack(started) : undefined
  // Heard below, after the unit tests, which run while the server is built.
  preparing?.catch(() => undefined)
  if (wanted.includes("unit")) {
    say("Unit tests …")
    await runJest(["unit"], { pattern, workers: 2 })
  }
  if (!preparing) {
    return
  }

  await testServers(started, {
    stackFile: await preparing,
    parts: wanted.filter((name) => NEED_SERVER.includes(name)),
    pattern,
  })
}

/**
 * The parts that need servers, in one run, so that no core is idle between them. What the machine has
 * no redis-server or browser for is counted as skipped.
 */
const testServers = async (started, { stackFile, parts, pattern }) => {
  const redis = parts.includes("redis") && hasRedis() && (await startRedis(path.dirname(stackFile)))
  if (redis) {
    started.push(redis)
  } else if (parts.includes("redis")) {
    say("NO REDIS: redis-server is not on the PATH, its tests are skipped.")
  }
  const found = parts.includes("browser") ? await findBrowser() : {}
  if (parts.includes("browser") && !found.executable) {
    say(`NO BROWSER: its tests are skipped. Tried: ${found.tried.join("; ") || "nothing found"}`)
  }
  const isMissing = { http: false, redis: !redis, browser: !found.executable }
  const given = {
    pattern,
    workers: SERVER_WORKERS,
    environment: {
      ...process.env,
      T3_TEST_STACK: stackFile,
      T3_REDIS_URL: redis ? redis.url : "",
      T3_REDIS_SPECS: pattern ?? "",
      T3_CHROMIUM: found.executable ?? "",
    },
  }
  const missing = parts.filter((name) => isMissing[name])
  if (missing.length > 0) {
    await runJest(missing, { ...given, words: SKIP_ALL })
  }
  const possible = parts.filter((name) => !isMissing[name])
  if (possible.length > 0) {
    say(`Tests on running servers: ${possible.join(", ")} …`)
    await runJest(possible, given)
  }
}

const { started, stopAll } = stopTogether()

test(started)
  .catch((error) => {
    explain(error)
    add({ failed: 1 })
  })
  .then(stopAll)
  .then(() => {
    const inCi = ["true", "1"].includes(process.env.CI ?? "")
    if (totals.skipped > 0) {
      say(`${totals.skipped} tests were SKIPPED${inCi ? ": in CI that is a failure" : ""}.`)
    }
    const good = totals.failed === 0 && !(inCi && totals.skipped > 0)
    process.exitCode = good ? 0 : 1
    const line = `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`
    writeFileSync(path.join(results, "summary.txt"), line)
    process.stdout.write(line, () => process.exit())
  })
