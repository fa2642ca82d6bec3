import {
  startMailCatcher,
  type MailCatcher,
} from "../../../../integration-tests/harness/mail-catcher"
import { SmtpPool } from "./client"
import type { SmtpAccess, SmtpLetter } from "./letter"

const letter = (changes: Partial<SmtpLetter> = {}): SmtpLetter => ({
  internet_message_id: "mmsg_one@shop.example",
  at: new Date("2026-11-22T10:00:00Z"),
  from_address: "Vita Herb <no-reply@shop.example>",
  to_address: "anna@example.com",
  reply_to: "help@shop.example",
  subject: "Заказ принят ✓",
  html: "<p>Hello <b>Anna</b></p>",
  text: "Hello Anna",
  headers: { "List-Unsubscribe": "<https://shop.example/u/1>" },
  ...changes,
})

describe("a pool of connections to a mail server", () => {
  let catcher: MailCatcher
  let access: SmtpAccess
  let pool: SmtpPool

  beforeAll(async () => {
    catcher = await startMailCatcher()
    access = {
      host: "127.0.0.1",
      port: catcher.port,
      security: "none",
      username: "shop",
      password: "secret",
    }
  })
  beforeEach(async () => {
    await catcher.clearFaults()
    await catcher.forget()
    pool = new SmtpPool(access, 0.05)
  })
  afterEach(() => pool.close())
  afterAll(() => catcher?.stop())

  it("hands a letter over as it is, the same bytes each time", async () => {
    expect(await pool.send(letter())).toMatchObject({ outcome: "sent", code: 250, fault: null })
    expect(await pool.send(letter())).toMatchObject({ outcome: "sent" })
    const [one, other] = await catcher.messages()
    expect(one).toMatchObject({
      from: "no-reply@shop.example",
      to: ["anna@example.com"],
      subject: "Заказ принят ✓",
      message_id: "mmsg_one@shop.example",
    })
    const [first, second] = [await catcher.letter(one.id), await catcher.letter(other.id)]
    expect(first.raw).toBe(second.raw)
    expect(first.text?.trim()).toBe("Hello Anna")
    expect(first.html).toContain("<b>Anna</b>")
    expect(first.headers).toEqual(
      expect.arrayContaining([
        "List-Unsubscribe: <https://shop.example/u/1>",
        "Reply-To: help@shop.example",
        "Date: Sun, 22 Nov 2026 10:00:00 +0000",
      ])
    )
    expect((await catcher.figures()).most_connections).toBe(1)
  })

  it("never makes another header or recipient of what somebody wrote", async () => {
    const evil = "Evil\r\nBcc: victim@example.com\r\n\r\nBody"
    const { outcome } = await pool.send(
      letter({
        subject: evil,
        from_address: `${evil}, second@example.com <no-reply@shop.example>`,
        headers: { "X-Note": evil, "Bad: name": "x", Bcc: "victim@example.com" },
      })
    )
    expect(outcome).toBe("sent")
    const [{ id, to }] = await catcher.messages()
    const { headers } = await catcher.letter(id)
    expect(to).toEqual(["anna@example.com"])
    expect(headers.filter((line) => /^(bcc|bad|body)/i.test(line))).toEqual([])
    expect(headers.filter((line) => /^to:/i.test(line))).toEqual(["To: anna@example.com"])
  })

  it.each([
    ["two@example.com, three@example.com"],
    ["anna@example.com\r\nRCPT TO:<victim@example.com>"],
    ["anna"],
    [""],
  ])("asks no server about the address %j", async (to_address) => {
    expect(await pool.send(letter({ to_address }))).toMatchObject({
      outcome: "failed",
      fault: "message",
      code: null,
    })
    expect(await catcher.messages()).toEqual([])
  })

  it.each([
    ["4xx", { outcome: "deferred", fault: "message", code: 451, enhanced_code: "4.7.1" }],
    ["5xx", { outcome: "failed", fault: "message", code: 554, mailbox_gone: false }],
    ["reject_rcpt", { outcome: "failed", fault: "message", code: 550, mailbox_gone: true }],
    ["reject_sender", { outcome: "deferred", fault: "message", code: 550 }],
    ["busy", { outcome: "deferred", fault: "account", code: 421 }],
    ["cut_in_data", { outcome: "unclear", fault: "message", code: null }],
    ["cut_after_data", { outcome: "unclear", fault: "message", code: null }],
  ] as const)("says what %s means, and goes on afterwards", async (fault, expected) => {
    await catcher.fault(fault)
    const outcome = await pool.send(letter({ html: "x".repeat(200_000) }))
    expect(outcome).toMatchObject(expected)
    expect(outcome.answer).not.toContain("@")
    expect(await pool.send(letter())).toMatchObject({ outcome: "sent" })
  })

  it("does not know what became of a letter that nobody answers", async () => {
    await catcher.fault("hang_after_data")
    const hasty = new SmtpPool(access, 0.01)
    expect(await hasty.send(letter())).toMatchObject({ outcome: "unclear", fault: "message" })
  })

  it("waits for a slow server", async () => {
    await catcher.fault("slow", { delay_ms: 2_000 })
    expect(await pool.send(letter())).toMatchObject({ outcome: "sent" })
  })

  it("lays it to the account when the server is away, and when it does not greet", async () => {
    await catcher.fault("slow_greeting", { delay_ms: 10_000 })
    expect(await pool.send(letter())).toMatchObject({
      outcome: "deferred",
      fault: "account",
      answer: "The server has not answered in time.",
    })
    await catcher.fault("down")
    expect(await pool.send(letter())).toMatchObject({
      outcome: "deferred",
      fault: "account",
      answer: "The server refuses the connection.",
    })
  })

  it("sends at once through a new connection when the kept one has ended meanwhile", async () => {
    expect(await pool.send(letter())).toMatchObject({ outcome: "sent" })
    await catcher.fault("down")
    await catcher.clearFaults()
    expect(await pool.send(letter())).toMatchObject({ outcome: "sent" })
    expect(await catcher.messages()).toHaveLength(2)
  })

  it("checks an account without sending anything", async () => {
    expect(await pool.check()).toBeNull()
    const wrong = new SmtpPool({ ...access, password: "wrong" }, 0.05)
    expect(await wrong.check()).toMatch(/^535 5\.7\.8/)
    expect(await wrong.send(letter())).toMatchObject({ outcome: "deferred", fault: "account" })
    expect(await catcher.messages()).toEqual([])
  })

  it("does not talk to a server whose certificate nobody has signed", async () => {
    const secured = await startMailCatcher({ tls: true })
    const strict = new SmtpPool({ ...access, port: secured.port, security: "starttls" }, 0.2)
    expect(await strict.send(letter())).toMatchObject({
      outcome: "deferred",
      fault: "account",
      answer: expect.stringContaining("certificate is not valid"),
    })
    expect(await secured.messages()).toEqual([])
    await secured.stop()
    // Where encryption is demanded and not offered, nothing is sent in the clear.
    const demanding = new SmtpPool({ ...access, security: "starttls" }, 0.2)
    expect(await demanding.send(letter())).toMatchObject({ outcome: "deferred", fault: "account" })
    expect(await catcher.messages()).toEqual([])
  })
})
