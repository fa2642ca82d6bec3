import {
  eventually,
  login,
  placeOrder,
  startMailCatcher,
  startServer,
  startSimulators,
  type Api,
  type MailCatcher,
  type Simulators,
  type TestServer,
} from "../harness"
import type { Json } from "../harness/samples"

type Refusal = { code: string; error: string; fields?: { path: string; message: string }[] }
type Supplier = {
  id: string
  provider: string
  name: string
  settings: Json
  active: boolean
  secrets_set: string[]
  callback_url: string | null
  trouble: string | null
}
type AnswerFile = {
  id: string
  path: string
  rows: number
  applied: number
  faults: { line: number; fault: string }[]
  finished_at: string | null
  uploaded_by: string | null
}

const SUPPLIERS = "/admin/crm/suppliers"

const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64")

describe("suppliers on the staff API", () => {
  let catcher: MailCatcher
  let simulators: Simulators
  let server: TestServer
  let administrator: Api
  let manager: Api

  beforeAll(async () => {
    catcher = await startMailCatcher()
    simulators = await startSimulators({ speed: 20 })
    server = await startServer({ env: { SMTP_URL: catcher.smtpUrl } })
    administrator = await login(server, "administrator")
    manager = await login(server, "manager")
  })
  afterAll(async () => {
    await server?.stop()
    await simulators?.stop()
    await catcher?.stop()
  })

  /** Enters the simulated supplier of a kind as an administrator does. */
  const enter = async (provider: string, name: string, changes: Json = {}): Promise<Supplier> => {
    const { settings, secrets } = simulators.supplier(provider)
    const answer = await administrator.post<{ supplier: Supplier } & Refusal>(SUPPLIERS, {
      ...{ provider, name, secrets },
      settings: { ...settings, ...changes },
    })
    expect([answer.status, answer.body.fields]).toEqual([201, undefined])
    return answer.body.supplier
  }
  const check = async (id: string): Promise<{ ok: boolean; words: string }> =>
    (await manager.post<{ ok: boolean; words: string }>(`${SUPPLIERS}/${id}/check`)).body
  const filesOf = async (id: string): Promise<AnswerFile[]> =>
    (await manager.get<{ files: AnswerFile[] }>(`${SUPPLIERS}/${id}/files`)).body.files
  const finished = async (id: string, count: number): Promise<AnswerFile[]> => {
    const files = await eventually(
      () => filesOf(id),
      (now) => now.length >= count && now.every(({ finished_at }) => finished_at !== null)
    )
    expect(files.map(({ finished_at }) => finished_at)).not.toContain(null)
    return files
  }
  const upload = (id: string, name: string, text: string | Buffer, query = "") =>
    manager.post<
      { file: AnswerFile; is_new: boolean; rows: number; usable: number } & Refusal & {
          faults: { line: number; fault: string }[]
        }
    >(`${SUPPLIERS}/${id}/answers${query}`, { name, content: base64(text) })
  const run = (task: string): Promise<unknown> =>
    server.db.query("select graphile_worker.add_job($1::text, '{}'::json)", [task])

  /** A parcel that lies with a supplier, of an order that is there. */
  const parcelOf = async (supplierId: string, state = "taken"): Promise<string> => {
    const order = await placeOrder(server)
    const number = `${order}-P1`
    await server.db.query(
      `insert into shipment (id, number, crm_order_id, shop_id, supplier_id, kind, state)
       select 'shp_' || $1::text, $1::text, id, shop_id, $2::text, 'first', $3::text
         from crm_order where id = $4::text`,
      [number, supplierId, state, order]
    )
    return number
  }
  const stateOf = async (number: string): Promise<string | undefined> => {
    const { rows } = await server.db.query<{ state: string }>(
      "select state from shipment where number = $1",
      [number]
    )
    return rows.at(0)?.state
  }

  it("are entered, listed without secrets, and changed", async () => {
    const supplier = await enter("rest", "Warehouse A")
    expect(supplier.secrets_set.sort()).toEqual(["callback_secret", "token"])
    expect(supplier.callback_url).toBe(`${server.url}/hooks/shipping/${supplier.id}`)
    const listed = await manager.get<{ providers: { name: string }[]; suppliers: Supplier[] }>(
      SUPPLIERS
    )
    expect(listed.body.providers.map(({ name }) => name)).toEqual([
      "rest",
      "csv_sftp",
      "csv_email",
      "manual",
    ])
    expect(listed.text).not.toContain(simulators.supplier("rest").secrets.token)
    const renamed = await manager.post<{ supplier: Supplier }>(`${SUPPLIERS}/${supplier.id}`, {
      name: "Warehouse B",
      active: false,
    })
    expect(renamed.body.supplier).toMatchObject({ name: "Warehouse B", active: false })
    expect(renamed.body.supplier.secrets_set).toHaveLength(2)
  })

  it("cannot be what makes no sense, and every fault is named", async () => {
    const answer = await administrator.post<Refusal>(SUPPLIERS, {
      provider: "rest",
      name: "Nonsense",
      settings: { base_url: "http://far.example", ask_path: "parcels/{shoe}", size: 1 },
      secrets: { pin: "1234" },
    })
    expect(answer.status).toBe(422)
    expect(answer.body.fields?.map(({ path }) => path).sort()).toEqual([
      "secrets.pin",
      "settings.ask_path",
      "settings.base_url",
      "settings.size",
    ])
    const nobody = { provider: "pigeon", name: "Pigeons" }
    expect((await administrator.post(SUPPLIERS, nobody)).status).toBe(404)
    await enter("manual", "Twice")
    const twice = { provider: "manual", name: "twice" }
    expect((await administrator.post<Refusal>(SUPPLIERS, twice)).body.code).toBe("name_taken")
  })

  it("get secrets and addresses from administrators alone", async () => {
    const { id, settings } = await enter("rest", "Warehouse C")
    const change = (body: Json) => manager.post<Refusal>(`${SUPPLIERS}/${id}`, body)
    expect((await change({ secrets: { token: "a-token-of-mine" } })).status).toBe(403)
    const moved = { ...settings, base_url: "https://mine.example" }
    expect((await change({ settings: moved })).status).toBe(403)
    expect((await change({ settings: { ...settings, timeout_seconds: 9 } })).status).toBe(200)
    const operator = await login(server, "operator")
    expect((await operator.get(SUPPLIERS)).status).toBe(403)
  })

  it.each(["rest", "csv_sftp", "csv_email", "manual"])("are checked: %s", async (provider) => {
    const { id } = await enter(provider, `To check, ${provider}`)
    expect(await check(id)).toEqual({ ok: true, words: expect.any(String) })
    const { body } = await manager.get<{ exchanges: { what: string; outcome: string }[] }>(
      `${SUPPLIERS}/${id}/exchanges`
    )
    expect(body.exchanges[0]).toMatchObject({
      what: "check",
      outcome: expect.stringMatching(/^good/),
    })
    // Two suppliers do not share a folder: this one would fetch the other's answers.
    expect((await manager.post(`${SUPPLIERS}/${id}`, { active: false })).status).toBe(200)
  })

  it("say the key of their server before anything is sent there", async () => {
    const { id } = await enter("csv_sftp", "Unknown depot", { host_key: "" })
    const { ok, words } = await check(id)
    expect(ok).toBe(false)
    expect(words).toContain(String(simulators.supplier("csv_sftp").settings.host_key))
  })

  it("have their answer files read once, and faulty rows named", async () => {
    const { id } = await enter("manual", "Answers")
    const number = await parcelOf(id)
    const other = await parcelOf((await enter("manual", "Somebody else")).id)
    const text = `Parcel;Status;Message\r\n${number};принят;\r\nT3-NONE-P1;принят;\r\n${other};принят;\r\n${number};=1+1;\r\n`
    const preview = await upload(id, "answers.csv", text, "?preview=true")
    expect(preview.status).toBe(200)
    expect(preview.body).toMatchObject({ rows: 4, usable: 1 })
    expect(await stateOf(number)).toBe("taken")
    expect(await filesOf(id)).toEqual([])

    const first = await upload(id, "answers.csv", text)
    expect([first.status, first.body.is_new]).toEqual([202, true])
    const [file] = await finished(id, 1)
    expect(file).toMatchObject({ rows: 4, applied: 4 })
    expect(file.uploaded_by).not.toBeNull()
    expect(file.faults.map(({ line }) => line)).toEqual([3, 4, 5])
    expect(await stateOf(number)).toBe("accepted")
    expect(await stateOf(other)).toBe("taken")

    const again = await upload(id, "answers.csv", text)
    expect(again.body).toMatchObject({ is_new: false, file: { id: file.id } })
    expect(await finished(id, 1)).toHaveLength(1)
    const { rows } = await server.db.query("select content from supplier_file where id = $1", [
      file.id,
    ])
    expect(rows[0].content).toBeNull()
  })

  it("may send large files, but not any file", async () => {
    const { id } = await enter("manual", "Large files")
    const rows = Array.from(
      { length: 60_000 },
      (_, index) => `T3-${index}-P1;accepted;${"x".repeat(80)}`
    )
    const large = `Parcel;Status;Message\n${rows.join("\n")}`
    expect(large.length).toBeGreaterThan(5_000_000)
    const preview = await upload(id, "large.csv", large, "?preview=true")
    expect([preview.status, preview.body.rows]).toEqual([200, 60_000])
    expect((await upload(id, "huge.csv", "x".repeat(8_000_001))).status).toBe(400)
    const noise = { name: "x", content: "%%%" }
    expect((await manager.post(`${SUPPLIERS}/${id}/answers`, noise)).status).toBe(400)
    expect((await upload("supp_nobody", "x.csv", "a;b", "?preview=true")).status).toBe(404)
  })

  it("leave files on their server that are fetched once, whatever their letters", async () => {
    const { id } = await enter("csv_sftp", "Depot")
    const number = await parcelOf(id)
    // "Посылка;Статус" and "нет в наличии" in windows-1251.
    const bytes = Buffer.concat([
      Buffer.from([0xcf, 0xee, 0xf1, 0xfb, 0xeb, 0xea, 0xe0, 0x3b]),
      Buffer.from([0xd1, 0xf2, 0xe0, 0xf2, 0xf3, 0xf1, 0x0d, 0x0a]),
      Buffer.from(`${number};`),
      Buffer.from([0xed, 0xe5, 0xf2, 0x20, 0xe2, 0x20, 0xed, 0xe0, 0xeb, 0xe8, 0xf7, 0xe8, 0xe8]),
      Buffer.from("\r\nhalf a row"),
    ])
    await simulators.atSuppliers("POST", "/files", {
      path: "/answers/today.csv",
      content: base64(bytes),
    })
    await run("collect-supplier-files")
    const [file] = await finished(id, 1)
    expect(file).toMatchObject({ path: "/answers/today.csv", rows: 2, applied: 2 })
    expect(file.faults).toEqual([{ line: 3, fault: expect.stringMatching(/cut off/) }])
    expect(await stateOf(number)).toBe("rejected")
    const paths = async () =>
      (await simulators.atSuppliers<{ files: { path: string }[] }>("GET", "/files")).files.map(
        ({ path }) => path
      )
    // It is kept before it is put away, and may have been read by then.
    const put = await eventually(paths, (now) => now.includes("/answers/done/today.csv"))
    expect(put).toContain("/answers/done/today.csv")
    await run("collect-supplier-files")
    // The same once more, as after a putting away that failed: known, and only put away.
    await simulators.atSuppliers("POST", "/files", {
      path: "/answers/today.csv",
      content: base64(bytes),
    })
    await run("collect-supplier-files")
    const left = await eventually(paths, (now) => !now.includes("/answers/today.csv"))
    expect(left).not.toContain("/answers/today.csv")
    expect(await finished(id, 1)).toHaveLength(1)
    const raised = await manager.get<{ entries: { kind: string; data: Json }[] }>(
      "/admin/crm/attention?kind=supplier_file_faults"
    )
    expect(raised.body.entries[0].data).toMatchObject({ supplier: "Depot", faults: 1 })
  })

  it("by hand are exported: from then on the parcels are theirs", async () => {
    const { id } = await enter("manual", "By hand")
    const number = await parcelOf(id, "planned")
    await server.db.query(
      `insert into shipment_line
         (shipment_id, position, order_line_id, sku, supplier_sku, name, quantity)
       values ('shp_' || $1::text, 1, 'line', 'A', '=SUM(A1)', 'Vitamin', 2)`,
      [number]
    )
    const order = number.replace(/-P1$/, "")
    await server.db.query("update crm_order set status = 'approved' where id = $1", [order])
    const nothing = await enter("manual", "Nothing to do")
    const exported = (supplier: string, format: string) =>
      manager.post(`${SUPPLIERS}/${supplier}/export`, { format })
    expect((await exported(nothing.id, "csv")).status).toBe(409)
    const csv = await exported(id, "csv")
    expect(csv.status).toBe(200)
    expect(csv.text).toContain(number)
    expect(csv.text).toContain("'=SUM(A1)")
    expect(await stateOf(number)).toBe("taken")
    expect((await exported(id, "csv")).status).toBe(409)
    const batch = csv.headers.get("x-batch-id")
    const again = await manager.get(`${SUPPLIERS}/${id}/export?format=csv&batch_id=${batch}`)
    expect(again.text).toBe(csv.text)
    const sheet = await manager.get(`${SUPPLIERS}/${id}/export?format=xlsx&batch_id=${batch}`)
    expect(sheet.headers.get("content-type")).toMatch(/spreadsheetml/)
    expect((await manager.get(`${SUPPLIERS}/${nothing.id}/export?batch_id=${batch}`)).status).toBe(
      404
    )
    const { id: told } = await enter("csv_email", "By letter")
    expect((await exported(told, "csv")).body.code).toBe("not_by_hand")
  })
})
