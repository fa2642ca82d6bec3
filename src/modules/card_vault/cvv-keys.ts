import { randomBytes } from "node:crypto"
import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { KEY_BYTES } from "./envelope"

/** How long a CVV may wait for the first answer of an issuer (decisions, section 3). */
export const CVV_LIFETIME_MS = 15 * 60 * 1000

const HOUR_MS = 60 * 60 * 1000
const FILE = /^(\d{13})\.key$/

/** The start of the hour, as the name of its key: 13 digits of milliseconds. */
const hourOf = (at: Date): string => String(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)

/**
 * The keys that seal CVVs: one an hour, kept as files outside the database and destroyed when no
 * CVV of their hour can be alive. What logs and backups of the database hold of a CVV can then be
 * opened by nobody, also not by us. The processes of one installation share the folder.
 */
export class CvvKeys {
  readonly #directory: string
  readonly #cache = new Map<string, Buffer>()

  constructor(directory: string) {
    this.#directory = directory
  }

  /** The key of the hour, made by whichever process comes first. */
  async keyFor(at: Date): Promise<{ hour: string; key: Buffer }> {
    const hour = hourOf(at)
    const known = this.#cache.get(hour) ?? (await this.#read(hour)) ?? (await this.#create(hour))
    if (!this.#cache.has(hour)) {
      this.#keepWhileAlive(hour, known)
    }
    return { hour, key: known }
  }

  /** The key of a past hour, or null when it has been destroyed. */
  async keyOfHour(hour: string): Promise<Buffer | null> {
    return this.#cache.get(hour) ?? (await this.#read(hour))
  }

  /** Destroys every key of which no CVV can be alive. @returns how many files went */
  async destroyOld(now: Date): Promise<number> {
    const isOld = (hour: string): boolean =>
      Number(hour) + HOUR_MS + CVV_LIFETIME_MS <= now.getTime()
    const files = await readdir(this.#directory).catch(() => [])
    const old = files.filter((file) => FILE.test(file) && isOld(file.slice(0, -4)))
    for (const file of old) {
      const name = path.join(this.#directory, file)
      await writeFile(name, Buffer.alloc(KEY_BYTES)).catch(() => undefined)
      await rm(name, { force: true })
    }
    return old.length
  }

  /** No process remembers a key longer than its CVVs may live, whoever destroys the file. */
  #keepWhileAlive(hour: string, key: Buffer): void {
    this.#cache.set(hour, key)
    const left = Number(hour) + HOUR_MS + CVV_LIFETIME_MS - Date.now()
    setTimeout(
      () => {
        this.#cache.delete(hour)
        key.fill(0)
      },
      Math.max(left, 0)
    ).unref()
  }

  async #read(hour: string): Promise<Buffer | null> {
    const key = await readFile(this.#file(hour)).catch(() => null)
    return key?.length === KEY_BYTES ? key : null
  }

  /** Writes beside and links into place: of several processes one wins and all read the same key. */
  async #create(hour: string): Promise<Buffer> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    const draft = path.join(this.#directory, `.${hour}.${randomBytes(6).toString("hex")}`)
    await writeFile(draft, randomBytes(KEY_BYTES), { mode: 0o600, flush: true })
    await link(draft, this.#file(hour)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") {
        throw error
      }
    })
    await rm(draft, { force: true })
    const key = await this.#read(hour)
    if (!key) {
      throw new Error("The CVV key of this hour cannot be read.")
    }
    return key
  }

  #file(hour: string): string {
    return path.join(this.#directory, `${hour}.key`)
  }
}
