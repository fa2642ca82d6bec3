import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { checkReachable, withClient } from "./lib/database.mjs"
import { installationEnvironment, runBuiltScript } from "./lib/run-script.mjs"
import { explain, Trouble } from "./lib/say.mjs"
import { writePrivately } from "./lib/secrets.mjs"

/**
 * npm run vault:rotate [-- --resume] [-- --verify] [-- --drop-unused] [-- --batch 500]
 * Puts a new key in front of VAULT_KEYS_FILE and wraps every stored card with it while servers run.
 * --resume       goes on with a rotation that was interrupted, without another new key
 * --verify       afterwards opens every card and account and compares it with its fingerprint
 * --drop-unused  verifies, and then removes the keys that seal nothing any more; old backups need them
 * --batch        cards a transaction
 */

const USE =
  "Use: npm run vault:rotate [-- --resume] [-- --verify] [-- --drop-unused] [-- --batch 500]"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

/** Longer than running servers need to notice a changed file (src/modules/card_vault/key-ring-file.ts). */
const NOTICE_MS = 2_500

/** Two rotations at once would overwrite each other's new key; any number known to both will do. */
const ROTATION_LOCK = 733_002

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        resume: { type: "boolean" },
        verify: { type: "boolean" },
        "drop-unused": { type: "boolean" },
        batch: { type: "string", default: "500" },
      },
    })
    if (/^[1-9]\d{0,3}$/.test(values.batch)) {
      return values
    }
  } catch {
    // An option that we do not know: the sentence below says which there are.
  }
  throw new Trouble(USE)
}

const readKeys = (file) => {
  try {
    return readFileSync(file, "utf8")
      .trim()
      .split(/[\s,]+/)
  } catch (error) {
    throw new Trouble(`The vault's keys cannot be read: ${error.message}`)
  }
}

const idOf = (key) => key.split(":")[0]

const nextId = (keys) => {
  const numbers = keys.map((key) => Number(/^k(\d+)$/.exec(idOf(key))?.[1] ?? 0))
  return `k${Math.max(...numbers) + 1}`
}

const writeKeys = (file, keys) => {
  try {
    writePrivately(file, `${keys.join("\n")}\n`)
  } catch (error) {
    throw new Trouble(`The vault's keys cannot be written: ${error.message}`)
  }
}

const whileNobodyElseRotates = (databaseUrl, work) =>
  withClient(root, databaseUrl, async (client) => {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as free", [ROTATION_LOCK])
    if (!rows[0].free) {
      throw new Trouble("Another rotation of this database's keys is running. Wait until it ends.")
    }
    await work()
  })

const rotate = async (environment, options) => {
  const file = environment.VAULT_KEYS_FILE
  const keys = readKeys(file)
  if (options.resume) {
    process.stdout.write(`Going on with key ${idOf(keys[0])}.\n`)
  } else {
    const id = nextId(keys)
    keys.unshift(`${id}:${randomBytes(32).toString("base64")}`)
    writeKeys(file, keys)
    process.stdout.write(`New key ${id} is in ${file}. Copy that file to a safe place.\n`)
    await pause(NOTICE_MS)
  }
  let unused = []
  const verify = options.verify || options["drop-unused"]
  const words = [options.batch, ...(verify ? ["verify"] : [])]
  await runBuiltScript(root, environment, "rotate-vault", words, (line) => {
    const progress = /^rotate-vault: (.*)$/.exec(line)?.[1]
    if (progress?.startsWith("in use ")) {
      const inUse = progress.slice("in use ".length).split(" ")
      unused = keys.map(idOf).filter((id) => !inUse.includes(id))
    } else if (progress) {
      process.stdout.write(`${progress}\n`)
    }
  })
  if (unused.length === 0) {
    return
  }
  if (options["drop-unused"]) {
    writeKeys(
      file,
      keys.filter((key) => !unused.includes(idOf(key)))
    )
    process.stdout.write(`Removed ${unused.join(", ")}: nothing in the database needs it.\n`)
  } else {
    process.stdout.write(
      `Nothing in the database needs ${unused.join(", ")} any more; backups from before do. Remove it with --resume --drop-unused when they are gone.\n`
    )
  }
}

const run = async () => {
  const options = readOptions()
  const environment = installationEnvironment(root)
  await checkReachable(root, environment.DATABASE_URL)
  await whileNobodyElseRotates(environment.DATABASE_URL, () => rotate(environment, options))
}

run().catch((error) => {
  explain(error)
  process.exitCode = 1
})
