import { cleanLine } from "./render/clean-text"
import { isMailAddress } from "./render/mail-address"
import type { MailShop } from "./types"

/** Who a letter is from, and where answers go. */
export type Sender = {
  name: string
  address: string
  /** Null: to the sender. */
  reply_to: string | null
}

/** Addresses that say of themselves that nobody reads them. */
const UNREAD = /^(no|do-?not)[-._]?reply@/i

/** The address that a letter may tell the customer to write to; null when nobody reads the sender's. */
export const answersTo = ({ reply_to, address }: Sender): string | null =>
  reply_to ?? (UNREAD.test(address) ? null : address)

/** Who signs for a shop: what it says itself, else the installation's sender, else its own domain. */
export const senderOf = ({
  mailShop,
  shopName,
  domain,
  mailFrom,
}: {
  mailShop: Pick<MailShop, "from_name" | "from_address" | "reply_to">
  shopName: string
  domain: string
  /** MAIL_FROM: an address, or `Name <address>`. */
  mailFrom: string | undefined
}): Sender => {
  const installation = mailFrom && (/<([^<>]*)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom).trim()
  const addresses = [mailShop.from_address, installation, `no-reply@${domain}`]
  return {
    name: cleanLine(mailShop.from_name ?? shopName),
    // An address that no server takes must not keep all letters back: the next best is used.
    address: addresses.find((address) => address && isMailAddress(address)) ?? "no-reply@localhost",
    reply_to: mailShop.reply_to && isMailAddress(mailShop.reply_to) ? mailShop.reply_to : null,
  }
}
