import { asFrameDocument } from "./frame-document"

describe("a letter in a frame", () => {
  it("has its policy before anything else of its head", () => {
    const document = asFrameDocument("<!doctype html><HEAD lang='en'><style>p{}</style></HEAD><p>")
    expect(document).toMatch(/<HEAD lang='en'><meta http-equiv="Content-Security-Policy"/)
    expect(document.indexOf("Content-Security-Policy")).toBeLessThan(document.indexOf("<style>"))
  })

  it("has one also where the letter is a bare fragment", () => {
    expect(asFrameDocument("<p>Hello</p>")).toMatch(/^<!doctype html><html><head><meta http-equiv=/)
  })

  it("is not taken in by a head in front of which something stands", () => {
    // The policy then comes after it, but it is still in force for everything that could load later:
    // the letters are sanitised on the server, the frame has neither scripts nor forms.
    expect(asFrameDocument("<p>x</p><head></head>")).toContain("default-src 'none'")
  })
})
