import { readFileSync } from "node:fs"
import path from "node:path"
import { afterShip } from "./service"
import { isSigned, readTrackings, readWebhook } from "./transformers"

type Vector = {
  provider: string
  secret: string
  body: string
  headers: Record<string, string>
}

const vectors: Vector[] = JSON.parse(
  readFileSync(
    path.resolve(
      __dirname,
      "../../../../integration-tests/fixtures/webhook-signatures/webhook_vectors.json"
    ),
    "utf8"
  )
).vectors
const vector = vectors.find(({ provider }) => provider === "aftership") as Vector
const signed = { headers: vector.headers, body: Buffer.from(vector.body) }

const checkpoint = {
  checkpoint_time: "2026-11-20T10:00:00+02:00",
  tag: "InTransit",
  message: "Arrived",
  city: "Riga",
  country_name: "LVA",
}

describe("a webhook of AfterShip", () => {
  it("is verified by its signature", () => {
    expect(isSigned(vector.secret, signed)).toBe(true)
    expect(isSigned("other", signed)).toBe(false)
    expect(isSigned(vector.secret, { ...signed, body: Buffer.from(`${vector.body} `) })).toBe(false)
    expect(isSigned(vector.secret, { ...signed, headers: {} })).toBe(false)
    const access = { base_url: "", api_key: null, webhook_secret: null, timeout_ms: 1 }
    expect(afterShip.verifyCallback(access, signed)).toBe(false)
  })

  it("says what has become of a number, also without checkpoints", () => {
    expect(readWebhook(signed.body)).toMatchObject({
      event_id: "4f7f2c2e-0000-4000-8000-000000000001",
      event_type: "tracking_update",
      tracked: {
        number: "RB123456785GB",
        events: [{ tag: "delivered", at: new Date(1_763_770_000_000) }],
      },
    })
  })

  it("that makes no sense is none", () => {
    for (const body of ["", "null", "[]", "{}", '{"event":1}', "<xml/>", '{"event":"x"}']) {
      expect(readWebhook(Buffer.from(body))).toBeNull()
    }
    const test = JSON.stringify({ event: "test", event_id: "1", msg: {} })
    expect(readWebhook(Buffer.from(test))).toMatchObject({ tracked: null })
  })
})

describe("what AfterShip knows of a number", () => {
  const read = (tracking: Record<string, unknown>) =>
    readTrackings({ trackings: [{ tracking_number: "X1", ...tracking }] })?.[0].events

  it("is its checkpoints, each with a key of its own that stays", () => {
    const events = read({ tag: "InTransit", checkpoints: [checkpoint] })
    expect(events).toEqual([
      {
        event_key: expect.stringMatching(/^[\w-]{32}$/),
        tag: "in_transit",
        at: new Date("2026-11-20T08:00:00Z"),
        place: "Riga, LVA",
        words: "Arrived",
      },
    ])
    expect(read({ tag: "InTransit", checkpoints: [checkpoint] })).toEqual(events)
  })

  it("is also the whole, when no checkpoint says it", () => {
    const told = { tag: "Delivered", updated_at: "2026-11-21T08:00:00Z", checkpoints: [checkpoint] }
    expect(read(told)?.map(({ tag }) => tag)).toEqual(["in_transit", "delivered"])
  })

  it("knows a parcel that goes back", () => {
    const back = { ...checkpoint, tag: "Exception", subtag: "Exception_011" }
    expect(read({ checkpoints: [back] })?.[0].tag).toBe("returned")
  })

  it("leaves out what has no time or says nothing", () => {
    const useless = [
      { ...checkpoint, checkpoint_time: "soon" },
      { ...checkpoint, tag: "Pending" },
    ]
    expect(read({ tag: "Pending", checkpoints: useless })).toEqual([])
    expect(readTrackings({ trackings: [{ nonsense: true }, null] })).toEqual([])
    expect(readTrackings({})).toBeNull()
  })
})
