import { addressTest, isAddressOrRange } from "./allowed-addresses"

describe("the list of allowed addresses", () => {
  it("allows everything when it is empty", () => {
    expect(addressTest([])("198.51.100.1")).toBe(true)
    expect(addressTest([])("not an address")).toBe(true)
  })

  it("knows single addresses and ranges of both families", () => {
    const isAllowed = addressTest(["192.0.2.7", "10.1.0.0/16", "2001:db8::/32"])
    expect(["192.0.2.7", "10.1.255.255", "2001:db8:1::5"].map(isAllowed)).toEqual([
      true,
      true,
      true,
    ])
    expect(["192.0.2.8", "10.2.0.1", "2001:db9::1", "", "x"].map(isAllowed)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it("knows IPv4 in the clothes of IPv6", () => {
    expect(addressTest(["192.0.2.0/24"])("::ffff:192.0.2.9")).toBe(true)
    expect(addressTest(["192.0.2.0/24"])("::ffff:192.0.3.9")).toBe(false)
  })

  it.each(["192.0.2.1", "192.0.2.0/24", "0.0.0.0/0", "::1", "2001:db8::/128"])(
    "takes %s",
    (entry) => expect(isAddressOrRange(entry)).toBe(true)
  )

  it.each([
    "",
    "192.0.2",
    "192.0.2.0/33",
    "192.0.2.0/",
    "192.0.2.0/2/4",
    "::1/129",
    "fe80::1%eth0",
  ])("does not take %s", (entry) => expect(isAddressOrRange(entry)).toBe(false))
})
