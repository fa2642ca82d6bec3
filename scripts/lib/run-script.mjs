import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { createInterface } from "node:readline"
import { serverFolder } from "./build.mjs"
import { Trouble } from "./say.mjs"
import { readOrMakeSecrets, withAbsolutePaths } from "./secrets.mjs"

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {})

const embeddedDatabase = (dataFolder, password) => {
  const { port } = readJson(path.join(dataFolder, "postgres.json"))
  if (!port) {
    throw new Trouble("There is no database yet: run npm start first, or set DATABASE_URL.")
  }
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/t3_crm`
}

/** What the application cannot be loaded without. */
const NEEDED = [
  "JWT_SECRET",
  "COOKIE_SECRET",
  "VAULT_KEYS_FILE",
  "FINGERPRINT_KEY",
  "CVV_KEY_DIRECTORY",
]

/** The secrets of `npm start` where it has made some; they are never made here. */
const keptSecrets = (dataFolder) =>
  existsSync(path.join(dataFolder, "secrets.json"))
    ? { ...readOrMakeSecrets(dataFolder), CVV_KEY_DIRECTORY: path.join(dataFolder, "cvv-keys") }
    : {}

/**
 * The environment of this installation: what `npm start` gives to the server, or the variables with
 * which the servers are run by hand.
 */
export const installationEnvironment = (root) => {
  const envFile = path.join(root, ".env")
  if (existsSync(envFile)) {
    process.loadEnvFile(envFile)
  }
  const dataFolder = path.resolve(root, process.env.T3_DATA_DIR || ".data")
  const { DATABASE_PASSWORD, ...secrets } = keptSecrets(dataFolder)
  if (!DATABASE_PASSWORD && !process.env.DATABASE_URL) {
    throw new Trouble("There is no installation yet: run npm start first, or set DATABASE_URL.")
  }
  const environment = { ...secrets, ...process.env }
  const missing = NEEDED.filter((name) => !environment[name])
  if (missing.length > 0) {
    throw new Trouble(
      `${missing.join(", ")} must be set to what the servers of this database have.`
    )
  }
  return {
    ...withAbsolutePaths(root, environment),
    DATABASE_URL: process.env.DATABASE_URL || embeddedDatabase(dataFolder, DATABASE_PASSWORD),
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    MEDUSA_DISABLE_TELEMETRY: "true",
  }
}

/** Why the script ended, from what it has logged: its own sentence where there is one. */
const reasonOf = (printed) => {
  const logged = printed.flatMap((line) => /"message":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? [])
  const own = logged.flatMap((message) => /^Error running script: (.*)$/.exec(message)?.[1] ?? [])
  return JSON.parse(`"${(own.length > 0 ? own : logged).join(" ")}"`) || printed.join("\n")
}

/**
 * Runs a script of the built application (src/scripts/<name>.ts) in Medusa's container.
 * Each line that it prints goes to `onLine`.
 */
export const runBuiltScript = async (root, environment, name, args, onLine = () => undefined) => {
  const folder = serverFolder(root)
  if (!existsSync(path.join(folder, "src", "server.js"))) {
    throw new Trouble("The application is not built yet: run npm start first.")
  }
  const cli = path.join(root, "node_modules", "@medusajs", "cli", "cli.js")
  const child = spawn(process.execPath, [cli, "exec", `./src/scripts/${name}.js`, ...args], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  })
  const printed = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      printed.push(line)
      onLine(line)
    })
  }
  const code = await new Promise((resolve) => {
    child.once("close", resolve)
    child.once("error", () => resolve(-1))
  })
  if (code !== 0) {
    throw new Trouble(reasonOf(printed))
  }
}
