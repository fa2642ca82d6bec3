import { readFileSync, statSync } from "node:fs"
import { parseKeyRing, type KeyRing } from "./envelope"

/** How long a changed file may go unnoticed. */
const LOOK_EVERY_MS = 1_000

/**
 * The vault's keys from their file, read again when it has changed: keys are rotated while servers
 * run. A rotation waits longer than this before it believes that nobody seals with the old key.
 */
export class KeyRingFile {
  readonly #file: string
  #ring: KeyRing | undefined
  #modified = 0
  #lookedAt = 0

  /** @throws Error when the file cannot be read or holds no keys */
  constructor(file: string) {
    this.#file = file
    this.read()
  }

  /** The keys as they are now. A file that has become unreadable leaves the known ones in force. */
  read(): KeyRing {
    const now = Date.now()
    if (this.#ring && now - this.#lookedAt < LOOK_EVERY_MS) {
      return this.#ring
    }
    try {
      const modified = statSync(this.#file).mtimeMs
      if (!this.#ring || modified !== this.#modified) {
        this.#ring = parseKeyRing(readFileSync(this.#file, "utf8"))
        this.#modified = modified
      }
    } catch (error) {
      if (!this.#ring) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new Error(`The vault's keys cannot be read from VAULT_KEYS_FILE: ${reason}`)
      }
    }
    this.#lookedAt = now
    return this.#ring
  }
}
