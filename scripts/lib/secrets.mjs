import { randomBytes } from "node:crypto"
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import { Trouble } from "./say.mjs"

/** Writes a file that only its owner may read; a crash in between leaves the old one. */
export const writePrivately = (file, text) => {
  const draft = `${file}.new`
  writeFileSync(draft, text, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}

/** The data folder. Others may pass through it (the postgres user must), but neither list nor read it. */
export const prepareDataFolder = (folder) => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
  } catch (error) {
    throw new Trouble(`The data folder ${folder} cannot be made: ${error.message}`)
  }
}

const MAKERS = {
  JWT_SECRET: () => randomBytes(48).toString("base64url"),
  COOKIE_SECRET: () => randomBytes(48).toString("base64url"),
  FINGERPRINT_KEY: () => randomBytes(32).toString("base64"),
  DATABASE_PASSWORD: () => randomBytes(24).toString("base64url"),
}

/** The keys that seal the stored cards have a file of their own: `npm run vault:rotate` changes it. */
const makeVaultKeys = (file) => {
  if (!existsSync(file)) {
    writePrivately(file, `k1:${randomBytes(32).toString("base64")}\n`)
  }
  return file
}

/**
 * The secrets of this installation by the names of their environment variables. What the file does
 * not have yet is made once and kept.
 */
export const readOrMakeSecrets = (dataFolder) => {
  const file = path.join(dataFolder, "secrets.json")
  let secrets = {}
  if (existsSync(file)) {
    try {
      secrets = JSON.parse(readFileSync(file, "utf8"))
    } catch (error) {
      throw new Trouble(
        `${file} cannot be read as JSON (${error.message}). Restore it from a backup.`
      )
    }
    chmodSync(file, 0o600)
  }
  const missing = Object.keys(MAKERS).filter((name) => !secrets[name])
  if (missing.length > 0) {
    for (const name of missing) {
      secrets[name] = MAKERS[name]()
    }
    writePrivately(file, `${JSON.stringify(secrets, null, 2)}\n`)
  }
  return { ...secrets, VAULT_KEYS_FILE: makeVaultKeys(path.join(dataFolder, "vault-keys")) }
}
