import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { serverFolder } from "./build.mjs"
import { Trouble } from "./say.mjs"
import { readOrMakeSecrets } from "./secrets.mjs"

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {})

const embeddedDatabase = (dataFolder, password) => {
  const { port } = readJson(path.join(dataFolder, "postgres.json"))
  if (!port) {
    throw new Trouble("There is no database yet: run npm start first, or set DATABASE_URL.")
  }
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/t3_crm`
}

/** The environment of this installation, as `npm start` gives it to the server. */
export const installationEnvironment = (root) => {
  const envFile = path.join(root, ".env")
  if (existsSync(envFile)) {
    process.loadEnvFile(envFile)
  }
  const dataFolder = path.resolve(root, process.env.T3_DATA_DIR || ".data")
  if (!existsSync(path.join(dataFolder, "secrets.json")) && !process.env.DATABASE_URL) {
    throw new Trouble("There is no installation yet: run npm start first, or set DATABASE_URL.")
  }
  const { DATABASE_PASSWORD, ...secrets } = readOrMakeSecrets(dataFolder)
  return {
    ...secrets,
    CVV_KEY_DIRECTORY: path.join(dataFolder, "cvv-keys"),
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL || embeddedDatabase(dataFolder, DATABASE_PASSWORD),
    NODE_ENV: "production",
    LOG_LEVEL: "error",
  }
}

/**
 * Runs a script of the built application (src/scripts/<name>.ts) in Medusa's container.
 * What it prints goes to `onOutput`; without that it is kept for the error.
 */
export const runBuiltScript = async (root, environment, name, args, onOutput) => {
  const folder = serverFolder(root)
  if (!existsSync(path.join(folder, "src", "server.js"))) {
    throw new Trouble("The application is not built yet: run npm start first.")
  }
  const cli = path.join(root, "node_modules", "@medusajs", "cli", "cli.js")
  const printed = []
  const keep = (chunk) => {
    printed.push(chunk.toString())
    onOutput?.(chunk.toString())
  }
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, "exec", `./src/scripts/${name}.js`, ...args], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    })
    child.stdout.on("data", keep)
    child.stderr.on("data", keep)
    child.once("exit", resolve)
    child.once("error", () => resolve(-1))
  })
  if (code !== 0) {
    const reasons = [...printed.join("").matchAll(/"message":"Error running script: ([^"]*)"/g)]
    throw new Trouble(reasons.map((reason) => reason[1]).join(" ") || printed.join(""))
  }
}
