import { localUrlOf, publicUrlOf } from "./public-url"

describe("the addresses of an installation", () => {
  it("reaches a server that listens everywhere on this machine", () => {
    expect(localUrlOf({ HOST: "0.0.0.0", PORT: 9000 })).toBe("http://127.0.0.1:9000")
    expect(localUrlOf({ HOST: "::1", PORT: 9001 })).toBe("http://[::1]:9001")
  })

  it("gives customers the public address, wherever the server listens", () => {
    const listening = { HOST: "127.0.0.1", PORT: 9000 }
    expect(publicUrlOf({ ...listening, PUBLIC_URL: "https://crm.example/base/" })).toBe(
      "https://crm.example/base"
    )
    expect(publicUrlOf({ ...listening, PUBLIC_URL: undefined })).toBe("http://127.0.0.1:9000")
  })
})
