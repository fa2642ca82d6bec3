import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { newEntityId } from "../../lib/entity-id"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import type { MessageContent } from "../../modules/mail/types"
import type { SmtpPool } from "../../providers/notification/smtp/client"
import type { SmtpLetter, TryOutcome } from "../../providers/notification/smtp/letter"
import { readMailbox } from "../../providers/notification/smtp/mailbox"
import type { ReadyLetter } from "./prepare-messages"
import { openPool } from "./smtp-pools"
import { recordTry } from "./record-outcome"

type Sendable = Omit<MessageContent, "message_id" | "template">

const letterOf = (
  { from_address, to_address, reply_to, subject, html, text, headers }: Sendable,
  internet_message_id: string,
  at: Date
): SmtpLetter => ({
  ...{ internet_message_id, at, from_address, to_address, reply_to },
  ...{ subject, html, text, headers },
})

/** How long is waited before what came of a letter is written down once more, in milliseconds. */
const RECORDING_PAUSES = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]

/**
 * A letter that has gone out and is not written down goes out a second time: the database may be away
 * for a moment.
 */
const insist = async (record: () => Promise<void>): Promise<void> => {
  for (const milliseconds of RECORDING_PAUSES) {
    try {
      return await record()
    } catch {
      await pause(milliseconds)
    }
  }
  return record()
}

/** Hands one claimed message to its mail server, and writes down at once what came of it. */
export const sendMessage = async (
  container: MedusaContainer,
  pool: SmtpPool,
  { message, content, written_at }: ReadyLetter
): Promise<TryOutcome> => {
  const began = new Date()
  const outcome = await pool.send(letterOf(content, message.internet_message_id, written_at))
  const duration_ms = Date.now() - began.getTime()
  await insist(() =>
    recordTry(container, message, content.to_address, outcome, { began, duration_ms })
  )
  return outcome
}

/**
 * Sends a letter that is no message of any order, at once and once: a person tries a wording out.
 *
 * @throws Problem 404 when there is no such account; SecretsUnreadable
 */
export const sendNow = async (
  container: MedusaContainer,
  accountId: string,
  content: Sendable
): Promise<TryOutcome> => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const pool = await openPool(container, await accounts.read(accountId))
  const domain = readMailbox(content.from_address)?.address.split("@")[1] ?? "localhost"
  try {
    const id = `${newEntityId("mtest").toLowerCase()}@${domain}`
    return await pool.send(letterOf(content, id, new Date()))
  } finally {
    pool.close()
  }
}
