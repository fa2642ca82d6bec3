import { mkdtemp, readdir, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { CvvKeys } from "./cvv-keys"
import { decrypt, encrypt } from "./envelope"

const NOON = new Date("2026-11-22T12:30:00Z")
const minutesLater = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)

describe("CVV keys", () => {
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "cvv-keys-"))
  })
  afterEach(() => rm(directory, { recursive: true }))

  it("gives processes that come at once the same key of the hour, readable by the owner only", async () => {
    const processes = Array.from({ length: 8 }, () => new CvvKeys(directory))
    // Read at once: a key of the past is forgotten, and wiped, as soon as it was given out.
    const keys = await Promise.all(
      processes.map(async (keys) => (await keys.keyFor(NOON)).key.toString("hex"))
    )
    expect(new Set(keys).size).toBe(1)
    const files = await readdir(directory)
    expect(files).toHaveLength(1)
    expect((await stat(path.join(directory, files[0]))).mode & 0o777).toBe(0o600)
  })

  it("changes every hour", async () => {
    const keys = new CvvKeys(directory)
    const now = await keys.keyFor(NOON)
    const next = await keys.keyFor(minutesLater(60))
    expect(next.hour).not.toBe(now.hour)
    expect(next.key).not.toEqual(now.key)
  })

  it("keeps a key while a CVV of its hour may live, then destroys it for good", async () => {
    const { hour, key } = await new CvvKeys(directory).keyFor(NOON)
    const sealed = encrypt(key, Buffer.from("123"), "row")

    expect(await new CvvKeys(directory).destroyOld(minutesLater(44))).toBe(0)
    const stillThere = await new CvvKeys(directory).keyOfHour(hour)
    expect(stillThere && decrypt(stillThere, sealed, "row").toString()).toBe("123")

    expect(await new CvvKeys(directory).destroyOld(minutesLater(45))).toBe(1)
    expect(await new CvvKeys(directory).keyOfHour(hour)).toBeNull()
    expect(await readdir(directory)).toEqual([])
  })
})
