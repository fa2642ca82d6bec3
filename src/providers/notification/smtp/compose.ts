import { createHash } from "node:crypto"
import MailComposer from "nodemailer/lib/mail-composer"
import type { SmtpLetter } from "./letter"
import { isOneLine, oneLine, readMailbox, type Mailbox } from "./mailbox"

export type ComposedLetter = {
  envelope: { from: string; to: string }
  bytes: Buffer
}

/** Why a letter cannot be handed to any server. */
export class UnsendableLetter extends Error {}

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,70}$/

/** Set by the composer; a template or a setting has no business there. */
const OWN_HEADERS = new Set([
  "from",
  "sender",
  "to",
  "cc",
  "bcc",
  "reply-to",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
  "return-path",
  "received",
])

const furtherHeaders = (headers: SmtpLetter["headers"]): { key: string; value: string }[] =>
  Object.entries(headers)
    .filter(([name]) => HEADER_NAME.test(name) && !OWN_HEADERS.has(name.toLowerCase()))
    .map(([key, value]) => ({ key, value: oneLine(value) }))

const mailboxOf = (text: string, what: string): Mailbox => {
  const mailbox = readMailbox(text)
  if (!mailbox) {
    throw new UnsendableLetter(`The ${what} is no address that anything can be sent to.`)
  }
  return mailbox
}

/**
 * The letter as MIME: a text and an HTML part. Pure: the same letter gives the same bytes, boundaries
 * included, so that a copy which arrives twice can be recognised as one.
 *
 * @throws UnsendableLetter when the sender's or the recipient's address is none
 */
export const composeLetter = async (letter: SmtpLetter): Promise<ComposedLetter> => {
  const from = mailboxOf(letter.from_address, "sender's address")
  // Whatever put a line break there wanted somebody else to get it.
  const to = mailboxOf(isOneLine(letter.to_address) ? letter.to_address : "", "recipient's address")
  const replyTo = letter.reply_to ? mailboxOf(letter.reply_to, "address for replies") : undefined
  const composer = new MailComposer({
    from,
    to,
    replyTo,
    subject: oneLine(letter.subject),
    messageId: `<${oneLine(letter.internet_message_id)}>`,
    date: letter.at,
    text: letter.text,
    // A letter to a machine or a warehouse has no HTML part.
    ...(letter.html === "" ? {} : { html: letter.html }),
    attachments: letter.attachments?.map(({ filename, content_type, bytes }) => ({
      filename,
      contentType: content_type,
      content: bytes,
    })),
    headers: furtherHeaders(letter.headers),
    baseBoundary: createHash("sha256")
      .update(letter.internet_message_id)
      .digest("hex")
      .slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "win",
  })
  return {
    envelope: { from: from.address, to: to.address },
    bytes: await composer.compile().build(),
  }
}
