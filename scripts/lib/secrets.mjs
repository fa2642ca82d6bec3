import { randomBytes } from "node:crypto"
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs"
import path from "node:path"
import { Trouble } from "./say.mjs"

const syncToDisk = (target) => {
  const handle = openSync(target, "r")
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Writes a file that only its owner may read; a crash in between leaves the old one. It is on the
 * disk when this returns: what is sealed with a key must not outlive the key.
 */
export const writePrivately = (file, text) => {
  const draft = `${file}.new`
  const earlier = statSync(file, { throwIfNoEntry: false })
  writeFileSync(draft, text, { mode: 0o600 })
  chmodSync(draft, 0o600)
  if (earlier && process.getuid?.() === 0) {
    // Changed by root, it still belongs to whom the servers run as.
    chownSync(draft, earlier.uid, earlier.gid)
  }
  syncToDisk(draft)
  renameSync(draft, file)
  syncToDisk(path.dirname(file))
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
  AUTH_MFA_ENCRYPTION_KEY: () => randomBytes(48).toString("base64url"),
  DATABASE_PASSWORD: () => randomBytes(24).toString("base64url"),
}

/**
 * The keys that seal the stored cards have a file of their own: `npm run vault:rotate` changes it.
 * Made once, before anything else: an installation that has lost it must not go on with another.
 */
const makeVaultKeys = (file, { isNew }) => {
  if (existsSync(file) || process.env.VAULT_KEYS_FILE) {
    return file
  }
  if (!isNew) {
    throw new Trouble(
      `${file} is missing: without it no stored card can be opened. Restore it from a backup.`
    )
  }
  writePrivately(file, `k1:${randomBytes(32).toString("base64")}\n`)
  return file
}

/**
 * The secrets of this installation by the names of their environment variables. What the file does
 * not have yet is made once and kept.
 */
export const readOrMakeSecrets = (dataFolder) => {
  const file = path.join(dataFolder, "secrets.json")
  const isNew = !existsSync(file)
  const vaultKeys = makeVaultKeys(path.join(dataFolder, "vault-keys"), { isNew })
  let secrets = {}
  if (!isNew) {
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
  return { ...secrets, VAULT_KEYS_FILE: vaultKeys }
}

/** Paths of the environment as people write them, counted from the project's folder. */
export const withAbsolutePaths = (root, environment) => ({
  ...environment,
  ...Object.fromEntries(
    ["VAULT_KEYS_FILE", "CVV_KEY_DIRECTORY"]
      .filter((name) => environment[name])
      .map((name) => [name, path.resolve(root, environment[name])])
  ),
})
