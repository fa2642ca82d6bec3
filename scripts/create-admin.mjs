import { randomBytes } from "node:crypto"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { installationEnvironment, runBuiltScript } from "./lib/run-script.mjs"
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

const create = async () => {
  const { email, password = randomBytes(12).toString("base64url") } = readOptions()
  const environment = installationEnvironment(root)
  await runBuiltScript(root, environment, "create-admin", [email, password]).catch((error) => {
    throw new Trouble(`The administrator could not be created: ${error.message}`)
  })
  process.stdout.write(
    `Administrator ${email.trim().toLowerCase()} created. Password: ${password}\n`
  )
}

create().catch((error) => {
  explain(error)
  process.exitCode = 1
})
