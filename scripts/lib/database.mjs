import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { createWriteStream } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { hashOfFiles, serverFolder } from "./build.mjs"
import { say, Trouble } from "./say.mjs"

/** Opens a connection, runs `work` with it, closes it. */
export const withClient = async (root, databaseUrl, work) => {
  const { default: pg } = await import(
    pathToFileURL(path.join(root, "node_modules", "pg", "lib", "index.js")).href
  )
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on("error", () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The address of a database without its password, for people to read. */
export const withoutPassword = (databaseUrl) => {
  try {
    const url = new URL(databaseUrl)
    url.password = url.password ? "***" : ""
    return url.toString()
  } catch {
    return "(an address that cannot be read)"
  }
}

/** Stops with one sentence when the database of DATABASE_URL does not answer. */
export const checkReachable = async (root, databaseUrl) => {
  try {
    await withClient(root, databaseUrl, (client) => client.query("select 1"))
  } catch (error) {
    const reason = error.errors?.[0]?.message || error.message || error.code || error.name
    throw new Trouble(
      `The database of DATABASE_URL, ${withoutPassword(databaseUrl)}, cannot be reached: ${reason}`
    )
  }
}

export const createDatabaseIfMissing = (root, adminUrl, name) =>
  withClient(root, adminUrl, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name])
    if (rowCount === 0) {
      await client.query(`create database "${name}"`)
    }
  })

/** What the tables are made of: migrations, links, and the version of Medusa that brings its own. */
const stateOfMigrations = (root) => {
  const built = serverFolder(root)
  return createHash("sha256")
    .update(
      hashOfFiles(path.join(built, "src"), (file) =>
        /(^|\/)(migrations|links|models|search)\//.test(file)
      )
    )
    .update(hashOfFiles(root, undefined, ["package-lock.json", "medusa-config.ts"]))
    .digest("hex")
}

const readMark = (client) =>
  client.query("select value from t3_installation where key = 'migrated'").then(
    ({ rows }) => rows[0]?.value,
    () => undefined
  )

const writeMark = async (client, value) => {
  await client.query(
    "create table if not exists t3_installation (key text primary key, value text not null, updated_at timestamptz not null default now())"
  )
  await client.query(
    `insert into t3_installation (key, value) values ('migrated', $1)
     on conflict (key) do update set value = excluded.value, updated_at = now()`,
    [value]
  )
}

/** Brings the tables up to date. Does nothing when this build has already done so. */
export const ensureMigrated = async ({ root, databaseUrl, environment, logFile }) => {
  const state = stateOfMigrations(root)
  if ((await withClient(root, databaseUrl, readMark)) === state) {
    return
  }
  say("Bringing the database's tables up to date (about 15 seconds) …")
  const cli = path.join(root, "node_modules", "@medusajs", "cli", "cli.js")
  const log = createWriteStream(logFile, { flags: "a", mode: 0o600 })
  const code = await new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [cli, "db:migrate", "--execute-safe-links", "--execute-safe-search"],
      {
        cwd: serverFolder(root),
        env: { ...environment, DATABASE_URL: databaseUrl },
        stdio: ["ignore", "pipe", "pipe"],
      }
    )
    child.stdout.pipe(log, { end: false })
    child.stderr.pipe(log, { end: false })
    child.once("error", () => resolve(-1))
    child.once("close", (status) => resolve(status ?? -1))
  })
  log.end()
  if (code !== 0) {
    throw new Trouble(`The database's tables could not be brought up to date; ${logFile} says why.`)
  }
  await withClient(root, databaseUrl, (client) => writeMark(client, state))
}
