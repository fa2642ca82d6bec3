const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** The plain form of an address: IPv4 mapped into IPv6 (`::ffff:192.0.2.1`) becomes IPv4. */
export const plainAddress = (address: string): string => MAPPED_IPV4.exec(address)?.[1] ?? address
