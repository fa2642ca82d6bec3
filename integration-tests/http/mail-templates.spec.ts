import {
  eventually,
  login,
  placeOrder,
  shopOfDomain,
  startMailCatcher,
  startServer,
  type Api,
  type CaughtLetter,
  type MailCatcher,
  type TestServer,
} from "../harness"

type Fault = { part: string; line: number; column: number; code: string; message: string }
type Wording = { subject: string; body: string; text: string | null }
type Template = {
  template: Wording & {
    version: number | "shipped"
    source: { shop_id: string | null; language: string; version: number | "shipped" }
  }
  versions: { version: number | "shipped"; note: string | null; created_by: string | null }[]
  variables: { name: string; meaning: string; meanings: { en: string; ru: string } }[]
  partials: { name: string; usage: string }[]
}
type Templates = {
  kinds: { kind: string; is_reminder: boolean }[]
  languages: string[]
  own: { kind: string; shop_id: string | null; language: string; version: number }[]
  broken: { kind: string; language: string; count: number }[]
}
type Preview = Wording & {
  html: string
  text: string
  faults: Fault[]
  order: { id: string; display_id: number } | null
}
type Refused = { code: string; faults?: Fault[]; version?: number }

const TEMPLATES = "/admin/crm/mail/templates"
const PATIENCE_MS = 60_000

const own = (name: string): Wording => ({
  subject: `${name} {{ order.number }}`,
  body: `<h1>${name}</h1>\n<p>Dear {{ customer.first_name }},</p>\n{% render "order" %}`,
  text: null,
})

