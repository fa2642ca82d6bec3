/** A letter as it is handed to a mail server: the same fields make the same bytes at every try. */
export type SmtpLetter = {
  /** The Message-ID header without its brackets. */
  internet_message_id: string
  /** The Date header. */
  at: Date
  /** One mailbox each: an address, or a name with the address in angle brackets. */
  from_address: string
  to_address: string
  reply_to: string | null
  subject: string
  html: string
  text: string
  /** Further headers, e.g. those of unsubscribing. */
  headers: Readonly<Record<string, string>>
  attachments?: readonly LetterAttachment[]
}

export type LetterAttachment = { filename: string; content_type: string; bytes: Buffer }

/** How a mail server is reached, its password included: kept in memory only. */
export type SmtpAccess = {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` demanded, or `none` (only for this machine). */
  security: "tls" | "starttls" | "none"
  username: string | null
  password: string | null
}

/** What became of one conversation about a letter. */
export type TryOutcome = {
  /**
   * `deferred`: not taken now. `failed`: refused for good. `unclear`: the connection ended after the
   * letter was handed over and before the server said what it did with it.
   */
  outcome: "sent" | "deferred" | "failed" | "unclear"
  /**
   * To whom a failure is laid: an account that nobody can use at the moment (its letters wait, none is
   * the worse for it), or this letter (it is tried later, less and less often).
   */
  fault: "account" | "message" | null
  /** SMTP reply code and enhanced status code (RFC 3463), e.g. 550 and 5.1.1. */
  code: number | null
  enhanced_code: string | null
  /** The server's last words, or ours when it said nothing; without addresses. */
  answer: string
  /** The server knows no such mailbox: nothing will ever arrive there. */
  mailbox_gone: boolean
}
