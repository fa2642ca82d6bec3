import { BlockList, isIP, isIPv4, isIPv6 } from "node:net"
import { domainToASCII } from "node:url"
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max"
import { containsCardNumber } from "../../../lib/card-numbers"
import type { Faults } from "../faults"
import type { OrderCustomer } from "../shop-order"
import { isBlank } from "./texts"

/** Addresses that say nothing about where a customer is; IANA special-purpose registries. */
const privateNetworks: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  ["::", 127, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
]

const privateAddresses = new BlockList()
for (const [network, prefix, family] of privateNetworks) {
  privateAddresses.addSubnet(network, prefix, family)
}

const mappedAddress = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** Why an address must not be trusted, or null when it looks like one of the internet. */
export const ipFlag = (address: string): OrderCustomer["ip_flag"] => {
  const plain = mappedAddress.exec(address)?.[1] ?? address
  if (isIP(plain) === 0) {
    return "malformed"
  }
  const isPrivate =
    (isIPv4(plain) && privateAddresses.check(plain, "ipv4")) ||
    (isIPv6(plain) && privateAddresses.check(plain, "ipv6"))
  return isPrivate ? "private" : null
}

/** The form of an e-mail address by which a customer is found again. */
export const normaliseEmail = (email: string): string => email.normalize("NFC").trim().toLowerCase()

const localPart =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domainLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const topLevelDomain = /^([a-z]{2,63}|xn--[a-z0-9-]+)$/

/** Whether mail can be sent there: one @, a dot-atom before it, a domain name after it. */
export const isEmail = (email: string): boolean => {
  const at = email.lastIndexOf("@")
  const local = email.slice(0, at)
  if (at < 1 || local.length > 64 || email.length > 254 || !localPart.test(local)) {
    return false
  }
  const labels = domainToASCII(email.slice(at + 1)).split(".")
  return (
    labels.length >= 2 &&
    labels.every((label) => domainLabel.test(label)) &&
    topLevelDomain.test(labels[labels.length - 1])
  )
}

const LONGEST_NATIONAL = 12

/** The number in E.164, or undefined after a fault. A number without + is read in the country. */
export const readPhone = (
  sent: string,
  country: string | undefined,
  faults: Faults
): string | undefined => {
  const path = "customer.phone"
  const international = sent.trim().replace(/^00/, "+")
  const digits = sent.replace(/\D/g, "")
  const isInternational = international.startsWith("+") || international.startsWith("\uff0b")
  if (!isInternational && digits.length > LONGEST_NATIONAL && containsCardNumber(sent)) {
    faults.unprocessable(
      path,
      "Looks like a card number; write the phone number with + and the country code."
    )
    return undefined
  }
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined
  const phone = parsePhoneNumberFromString(international, { defaultCountry: home, extract: false })
  if (!phone?.isValid()) {
    faults.unprocessable(
      path,
      "This is not a phone number; write it with + and the country code, for example +493023125042."
    )
    return undefined
  }
  return phone.number
}

type SentCustomer = {
  first_name?: string
  last_name?: string
  email?: string
  phone?: string
  ip?: string
}

const notBlank = (path: string, value: string | undefined, faults: Faults): string | undefined => {
  if (value !== undefined && isBlank(value)) {
    faults.unprocessable(path, "Must not be empty.")
    return undefined
  }
  return value
}

/** Reads the buyer; undefined when something of it is not right. */
export const readCustomer = (
  sent: SentCustomer | undefined,
  country: string | undefined,
  faults: Faults
): OrderCustomer | undefined => {
  if (!sent) {
    return undefined
  }
  const first_name = notBlank("customer.first_name", sent.first_name, faults)
  const last_name = notBlank("customer.last_name", sent.last_name, faults)
  const email = sent.email === undefined ? undefined : normaliseEmail(sent.email)
  if (email !== undefined && !isEmail(email)) {
    faults.unprocessable("customer.email", "This is not an e-mail address.")
  }
  const phone = sent.phone === undefined ? undefined : readPhone(sent.phone, country, faults)
  const ip = notBlank("customer.ip", sent.ip, faults)?.trim()
  if (
    first_name === undefined ||
    last_name === undefined ||
    email === undefined ||
    sent.email === undefined ||
    phone === undefined ||
    ip === undefined
  ) {
    return undefined
  }
  const ip_flag = ipFlag(ip)
  return { first_name, last_name, email, email_as_sent: sent.email, phone, ip, ip_flag }
}
