import { api, readStack, startServer } from "../harness"
import type { Answer, TestServer } from "../harness"
import { type Json, sample } from "../harness/samples"

const CARD = "4111111111111111"

type Refusal = { result: false; error: string; id: ""; code: string; fields?: unknown[] }

describe("anything at all on the shops' doors", () => {
  let server: TestServer
  let order: Json
  let headers: Record<string, string>

  beforeAll(async () => {
    server = await startServer()
    const shop = readStack().demo.shops.find(({ domain }) => domain === "vitaherb.example")
    if (!shop) {
      throw new Error("The demo has no shop with the samples' domain.")
    }
    order = {
      ...sample("create-order.card"),
      auth: { api_id: shop.api_id, api_key: shop.api_key },
    }
    headers = { "x-publishable-api-key": shop.publishable_key }
  })

  afterAll(() => server.stop())

  const send = async (
    path: string,
    body: unknown,
    extra: Record<string, string> = {}
  ): Promise<Answer<Refusal>> =>
    api(server).request<Refusal>("POST", path, { body, headers: { ...headers, ...extra } })

  const expectRefusal = (answer: Answer<Refusal>, status: number): void => {
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([status, expect.any(String)])
    expect(answer.body).toMatchObject({ result: false, id: "" })
    expect(answer.body.error).toMatch(/\S/)
    expect(answer.body.code).toMatch(/^[a-z_]+$/)
    expect(answer.text).not.toContain(CARD)
  }

  const json = { "content-type": "application/json" }
  const deep = `${'{"metrics":'.repeat(20_000)}1${"}".repeat(20_000)}`

  describe.each(["/store/crm/orders", "/create_order.php"])("%s", (path) => {
    it.each<[string, number, () => string, Record<string, string>]>([
      ["broken JSON", 400, () => `{"payment":{"card_number":"${CARD}`, json],
      ["JSON broken inside a card number", 400, () => `{"a":${CARD}x}`, json],
      ["a list, which has no credentials", 401, () => "[]", json],
      ["a body nested 20,000 levels deep", 400, () => deep, json],
      ["10 MB", 413, () => JSON.stringify({ ...order, note: "x".repeat(10_000_000) }), json],
      ["plain text", 415, () => "order", { "content-type": "text/plain" }],
      ["XML", 415, () => "<order/>", { "content-type": "application/xml" }],
      [
        "multipart",
        415,
        () => "--x\r\n\r\n--x--\r\n",
        { "content-type": "multipart/form-data; boundary=x" },
      ],
      ["another character set", 415, () => "{}", { "content-type": "application/json; charset=x" }],
    ])("refuses %s with %s", async (_name, status, body, contentType) => {
      expectRefusal(await send(path, body(), contentType), status)
    })

    it("refuses an empty body, wrong keys and a wrong method", async () => {
      expectRefusal(await send(path, "{}", json), 401)
      expectRefusal(await send(path, { ...order, auth: { api_id: "1", api_key: CARD } }), 401)
      const answer = await api(server).request<Refusal>("PUT", path, { headers, body: order })
      expectRefusal(answer, 405)
      expect(answer.headers.get("allow")).toContain("POST")
    })

    it("lists all faults at once, and repeats no value of the payment", async () => {
      const answer = await send(path, {
        ...order,
        surprise: 1,
        customer: { ...(order.customer as Json), first_name: CARD, email: "x" },
        products: [{ sku: "S", name: "N", quantity: -1, price: "1e15" }],
      })
      expectRefusal(answer, 400)
      expect(answer.body.fields).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ path: "surprise" }),
          expect.objectContaining({ path: "customer.first_name" }),
          expect.objectContaining({ path: "customer.email" }),
          expect.objectContaining({ path: "products.0.quantity" }),
          expect.objectContaining({ path: "products.0.price" }),
        ])
      )
    })

    it("refuses what makes no sense with 422", async () => {
      expectRefusal(await send(path, { ...order, totals: { total: 1 } }), 422)
    })

    it("checks a good order without keeping it", async () => {
      const answer = await send(`${path}?dry_run=true`, order)
      expect([answer.status, answer.body]).toEqual([
        200,
        expect.objectContaining({ result: true, id: "", dry_run: true, total: "88.90" }),
      ])
    })
  })

  it("kept nothing of a card in its log", () => {
    expect(server.logs()).not.toContain(CARD)
    expect(server.logs()).not.toContain(CARD.slice(0, 12))
  })
})
