import { createHash } from "node:crypto"
import { isAddress } from "../../notification/smtp/mailbox"
import { ANSWER_FILE_FIELDS, answerFileFaults, readAnswerFile } from "../answer-files"
import { ORDER_FILE_FIELDS, parcelFileFaults, writeParcelFile } from "../csv-files"
import { batchValues, fillText, templateFault } from "../placeholders"
import { textOf, withFaults, type Settings } from "../settings"
import type {
  HandOverBatch,
  ParcelAnswer,
  SettingField,
  Supplier,
  SupplierCheck,
} from "../supplier"

/** A letter with a file of parcels. The same batch makes the same letter, its Message-ID included. */
export type ParcelLetter = {
  /** The part of the Message-ID before the @. */
  message_id: string
  at: Date
  to: string
  /** Null: the installation's own sender. */
  from: string | null
  reply_to: string | null
  /** A mail account of ours; null is the usual one. */
  account_id: string | null
  subject: string
  text: string
  attachment: { filename: string; content_type: string; bytes: Buffer }
}

/**
 * What became of a letter. `not_sent` is certain: the server has not taken it. After `unclear` it may
 * have been sent; the same letter again has the same Message-ID.
 */
export type LetterOutcome = { outcome: "sent" | "not_sent" | "unclear"; words: string }

/** How letters go out: this supplier builds them, sending them is our mail's business. */
export type LetterBox = {
  send: (letter: ParcelLetter) => Promise<LetterOutcome>
  check: (accountId: string | null) => Promise<SupplierCheck>
}

const BATCH = 200

const field = (
  name: string,
  kind: SettingField["kind"],
  more: Partial<SettingField> = {}
): SettingField => ({ name, label: name, kind, required: false, ...more })

const DEFAULT_SUBJECT = "Orders {batch.date} ({batch.name})"
const DEFAULT_TEXT =
  "Hello,\n\nplease find our new orders in the attached file.\n\nIf this letter arrives twice it has the same name in its subject: it is one and the same order."

const FIELDS: readonly SettingField[] = [
  field("to", "text", { required: true }),
  field("from", "text"),
  field("reply_to", "text"),
  field("account_id", "text"),
  field("subject", "text", { default: DEFAULT_SUBJECT }),
  field("text", "text", { default: DEFAULT_TEXT }),
  ...ORDER_FILE_FIELDS,
  ...ANSWER_FILE_FIELDS,
]

const addressFault = (settings: Settings, name: string): string | null => {
  const address = textOf(settings, name)
  return address === "" || isAddress(address) ? null : "An e-mail address, or nothing."
}

const wordsFault = (settings: Settings, name: string): string | null => {
  const text = textOf(settings, name)
  return text.includes("{parcels}")
    ? "The parcels are in the attached file."
    : templateFault(text, "batch")
}

const checkSettings = (settings: Settings): Record<string, string> => {
  return withFaults(parcelFileFaults(FIELDS, settings), {
    ...answerFileFaults(settings),
    to: isAddress(textOf(settings, "to")) ? null : "One e-mail address.",
    from: addressFault(settings, "from"),
    reply_to: addressFault(settings, "reply_to"),
    subject: /[\r\n]/.test(textOf(settings, "subject"))
      ? "A subject has one line."
      : wordsFault(settings, "subject"),
    text: wordsFault(settings, "text"),
  })
}

const letterOf = (settings: Settings, batch: HandOverBatch): ParcelLetter => {
  const values = batchValues(batch)
  const encoding = textOf(settings, "encoding", "utf-8")
  return {
    message_id: `parcels-${createHash("sha256").update(batch.name).digest("hex").slice(0, 32)}`,
    at: batch.at,
    to: textOf(settings, "to"),
    from: textOf(settings, "from") || null,
    reply_to: textOf(settings, "reply_to") || null,
    account_id: textOf(settings, "account_id") || null,
    subject: fillText(textOf(settings, "subject", DEFAULT_SUBJECT), values),
    text: fillText(textOf(settings, "text", DEFAULT_TEXT), values),
    attachment: {
      filename: `${batch.name}.csv`,
      content_type: `text/csv; charset=${encoding}`,
      bytes: writeParcelFile(settings, batch),
    },
  }
}

/** A supplier who is sent a letter with a file; his answers are uploaded by a person. */
export const createCsvEmail = (letters: LetterBox): Supplier => ({
  name: "csv_email",
  title: "CSV by e-mail",
  capabilities: { batch: BATCH, by_hand: false, cancel: false, ask: false, answers: ["upload"] },
  fields: FIELDS,
  checkSettings,
  handOver: async ({ settings }, batch) => {
    const at = new Date()
    const { outcome, words } = await letters.send(letterOf(settings, batch))
    const answers = (state: ParcelAnswer["outcome"], message: string | null): ParcelAnswer[] =>
      batch.parcels.map(({ number }) => ({
        number,
        outcome: state,
        reference: null,
        message,
        tracking: [],
      }))
    const exchanges = [
      {
        at,
        what: `letter ${batch.name} (${batch.parcels.length} parcels)`,
        outcome: `${outcome.replaceAll("_", " ")}: ${words}`,
        duration_ms: Date.now() - at.getTime(),
      },
    ]
    switch (outcome) {
      case "sent":
        return { answers: answers("taken", null), exchanges, failure: null }
      case "unclear":
        return { answers: answers("unknown", words), exchanges, failure: null }
      default:
        return { answers: [], exchanges, failure: words }
    }
  },
  check: ({ settings }) => letters.check(textOf(settings, "account_id") || null),
  readAnswers: readAnswerFile,
})
