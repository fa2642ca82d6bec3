import { BlockList, isIP, isIPv4, isIPv6 } from "node:net"
import { plainAddress } from "../../lib/plain-address"

/** Splits `192.0.2.0/24`, `2001:db8::/32` or a single address; null when it is neither. */
const readRange = (
  entry: string
): { address: string; prefix: number; family: "ipv4" | "ipv6" } | null => {
  const [address, prefixText, ...rest] = entry.split("/")
  const family = isIPv4(address)
    ? "ipv4"
    : isIPv6(address) && !address.includes("%")
      ? "ipv6"
      : null
  if (!family || rest.length > 0) {
    return null
  }
  const widest = family === "ipv4" ? 32 : 128
  if (prefixText === undefined) {
    return { address, prefix: widest, family }
  }
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > widest) {
    return null
  }
  return { address, prefix: Number(prefixText), family }
}

/** Whether `entry` can stand in a shop's list of allowed addresses. */
export const isAddressOrRange = (entry: string): boolean => readRange(entry) !== null

/**
 * A test whether an address is in the list. An empty list allows every address; an address that
 * is no IP address is allowed by the empty list only.
 */
export const addressTest = (entries: string[]): ((address: string) => boolean) => {
  if (entries.length === 0) {
    return () => true
  }
  const list = new BlockList()
  for (const entry of entries) {
    const range = readRange(entry)
    if (range) {
      list.addSubnet(range.address, range.prefix, range.family)
    }
  }
  return (address) => {
    const plain = plainAddress(address)
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 4 ? "ipv4" : "ipv6")
  }
}
