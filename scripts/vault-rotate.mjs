import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { installationEnvironment, runBuiltScript } from "./lib/run-script.mjs"
import { explain, Trouble } from "./lib/say.mjs"
import { writePrivately } from "./lib/secrets.mjs"

/**
 * npm run vault:rotate [-- --resume] [-- --drop-unused]
 * Puts a new key in front of VAULT_KEYS_FILE and wraps every stored card with it while servers run.
 * --resume       goes on with a rotation that was interrupted, without another new key
 * --drop-unused  afterwards removes the keys that seal nothing any more; old backups need them
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

/** Longer than running servers need to notice a changed file (src/modules/card_vault/key-ring-file.ts). */
const NOTICE_MS = 2_500

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: { resume: { type: "boolean" }, "drop-unused": { type: "boolean" } },
    })
    return values
  } catch {
    throw new Trouble("Use: npm run vault:rotate [-- --resume] [-- --drop-unused]")
  }
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

const rotate = async () => {
  const options = readOptions()
  const environment = installationEnvironment(root)
  const file = environment.VAULT_KEYS_FILE
  const keys = readKeys(file)
  if (options.resume) {
    process.stdout.write(`Going on with key ${idOf(keys[0])}.\n`)
  } else {
    const id = nextId(keys)
    keys.unshift(`${id}:${randomBytes(32).toString("base64")}`)
    writePrivately(file, `${keys.join("\n")}\n`)
    process.stdout.write(`New key ${id} is in ${file}. Copy that file to a safe place.\n`)
    await pause(NOTICE_MS)
  }
  let unused = []
  await runBuiltScript(root, environment, "rotate-vault", [], (text) => {
    for (const line of text.split("\n")) {
      const progress = /^rotate-vault: (.*)$/.exec(line)?.[1]
      if (progress?.startsWith("in use ")) {
        const inUse = progress.slice("in use ".length).split(" ")
        unused = keys.map(idOf).filter((id) => !inUse.includes(id))
      } else if (progress) {
        process.stdout.write(`${progress}\n`)
      }
    }
  })
  if (unused.length === 0) {
    return
  }
  if (options["drop-unused"]) {
    const kept = keys.filter((key) => !unused.includes(idOf(key)))
    writePrivately(file, `${kept.join("\n")}\n`)
    process.stdout.write(`Removed ${unused.join(", ")}: nothing in the database needs it.\n`)
  } else {
    process.stdout.write(
      `Nothing in the database needs ${unused.join(", ")} any more; backups from before do. Remove it with --resume --drop-unused when they are gone.\n`
    )
  }
}

rotate().catch((error) => {
  explain(error)
  process.exitCode = 1
})
