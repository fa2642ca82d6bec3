import { cleanLine, cleanWords, cut } from "./clean-text"
import { foreignLinksIn, ownLink, type AllowedLinks } from "./letter-links"
import { isMailAddress, mailbox } from "./mail-address"

const allowed: AllowedLinks = {
  domains: ["tea.example", "bücher.example"],
  origins: ["http://localhost:9000"],
  emails: ["help@elsewhere.example"],
}

describe("text from outside", () => {
  it.each([
    ["line ends", "Anna\r\nBcc: x@y.example\n\tz", "Anna Bcc: x@y.example z"],
    ["controls", "A\u0000n\u0007n\u007fa", "A n n a"],
    ["Unicode's line ends", "Anna\u2028Schmidt\u2029x", "Anna Schmidt x"],
    ["marks that turn the direction", "abc\u202Etxt.exe\u202C \u2067x\u2069", "abctxt.exe x"],
    ["invisible signs", "pay\u200Bpal\uFEFF", "paypal"],
    ["half a character", "a\uD83Db", "ab"],
    ["spaces", "  a \u00A0 b  ", "a b"],
  ])("is one clean line: %s", (_what, text, clean) => {
    expect(cleanLine(text)).toBe(clean)
  })

  it.each([
    "Анна",
    "安娜",
    "אנה כהן",
    "آنا",
    "می‌خواهم",
    "👩‍🚀 Zoë",
    "🇩🇪",
    "O’Neil-Łęcki",
    "नमस्ते क्‍ष",
  ])("stays what it is: %s", (text) => {
    expect(cleanLine(text)).toBe(text.normalize("NFC"))
  })

  it("is cut between characters and never long", () => {
    expect(cut("abcdef", 6)).toBe("abcdef")
    expect(cut("abcdefg", 6)).toBe("abcde…")
    expect(cut("👩‍🚀👩‍🚀👩‍🚀", 12)).toBe("👩‍🚀👩‍🚀…")
    expect(cleanLine("x".repeat(10_000))).toHaveLength(200)
    // One "character" of ten thousand marks.
    expect(cleanLine(`a${"\u0301".repeat(10_000)}`).length).toBeLessThanOrEqual(200)
  })

  it("makes no links of what looks like one", () => {
    const words = cleanWords("see https://evil.example/a or www.evil.example, evil.example")
    expect(words.replaceAll("\u200B", "")).toBe(
      "see https://evil.example/a or www.evil.example, evil.example"
    )
    expect(words).not.toMatch(/\w\.\w|:\/\//)
    expect(foreignLinksIn(words, allowed)).toEqual([])
    expect(cleanWords("Dr. A. Smith, No.5, 3.14")).toBe("Dr. A. Smith, No.5, 3.14")
  })
})

describe("links in letters", () => {
  it.each([
    ["https://tea.example/a?b=c#d", "https://tea.example/a?b=c#d"],
    ["https://www.tea.example", "https://www.tea.example/"],
    ["HTTPS://TEA.EXAMPLE", "https://tea.example/"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
    ["http://localhost:9000/go/x", "http://localhost:9000/go/x"],
    ["mailto:info@tea.example?subject=x&bcc=all@evil.example", "mailto:info@tea.example"],
    ["mailto:help@elsewhere.example", "mailto:help@elsewhere.example"],
    ["tel:+49 30 23125042", "tel:+49 30 23125042"],
    ["ht\ntps://tea.example/", "https://tea.example/"],
  ])("may lead to our own places: %s", (link, known) => {
    expect(ownLink(link, allowed)).toBe(known)
  })

  it.each([
    "https://evil.example",
    "https://eviltea.example",
    "https://tea.example.evil.example",
    "https://tea.example@evil.example",
    "https://user:password@tea.example",
    "https://tea.example:8443/",
    "http://localhost:9001/",
    "https://evil.example\\@tea.example",
    "https:evil.example",
    "//tea.example",
    "/a",
    "#a",
    "",
    "javascript:alert(1)",
    "JaVa\tScript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://tea.example",
    "mailto:a@evil.example",
    "mailto:a@tea.example,b@evil.example",
    "mailto:a@evil.example%2Ctea.example",
    "mailto:",
  ])("lead nowhere else: %s", (link) => {
    expect(ownLink(link, allowed)).toBeNull()
  })

  it("are found in texts too", () => {
    expect(
      foreignLinksIn(
        "https://tea.example/x, (https://evil.example/y). www.evil.example! a@www.x.example",
        allowed
      )
    ).toEqual(["https://evil.example/y", "www.evil.example"])
  })
})

describe("mailboxes", () => {
  it("hold one address, whatever the name says", () => {
    expect(mailbox("Tea House", "a@tea.example")).toBe('"Tea House" <a@tea.example>')
    expect(mailbox(null, "a@tea.example")).toBe("a@tea.example")
    expect(mailbox('A" <b@evil.example>,\r\nBcc: c@evil.example', "a@tea.example")).toBe(
      '"A <b@evil.example>, Bcc: c@evil.example" <a@tea.example>'
    )
  })

  it.each([
    "a@b@c",
    "a b@c.example",
    "a@b.example\r\nBcc: x@y",
    "a@b,c@d",
    "<a@b>",
    "",
    "a",
    "@b",
    "a@",
  ])("are not made of %j", (address) => {
    expect(isMailAddress(address)).toBe(false)
    expect(() => mailbox("x", address)).toThrow()
  })
})
