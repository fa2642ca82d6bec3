import { spawn } from "node:child_process"
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import {
  eventually,
  login,
  orderOf,
  readStack,
  send,
  shopOfDomain,
  startServer,
  STORE_DOOR,
  type DemoShop,
  type TestServer,
} from "../harness"

const CARDS = 300
const AT_ONCE = 20

type Ended = { code: number | null; output: string; complaint: string }

describe("the rotation of the vault's keys", () => {
  const stack = readStack()
  let folder: string
  let keysFile: string
  let server: TestServer
  let shop: DemoShop
  let bankShop: DemoShop

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "t3-rotation-"))
    // Keys of our own: the other specs' servers have the run's file.
    keysFile = path.join(folder, "vault-keys")
    copyFileSync(stack.environment.VAULT_KEYS_FILE, keysFile)
    server = await startServer({ env: { VAULT_KEYS_FILE: keysFile } })
    shop = shopOfDomain(server, "vitaherb.example")
    bankShop = shopOfDomain(server, "greenleaf-supplements.example")
    const place = async (): Promise<void> => {
      for (let index = 0; index < CARDS / AT_ONCE; index += 1) {
        expect(await placeCard()).toBe(201)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, place))
    const echeck = orderOf(bankShop, "create-order.echeck")
    expect((await send(server, bankShop, STORE_DOOR, echeck)).status).toBe(201)
    const account = await (
      await login(server, "administrator")
    ).post("/admin/crm/processors/accounts", {
      processor: "btcpay",
      name: "Rotated",
      methods: ["crypto"],
      settings: { store_id: "store" },
      secrets: { api_key: "key of a processor", webhook_secret: "secret of a processor" },
    })
    expect(account.status).toBe(201)
  })

  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const placeCard = async (): Promise<number> =>
    (await send(server, shop, STORE_DOOR, orderOf(shop, "create-order.card"))).status

  /** `npm run vault:rotate`, as whoever runs the servers by hand has it. */
  const begin = (words: string[], environment: Record<string, string> = {}) => {
    const child = spawn("npm", ["run", "--silent", "vault:rotate", "--", ...words], {
      cwd: stack.root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...stack.environment,
        T3_DATA_DIR: path.join(folder, "none"),
        VAULT_KEYS_FILE: keysFile,
        DATABASE_URL: server.databaseUrl,
        ...environment,
      },
    })
    let output = ""
    let complaint = ""
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
    child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString("utf8")))
    const ended = new Promise<Ended>((resolve) =>
      child.once("close", (code) => resolve({ code, output, complaint }))
    )
    /** npm, the script and the application that it runs: all at once, like a machine that dies. */
    const killAll = (): void => {
      process.kill(-Number(child.pid), "SIGKILL")
    }
    return { ended, killAll }
  }

  const rotate = (words: string[], environment?: Record<string, string>): Promise<Ended> =>
    begin(words, environment).ended

  const keyIds = (): string[] =>
    readFileSync(keysFile, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(":")[0])

  /** How many cards and accounts each key seals, by what is written in the sealed value itself. */
  const countByKey = async (): Promise<Record<string, number>> => {
    const { rows } = await server.db.query<{ key: string; count: number }>(
      `select split_part(sealed, '|', 2) as key, count(*)::int as count
         from sealed_card group by 1 order by 1`
    )
    return Object.fromEntries(rows.map(({ key, count }) => [key, count]))
  }

  it("killed half-way and started again ends complete, while orders come in; every card opens", async () => {
    expect(await countByKey()).toEqual({ k1: CARDS + 1 })
    let over = false
    const answers: number[] = []
    const customers = (async () => {
      while (!over) {
        answers.push(await placeCard())
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    })()

    const first = begin(["--batch", "1"])
    const isHalfWay = ({ k2 = 0 }: Record<string, number>): boolean => k2 > CARDS / 10
    await eventually(countByKey, isHalfWay, 60_000)
    first.killAll()
    const killed = await first.ended
    expect(killed.output).toContain(`New key k2 is in ${keysFile}.`)
    const halfWay = await countByKey()
    expect(halfWay.k1).toBeGreaterThan(0)
    expect(halfWay.k2).toBeGreaterThan(0)
    expect(keyIds()).toEqual(["k2", "k1"])

    const resumed = await rotate(["--resume", "--verify", "--batch", "10"])
    over = true
    await customers
    expect([resumed.code, resumed.complaint]).toEqual([0, ""])
    expect(resumed.output).toMatch(/^Going on with key k2\.$/m)
    expect(resumed.output).toMatch(/^\d+ of \d+ wrapped with k2$/m)
    expect(resumed.output).toMatch(/^Wrapped \d secrets of processor accounts: 2 are under k2\.$/m)
    expect(resumed.output).toMatch(/^Opened 2 secrets of processor accounts\.$/m)
    expect(resumed.output).toMatch(/^Wrapped \d+: \d+ cards and accounts are under k2\.$/m)
    expect(resumed.output).toMatch(/^Nothing in the database needs k1 any more/m)
    const opened = Number(/^Opened (\d+): each is what/m.exec(resumed.output)?.[1])
    const counts = await countByKey()
    expect(counts).toEqual({ k2: CARDS + 1 + answers.length })
    // Orders that came in while everything was opened may be missing from that figure, no others.
    expect(opened).toBeGreaterThan(CARDS)
    expect(opened).toBeLessThanOrEqual(counts.k2)
    expect(answers.length).toBeGreaterThan(20)
    expect(new Set(answers)).toEqual(new Set([201]))
  })

  it("takes the old key away when nothing needs it, and servers go on", async () => {
    const dropped = await rotate(["--resume", "--drop-unused"])
    expect([dropped.code, dropped.complaint]).toEqual([0, ""])
    const { k2 } = await countByKey()
    expect(dropped.output).toContain(`Opened ${k2}: each is what its fingerprint says.`)
    expect(dropped.output).toContain("Removed k1: nothing in the database needs it.")
    expect(keyIds()).toEqual(["k2"])
    expect(statSync(keysFile).mode & 0o077).toBe(0)

    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await placeCard()).toBe(201)
    await server.restart()
    expect(await placeCard()).toBe(201)
    expect(await countByKey()).toEqual({ k2: k2 + 2 })
  })

  it("wraps all others and names a card that nothing opens; its key stays", async () => {
    const { rows } = await server.db.query<{ id: string }>(
      "select id from sealed_card order by id offset 100 limit 1"
    )
    const [{ id }] = rows
    // One of another row: whole, but bound to that.
    await server.db.query(
      `update sealed_card set sealed = (select sealed from sealed_card order by id limit 1)
        where id = $1`,
      [id]
    )
    const { k2 } = await countByKey()
    const result = await rotate(["--drop-unused"])
    expect(result.code).toBe(1)
    expect(result.complaint.trim()).toBe(
      `${k2 - 1} stored cards and accounts were wrapped, but 1 cannot be opened with any key of the file: ${id}`
    )
    expect(await countByKey()).toEqual({ k2: 1, k3: k2 - 1 })
    expect(keyIds()).toEqual(["k3", "k2"])
  })

  it("says in one sentence why it does not begin, and changes nothing", async () => {
    const before = readFileSync(keysFile, "utf8")
    const client = await server.db.connect()
    await client.query("select pg_advisory_lock(733002)")
    const second = await rotate([])
    await client.query("select pg_advisory_unlock(733002)")
    client.release()
    const away = new URL(server.databaseUrl)
    away.port = "1"
    const cases: [Ended, RegExp][] = [
      [second, /^Another rotation of this database's keys is running/],
      [await rotate(["--force"]), /^Use: npm run vault:rotate/],
      [await rotate(["--batch", "0"]), /^Use: npm run vault:rotate/],
      [
        await rotate([], { DATABASE_URL: away.toString() }),
        /^The database of DATABASE_URL, .*, cannot be reached: .*ECONNREFUSED/,
      ],
      [await rotate([], { VAULT_KEYS_FILE: "" }), /^VAULT_KEYS_FILE must be set/],
      [
        await rotate([], { VAULT_KEYS_FILE: path.join(folder, "no-such-file") }),
        /^The vault's keys cannot be read: ENOENT/,
      ],
    ]
    for (const [{ code, output, complaint }, sentence] of cases) {
      expect([code, output]).toEqual([1, ""])
      expect(complaint.trim()).toMatch(sentence)
      expect(complaint.trim()).not.toContain("\n")
    }
    expect(readFileSync(keysFile, "utf8")).toBe(before)
  })
})
