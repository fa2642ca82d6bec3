import type { MedusaContainer } from "@medusajs/framework/types"
import { readEnvironment } from "../../lib/environment"
import { MAIL_MODULE } from "../../modules/mail"
import { senderOf } from "../../modules/mail/sender"
import type MailModuleService from "../../modules/mail/service"
import type { MailAccount } from "../../modules/mail/types"
import type { LetterBox, ParcelLetter } from "../../providers/fulfillment/csv_email/supplier"
import { isLoopback } from "../../providers/notification/smtp/smtp-url"
import { openPool } from "../mail/smtp-pools"

const NO_ACCOUNT = "There is no mail account that letters to suppliers could go through."

/** The account that is asked for, or the usual one; null when there is none that may be used. */
const accountFor = async (
  container: MedusaContainer,
  accountId: string | null
): Promise<MailAccount | null> => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const all = (await accounts.list()).filter(({ active }) => active)
  return all.find(({ id, is_default }) => (accountId ? id === accountId : is_default)) ?? null
}

const ownDomain = (): string => {
  const { PUBLIC_URL, HOST } = readEnvironment()
  const host = PUBLIC_URL ? new URL(PUBLIC_URL).hostname : HOST
  return isLoopback(host) ? "localhost" : host
}

const senderAddress = ({ from }: ParcelLetter): string =>
  from ??
  senderOf({
    mailShop: { from_name: null, from_address: null, reply_to: null },
    shopName: "",
    domain: ownDomain(),
    mailFrom: readEnvironment().MAIL_FROM,
  }).address

/**
 * How letters to suppliers go out: through our mail accounts, at once and once. Customers' letters have
 * their own queue; here the batch of parcels is the queue, and its name makes the Message-ID.
 */
export const letterBoxOf = (container: MedusaContainer): LetterBox => ({
  send: async (letter) => {
    const account = await accountFor(container, letter.account_id)
    if (!account) {
      return { outcome: "not_sent", words: NO_ACCOUNT }
    }
    const from = senderAddress(letter)
    const pool = await openPool(container, account)
    try {
      const { outcome, answer } = await pool.send({
        internet_message_id: `${letter.message_id}@${from.split("@")[1] ?? "localhost"}`,
        at: letter.at,
        from_address: from,
        to_address: letter.to,
        reply_to: letter.reply_to,
        subject: letter.subject,
        html: "",
        text: letter.text,
        headers: {},
        attachments: [letter.attachment],
      })
      return {
        outcome: outcome === "sent" || outcome === "unclear" ? outcome : "not_sent",
        words: answer,
      }
    } finally {
      pool.close()
    }
  },
  check: async (accountId) => {
    const account = await accountFor(container, accountId)
    if (!account) {
      return { ok: false, words: NO_ACCOUNT }
    }
    const pool = await openPool(container, account)
    const words = await pool.check()
    pool.close()
    return words === null
      ? { ok: true, words: `The mail server ${account.name} lets us in.` }
      : { ok: false, words: `The mail server ${account.name} cannot be used: ${words}` }
  },
})