describe("wordings of letters", () => {
  let server: TestServer
  let catcher: MailCatcher
  let manager: Api
  let shopId: string

  beforeAll(async () => {
    catcher = await startMailCatcher()
    server = await startServer({ env: { SMTP_URL: catcher.smtpUrl, MAIL_TIME_SCALE: "0.1" } })
    manager = await login(server, "manager")
    const { api_id } = shopOfDomain(server, "vitaherb.example")
    const shops = await manager.get<{ shops: { id: string; api_id: string }[] }>("/admin/crm/shops")
    shopId = shops.body.shops.find((shop) => shop.api_id === api_id)?.id ?? ""
  })
  afterAll(async () => {
    await server?.stop()
    await catcher?.stop()
  })

  const read = async (kind: string, language = "en", shop = ""): Promise<Template> =>
    (await manager.get<Template>(`${TEMPLATES}/${kind}?language=${language}&shop_id=${shop}`)).body

  const save = (kind: string, wording: Wording, more: Record<string, unknown> = {}) =>
    manager.post<Template & Refused>(`${TEMPLATES}/${kind}`, {
      shop_id: null,
      language: "en",
      expected_version: 0,
      note: "because",
      ...wording,
      ...more,
    })

  const preview = async (more: Record<string, unknown>): Promise<Preview> =>
    (
      await manager.post<Preview>("/admin/crm/mail/preview", {
        kind: "pending",
        shop_id: shopId,
        language: "en",
        ...own("Preview"),
        ...more,
      })
    ).body

  /** The letter that came to an address; fails when there is none in time. */
  const letterTo = async (to: string): Promise<CaughtLetter> => {
    const [found] = await eventually(
      () => catcher.messages({ to }),
      (messages) => messages.length > 0,
      PATIENCE_MS
    )
    expect(found).toBeDefined()
    return catcher.letter(found.id)
  }

  it("are there for every kind in six languages, with the names that may be used", async () => {
    const { body } = await manager.get<Templates>(TEMPLATES)
    expect(body.kinds).toHaveLength(14)
    expect(body.languages).toEqual(["en", "ru", "pl", "de", "fr", "es"])
    const { template, versions, variables, partials } = await read("shipped", "de")
    expect(template).toMatchObject({
      version: "shipped",
      source: { shop_id: null, language: "de", version: "shipped" },
      subject: "Ihre Bestellung {{ order.number }} ist unterwegs",
    })
    expect(versions).toEqual([expect.objectContaining({ version: "shipped" })])
    expect(variables.find(({ name }) => name === "order.total")?.meanings.ru).toBe("Сумма заказа")
    expect(partials.map(({ name }) => name)).toContain("tracking")
    expect((await read("shipped", "it")).template.source.language).toBe("en")
  })

  it("are the managers' matter", async () => {
    const operator = await login(server, "operator")
    for (const [method, path] of [
      ["GET", TEMPLATES],
      ["GET", `${TEMPLATES}/pending?language=en`],
      ["POST", `${TEMPLATES}/pending`],
      ["POST", `${TEMPLATES}/pending/restore`],
      ["POST", "/admin/crm/mail/preview"],
      ["POST", "/admin/crm/mail/preview/send"],
    ]) {
      const body = method === "POST" ? {} : undefined
      expect((await operator.request(method, path, { body })).status).toBe(403)
    }
    expect((await manager.get(`${TEMPLATES}/nothing?language=en`)).status).toBe(404)
    expect((await manager.get(`${TEMPLATES}/pending?language=en&shop_id=shop_x`)).status).toBe(404)
    expect((await manager.get(`${TEMPLATES}/pending?language=english`)).status).toBe(400)
    expect((await save("pending", { ...own("a"), subject: 7 as never })).status).toBe(400)
  })

  it("are shown with a real order before they are in force", async () => {
    const email = "preview@customer.example"
    const id = await placeOrder(server, { "customer.email": email })
    const shown = await preview({ order_id: id })
    expect(shown).toMatchObject({ subject: `Preview ${id}`, faults: [], order: { id } })
    expect(shown.html).toContain("Dear Denise,")
    expect(shown.html).toContain("OMEGA-3 FISH OIL")
    expect(shown.html).toContain("$64.32")
    expect(shown.text).toContain("3 × VITAMIN D3 (2000 IU, 120 softgels): $44.85")
    const example = await preview({})
    expect(example).toMatchObject({ order: null, faults: [] })
    expect(example.html).toContain("Dear Anna,")
    expect((await read("pending")).template.version).toBe("shipped")
    const none = await manager.post("/admin/crm/mail/preview", {
      ...{ kind: "pending", shop_id: shopId, language: "en", order_id: "T3-NONE" },
      ...own("a"),
    })
    expect(none.status).toBe(404)
  })

  it("are told of with part and line when no letter can be written", async () => {
    const { faults } = await preview({
      body: "<h1>a</h1>\n<p>{{ order.nmber }}</p>\n<a href='https://evil.example'>b</a>",
    })
    expect(faults).toEqual([
      expect.objectContaining({ part: "body", line: 2, code: "unknown_variable" }),
    ])
    const links = await preview({ body: "<p>a</p>\n\n<a href='https://evil.example'>b</a>" })
    expect(links.faults).toEqual([
      expect.objectContaining({ part: "body", line: 3, code: "foreign_link" }),
    ])
  })

  it("go out as tests, in two parts, to one address", async () => {
    const test = { kind: "payment_reminder", shop_id: shopId, language: "en", ...own("Trial") }
    const answer = await manager.post<{ outcome: string; answer: string }>(
      "/admin/crm/mail/preview/send",
      {
        ...test,
        to: "manager@tests.example",
      }
    )
    expect([answer.status, answer.body.outcome]).toEqual([200, "sent"])
    const letter = await letterTo("manager@tests.example")
    expect(letter.subject).toMatch(/^\[Test\] Trial /)
    expect(letter.html).toContain("Dear Anna,")
    expect(letter.text).toContain("Dear Anna,")
    expect(letter.html).toContain("/mail/unsubscribe/example")
    const refused = async (more: Record<string, unknown>) =>
      (await manager.post<Refused>("/admin/crm/mail/preview/send", { ...test, ...more })).body.code
    expect(await refused({ to: "a@b.example", body: "{{ x }}" })).toBe("template_broken")
    for (const to of ["", "a@b.example,c@d.example", "a@b.example\r\nBcc: c@d.example", "<a@b>"]) {
      expect(await refused({ to })).toBe("invalid")
    }
  })

  it("are kept in versions, of shops and of all, and can be put back", async () => {
    const first = await save("pending", own("All shops"))
    expect([first.status, first.body.template.version]).toEqual([200, 1])
    expect(first.body.versions[0]).toMatchObject({
      version: 1,
      note: "because",
      created_by: "Max Manager",
    })
    const stale = await save("pending", own("Too late"))
    expect([stale.status, stale.body.code, stale.body.version]).toEqual([
      409,
      "changed_meanwhile",
      1,
    ])
    const racers = await Promise.all(
      [1, 2, 3].map((n) => save("pending", own(`Racer ${n}`), { expected_version: 1 }))
    )
    expect(racers.map(({ status }) => status).sort()).toEqual([200, 409, 409])

    await save("pending", own("One shop"), { shop_id: shopId })
    const email = "versions@customer.example"
    await placeOrder(server, { "customer.email": email })
    expect((await letterTo(email)).subject).toMatch(/^One shop T3-/)

    const restore = (shop_id: string | null, version: number | "shipped", seen: number) =>
      manager.post<Template & Refused>(`${TEMPLATES}/pending/restore`, {
        ...{ shop_id, language: "en", version, expected_version: seen },
      })
    const toAll = await restore(shopId, "shipped", 1)
    expect(toAll.body.template.source).toEqual({ shop_id: null, language: "en", version: 2 })
    const back = await restore(null, 1, 2)
    expect(back.body.template).toMatchObject({ version: 3, subject: own("All shops").subject })
    expect((await restore(null, 9, 3)).status).toBe(404)
    expect((await restore(null, 1, 1)).body.code).toBe("changed_meanwhile")
    const shipped = await restore(null, "shipped", 3)
    expect(shipped.body.template.version).toBe("shipped")
    expect(shipped.body.versions.map(({ version }) => version)).toEqual([4, 3, 2, 1, "shipped"])
    expect((await manager.get<Templates>(TEMPLATES)).body.own).toEqual([])
  })

  it("that no letter can be written with keep the letter until somebody has mended them", async () => {
    const broken = { ...own("Broken"), body: "<p>one</p>\n<p>{{ order.nothing }}</p>" }
    const refused = await save("pending", broken, { language: "fr" })
    expect([refused.status, refused.body.code]).toEqual([409, "template_broken"])
    expect(refused.body.faults).toEqual([
      expect.objectContaining({ part: "body", line: 2, column: expect.any(Number) }),
    ])
    const kept = await save("pending", broken, { language: "fr", save_broken: true })
    expect(kept.status).toBe(200)

    const email = "broken@customer.example"
    const id = await placeOrder(server, { "customer.email": email, "options.locale": "fr-FR" })
    const ofOrder = async () =>
      (
        await manager.get<{ messages: { state: string; reason: string }[] }>(
          `/admin/crm/orders/${id}/messages`
        )
      ).body.messages
    const waiting = await eventually(
      ofOrder,
      ([message]) => message?.state === "broken",
      PATIENCE_MS
    )
    expect(waiting).toEqual([
      expect.objectContaining({ state: "broken", reason: "template_broken" }),
    ])
    expect(await catcher.messages({ to: email })).toEqual([])
    expect((await manager.get<Templates>(TEMPLATES)).body.broken).toEqual([
      expect.objectContaining({ kind: "pending", language: "fr", count: 1 }),
    ])
    const entries = await manager.get("/admin/crm/attention")
    expect(entries.text).toContain("body, line 2: There is no")

    await save("pending", own("Mended"), { language: "fr", expected_version: 1 })
    expect((await letterTo(email)).subject).toBe(`Mended ${id}`)
    const [message] = await eventually(ofOrder, ([one]) => one?.state === "sent", PATIENCE_MS)
    expect(message.state).toBe("sent")
    const card = await manager.get<{
      order: { attention: { kind: string; resolved_at: string | null }[] }
    }>(`/admin/crm/orders/${id}`)
    expect(card.body.order.attention).toEqual([
      expect.objectContaining({ kind: "mail_broken", resolved_at: expect.any(String) }),
    ])
  })

  it("do no harm with whatever an order says", async () => {
    const email = "hostile@customer.example"
    const evil = `<img src=x onerror=alert(1)><a href="https://evil.example">`
    const id = await placeOrder(server, {
      "customer.email": email,
      "customer.first_name": `{{ shop.email }} ${evil}`,
      "customer.last_name": "אבג 👩‍🚀 \u202Egnp.exe",
      "shipping.address": `${evil} www.evil.example`,
      "products.0.name": `${evil}{% for i in (1..9999999) %}`,
      "products.0.option": `" onclick="alert(1)`,
      "products.0.url": "https://evil.example/product",
      "options.locale": "en",
    })
    const { html, text, raw, subject, headers } = await letterTo(email)
    expect(subject).toBe(`We have received your order ${id}`)
    expect(html).toContain("{{ shop.email }} &lt;img src=x onerror=alert(1)&gt;")
    expect(html).not.toMatch(/<img|<[^>]*evil\.example|<[a-z]+(?:\s+[\w-]+="[^"]*")*\s+on\w+=/)
    expect(`${html}${text}`).not.toMatch(/\u202E|https:\/\/evil|www\.evil/)
    expect(text?.replace(/\s+/g, " ")).toContain("{% for i in (1..9999999) %}")
    expect(headers.filter((line) => /^(bcc|cc|to):/i.test(line))).toEqual([`To: ${email}`])
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
  })
})
