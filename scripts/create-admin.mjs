import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { serverFolder } from "./lib/build.mjs"
import { explain, Trouble } from "./lib/say.mjs"

/**
 * npm run create-admin -- --email you@example.com [--password ...]
 * Creates an administrator in the database of DATABASE_URL, or in the embedded one while `npm start`
 * runs. Without --password one is made and printed.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: { email: { type: "string" }, password: { type: "string" } },
    })
    if (values.email?.includes("@")) {
      return values
    }
  } catch {
    // An option that we do not know: the sentence below says which there are.
  }
  throw new Trouble("Use: npm run create-admin -- --email you@example.com [--password ...]")
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {})

const embeddedDatabase = (dataFolder, secrets) => {
  const { port } = readJson(path.join(dataFolder, "postgres.json"))
  if (!port) {
    throw new Trouble("There is no database yet: run npm start first, or set DATABASE_URL.")
  }
  return `postgres://postgres:${encodeURIComponent(secrets.DATABASE_PASSWORD)}@127.0.0.1:${port}/t3_crm`
}

const create = async () => {
  const { email, password = randomBytes(12).toString("base64url") } = readOptions()
  const envFile = path.join(root, ".env")
  if (existsSync(envFile)) {
    process.loadEnvFile(envFile)
  }
  const dataFolder = path.resolve(root, process.env.T3_DATA_DIR || ".data")
  const { DATABASE_PASSWORD, ...secrets } = readJson(path.join(dataFolder, "secrets.json"))
  const databaseUrl =
    process.env.DATABASE_URL || embeddedDatabase(dataFolder, { DATABASE_PASSWORD })
  if (!existsSync(path.join(serverFolder(root), "src", "server.js"))) {
    throw new Trouble("The application is not built yet: run npm start first.")
  }
  const cli = path.join(root, "node_modules", "@medusajs", "cli", "cli.js")
  const printed = []
  const code = await new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [cli, "exec", "./src/scripts/create-admin.js", email, password],
      {
        cwd: serverFolder(root),
        env: {
          ...secrets,
          CVV_KEY_DIRECTORY: path.join(dataFolder, "cvv-keys"),
          ...process.env,
          DATABASE_URL: databaseUrl,
          NODE_ENV: "production",
          LOG_LEVEL: "error",
        },
        stdio: ["ignore", "pipe", "pipe"],
      }
    )
    child.stdout.on("data", (chunk) => printed.push(chunk.toString()))
    child.stderr.on("data", (chunk) => printed.push(chunk.toString()))
    child.once("exit", resolve)
    child.once("error", () => resolve(-1))
  })
  if (code !== 0) {
    const reasons = [...printed.join("").matchAll(/"message":"Error running script: ([^"]*)"/g)]
    throw new Trouble(
      `The administrator could not be created: ${reasons.map((reason) => reason[1]).join(" ") || printed.join("")}`
    )
  }
  process.stdout.write(
    `Administrator ${email.trim().toLowerCase()} created. Password: ${password}\n`
  )
}

create().catch((error) => {
  explain(error)
  process.exitCode = 1
})
