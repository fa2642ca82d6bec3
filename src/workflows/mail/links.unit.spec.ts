import { payLink, readLink, trackLink, unsubscribeLink } from "./links"

const ORDER = "T3-7KQ2M9-XD4HTR-W8PAC3"

jest.mock("../../lib/environment", () => ({
  readServingEnvironment: () => ({ FINGERPRINT_KEY: Buffer.alloc(32, 7).toString("base64") }),
  readEnvironment: () => ({ PUBLIC_URL: "https://crm.example", HOST: "127.0.0.1", PORT: 9000 }),
}))

const tokenOf = (link: string): string =>
  decodeURIComponent(new URL(link).pathname).split("/").at(-1) ?? ""

describe("links in letters", () => {
  it("say what they are for, to us alone", () => {
    expect(readLink(tokenOf(payLink(ORDER)))).toEqual({ kind: "pay", order_id: ORDER })
    expect(readLink(tokenOf(unsubscribeLink(ORDER)))).toEqual({
      kind: "unsubscribe",
      order_id: ORDER,
    })
    expect(readLink(tokenOf(trackLink(ORDER, "RB 1/2~3.4 €")))).toEqual({
      kind: "track",
      order_id: ORDER,
      number: "RB 1/2~3.4 €",
    })
  })

  it("stand under our public address and need no escaping", () => {
    expect(payLink(ORDER)).toMatch(/^https:\/\/crm\.example\/go\/pT3-[\w-]+\.[\w-]{22}$/)
    expect(unsubscribeLink(ORDER)).toMatch(/^https:\/\/crm\.example\/mail\/unsubscribe\/u[\w.-]+$/)
  })

  it("cannot be made by anybody else", () => {
    const token = tokenOf(payLink(ORDER))
    const seal = token.split(".")[1]
    const forged = [
      token.replace("pT3", "uT3"),
      token.replace("W8PAC3", "W8PAC4"),
      token.slice(0, -1),
      `${token}A`,
      `p${ORDER}.`,
      `p${ORDER}`,
      `.${seal}`,
      "",
      "..",
      "x".repeat(5_000),
    ]
    for (const one of forged) {
      expect(readLink(one)).toBeNull()
    }
  })
})
