import { isAddress, readMailbox } from "./mailbox"
import { readSmtpUrl } from "./smtp-url"
import { enhancedCodeOf, outcomeOfFailure, scrubAnswer, type SmtpFailure } from "./transformers"

const refused = (command: string, response: string): SmtpFailure => ({
  message: `refused: ${response}`,
  code: "EENVELOPE",
  command,
  response,
  responseCode: Number(response.slice(0, 3)),
})

describe("what a failed conversation means", () => {
  it.each([
    ["RCPT TO", "550 5.1.1 <a@b.example> unknown", "failed", "message", true],
    ["RCPT TO", "550 5.1.10 null MX", "failed", "message", true],
    ["RCPT TO", "550 No such user here", "failed", "message", true],
    ["RCPT TO", "550 5.7.1 policy", "failed", "message", false],
    ["RCPT TO", "550 mailbox unavailable", "failed", "message", false],
    ["RCPT TO", "552 5.2.2 mailbox full", "failed", "message", false],
    ["RCPT TO", "451 4.7.1 greylisted", "deferred", "message", false],
    ["RCPT TO", "421 4.7.0 too many recipients", "deferred", "message", false],
    ["DATA", "554 5.7.1 spam", "failed", "message", false],
    ["DATA", "452 4.3.1 no space", "deferred", "message", false],
    ["MAIL FROM", "550 5.7.1 sender refused", "deferred", "message", false],
    ["MAIL FROM", "530 5.7.0 authentication required", "deferred", "account", false],
    ["MAIL FROM", "421 4.3.2 shutting down", "deferred", "account", false],
    ["CONN", "554 5.3.2 going away", "deferred", "message", false],
  ] as const)("%s %s: %s", (command, response, outcome, fault, mailbox_gone) => {
    expect(outcomeOfFailure(refused(command, response), "envelope")).toMatchObject({
      ...{ outcome, fault, mailbox_gone },
      code: Number(response.slice(0, 3)),
    })
  })

  it("is the account's before the server has let us in, whatever it says", () => {
    for (const response of ["554 5.7.1 you are on a list", "535 5.7.8 wrong", "421 busy"]) {
      expect(outcomeOfFailure(refused("CONN", response), "entering")).toMatchObject({
        outcome: "deferred",
        fault: "account",
      })
    }
  })

  it("is unclear only from the first byte of the letter on", () => {
    const cut = { message: "Connection closed unexpectedly", code: "ECONNECTION" }
    expect(outcomeOfFailure(cut, "entering")).toMatchObject({
      outcome: "deferred",
      fault: "account",
    })
    expect(outcomeOfFailure(cut, "envelope")).toMatchObject({
      outcome: "deferred",
      fault: "message",
    })
    expect(outcomeOfFailure(cut, "data")).toMatchObject({ outcome: "unclear", fault: "message" })
  })

  it("is said without addresses, on one line", () => {
    expect(scrubAnswer("550-5.1.1 <anna@example.com>\r\n550 5.1.1 gone: B@c.d")).toBe(
      "550-5.1.1 <***> 550 5.1.1 gone: ***"
    )
    expect(enhancedCodeOf("550 5.1.1 gone")).toBe("5.1.1")
    expect(enhancedCodeOf("550 gone in 5.1.1 days")).toBeNull()
  })
})

describe("a mailbox", () => {
  it("is one, whatever its name holds", () => {
    expect(readMailbox('"Doe, \\"Jo\\" <x@y.z>" <jo@example.com>')).toEqual({
      name: 'Doe, "Jo" <x@y.z>',
      address: "jo@example.com",
    })
    expect(readMailbox("Анна\r\nBcc: x <anna@пример.рф>")?.address).toBe("anna@пример.рф")
    for (const text of ["a@b.c, d@e.f", "a b@c.d", "<>", "a@", "a@b@c", "a@b.c>", '"a b"@c.d']) {
      expect(readMailbox(text)).toBeNull()
    }
    expect(isAddress("a@b.c\n")).toBe(false)
  })
})

describe("SMTP_URL", () => {
  it("says how a server is reached", () => {
    expect(readSmtpUrl("smtps://me%40x:p%2Fw@mail.example.com")).toEqual({
      host: "mail.example.com",
      port: 465,
      security: "tls",
      username: "me@x",
      password: "p/w",
    })
    expect(readSmtpUrl("smtp://mail.example.com")).toMatchObject({
      port: 587,
      security: "starttls",
    })
    expect(readSmtpUrl("smtp://127.0.0.1:2525")).toMatchObject({ port: 2525, security: "none" })
    expect(readSmtpUrl("smtp://[::1]:25")).toMatchObject({ host: "::1", security: "none" })
    expect(() => readSmtpUrl("http://mail.example.com")).toThrow(/smtp/)
  })
})
