import { readFileSync } from "node:fs"
import path from "node:path"
import { environmentSchema, readEnvironment, readServingEnvironment } from "./environment"

const key = Buffer.alloc(32, 1).toString("base64")
const complete = {
  DATABASE_URL: "postgres://someone:secret@localhost:5432/t3",
  JWT_SECRET: "j".repeat(32),
  COOKIE_SECRET: "c".repeat(32),
  VAULT_KEYS_FILE: "/tmp/vault-keys",
  FINGERPRINT_KEY: key,
  CVV_KEY_DIRECTORY: "/tmp/cvv",
}

describe("the environment", () => {
  it("is documented in .env.example, every variable and no other", () => {
    const example = readFileSync(path.join(__dirname, "..", "..", ".env.example"), "utf8")
    const documented = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1])
    expect(documented.sort()).toEqual(Object.keys(environmentSchema.shape).sort())
  })

  it("has a default for everything that has a sensible one", () => {
    expect(readEnvironment({})).toMatchObject({ HOST: "127.0.0.1", PORT: 9000, T3_DEMO: false })
  })

  it("treats an empty line as absent", () => {
    expect(readEnvironment({ T3_DEMO_FILE: "", DATABASE_URL: "", PORT: "" })).toMatchObject({
      PORT: 9000,
    })
  })

  it.each([
    [{ PORT: "70000" }, /PORT/],
    [{ DATABASE_URL: "mysql://x/y" }, /DATABASE_URL/],
    [{ REDIS_URL: "localhost" }, /REDIS_URL/],
    [{ JWT_SECRET: "short" }, /JWT_SECRET/],
    [{ EXCHANGE_RATES_URL: "ftp://bank" }, /EXCHANGE_RATES_URL/],
    [{ FINGERPRINT_KEY: "c2hvcnQ=" }, /FINGERPRINT_KEY/],
    [{ ORDER_ID_PREFIX: "t3" }, /ORDER_ID_PREFIX/],
    [{ MEDUSA_WORKER_MODE: "both" }, /MEDUSA_WORKER_MODE/],
  ])("refuses %o in one sentence that names it", (wrong, name) => {
    expect(() => readEnvironment(wrong)).toThrow(name)
  })

  it("names every wrong variable at once, and no value", () => {
    const wrong = { PORT: "x", JWT_SECRET: "geheim" }
    expect(() => readEnvironment(wrong)).toThrow(/PORT.*JWT_SECRET/)
    expect(() => readEnvironment(wrong)).not.toThrow(/geheim/)
  })

  it("to serve must be complete", () => {
    expect(readServingEnvironment(complete).DATABASE_URL).toBe(complete.DATABASE_URL)
    const { JWT_SECRET: _left, ...incomplete } = complete
    expect(() => readServingEnvironment(incomplete)).toThrow(/not complete: JWT_SECRET must be set/)
  })
})
