import type { TryOutcome } from "./letter"

/**
 * How far a conversation had come when it failed: `entering` until the server has let us in,
 * `envelope` until the letter itself is handed over, `data` from its first byte on.
 */
export type Stage = "entering" | "envelope" | "data"

/** What nodemailer says about a failure. */
export type SmtpFailure = {
  message: string
  /** nodemailer's word, e.g. ECONNECTION; `originalCode` is the system's own. */
  code?: string
  originalCode?: string
  /** The SMTP command that was refused, e.g. `RCPT TO`. */
  command?: string
  /** The server's whole answer, when there was one. */
  response?: string
  responseCode?: number
}

const LONGEST_ANSWER = 500

const ADDRESSES = /[^\s<>"'(),;:]+@[^\s<>"'(),;]+/gu
/* eslint-disable-next-line no-control-regex -- an answer may have several lines */
const CONTROL = /[\u0000-\u001f\u007f]+/g

/** A server's words as they may be kept: one line, without addresses. */
export const scrubAnswer = (answer: string): string =>
  answer.replace(CONTROL, " ").replace(ADDRESSES, "***").trim().slice(0, LONGEST_ANSWER)

/** The enhanced status code (RFC 3463) that an answer begins with, after its reply code. */
export const enhancedCodeOf = (answer: string): string | null =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? null

/** What says that there is no such mailbox: nothing will ever arrive (RFC 3463, IANA's registry). */
const MAILBOX_GONE: ReadonlySet<string> = new Set([
  "5.1.1", // no such mailbox
  "5.1.2", // no such domain
  "5.1.3", // not an address
  "5.1.6", // the mailbox has moved
  "5.1.10", // the domain takes no mail (null MX)
  "5.2.1", // the mailbox is disabled
])

/** Servers without enhanced codes say it in words, in answer to the recipient. */
const MAILBOX_GONE_WORDS =
  /no such (user|mailbox|recipient)|(user|recipient|mailbox|address) (unknown|not found|does(n't| not) exist)|unknown (user|recipient|mailbox)/i

const isMailboxGone = ({ command, responseCode }: SmtpFailure, answer: string): boolean => {
  const enhanced = enhancedCodeOf(answer)
  if (enhanced) {
    return MAILBOX_GONE.has(enhanced)
  }
  return (
    command === "RCPT TO" &&
    [550, 551, 553].includes(responseCode ?? 0) &&
    MAILBOX_GONE_WORDS.test(answer)
  )
}

/** What a system's or nodemailer's code means, for whoever looks after the account. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "The server refuses the connection.",
  ECONNRESET: "The connection was cut.",
  EPIPE: "The connection was cut.",
  EHOSTUNREACH: "The server cannot be reached.",
  ENETUNREACH: "The network cannot be reached.",
  ENOTFOUND: "There is no server of this name.",
  EAI_AGAIN: "The server's name cannot be looked up.",
  EDNS: "The server's name cannot be looked up.",
  ETIMEDOUT: "The server has not answered in time.",
  ECONNECTION: "The connection was cut.",
  ETLS: "The encrypted connection could not be made.",
  EAUTH: "The user name or password is refused.",
  EPROTOCOL: "The server does not speak SMTP.",
}

const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS_CERT|ALTNAME|certificate/i

const wordsOf = ({ code = "", originalCode = "", message }: SmtpFailure): string => {
  if (CERTIFICATE.test(originalCode) || CERTIFICATE.test(code) || CERTIFICATE.test(message)) {
    return `The server's certificate is not valid (${scrubAnswer(message)}).`
  }
  return WORDS[originalCode] ?? WORDS[code] ?? scrubAnswer(message)
}

/** Refusals of the sender that are about who we are, not about what we send (RFC 4954). */
const isAboutTheAccount = (code: number): boolean => [421, 454, 530, 534, 535, 538].includes(code)

/** What a refusal of is about this letter; anything else may be the server's bad moment. */
const FINAL_COMMANDS: ReadonlySet<string> = new Set(["RCPT TO", "DATA"])

const ofResponse = (
  failure: SmtpFailure,
  code: number,
  stage: Stage
): Pick<TryOutcome, "outcome" | "fault"> => {
  if (stage === "entering") {
    return { outcome: "deferred", fault: "account" }
  }
  if (failure.command === "MAIL FROM") {
    // A refused sender is a setting that a person can mend: the letter waits for it.
    return { outcome: "deferred", fault: isAboutTheAccount(code) ? "account" : "message" }
  }
  const isFinal = code >= 500 && FINAL_COMMANDS.has(failure.command ?? "")
  return { outcome: isFinal ? "failed" : "deferred", fault: "message" }
}

/** nodemailer refuses what no server would take, before it says a word. */
const REFUSED_BY_US: ReadonlySet<string> = new Set(["EENVELOPE", "EMESSAGE"])

const ofSilence = (failure: SmtpFailure, stage: Stage): Pick<TryOutcome, "outcome" | "fault"> => {
  if (REFUSED_BY_US.has(failure.code ?? "")) {
    return { outcome: "failed", fault: "message" }
  }
  if (stage === "data") {
    return { outcome: "unclear", fault: "message" }
  }
  // Who let us in and then fails over a letter may do so over this one every time: it must not come
  // first for ever.
  return { outcome: "deferred", fault: stage === "envelope" ? "message" : "account" }
}

/** What a failed conversation means for the letter and for the account. */
export const outcomeOfFailure = (failure: SmtpFailure, stage: Stage): TryOutcome => {
  const { responseCode, response } = failure
  if (!responseCode) {
    return {
      ...ofSilence(failure, stage),
      code: null,
      enhanced_code: null,
      answer: wordsOf(failure),
      mailbox_gone: false,
    }
  }
  const answer = response ?? failure.message
  const decided = ofResponse(failure, responseCode, stage)
  return {
    ...decided,
    code: responseCode,
    enhanced_code: enhancedCodeOf(answer),
    answer: scrubAnswer(answer),
    mailbox_gone: decided.outcome === "failed" && isMailboxGone(failure, answer),
  }
}

/** The server has taken the letter. */
export const outcomeOfSuccess = (response: string): TryOutcome => ({
  outcome: "sent",
  fault: null,
  code: Number(/^\d{3}/.exec(response)?.[0] ?? 250),
  enhanced_code: enhancedCodeOf(response),
  answer: scrubAnswer(response),
  mailbox_gone: false,
})

/** A letter that no server was asked about, because it cannot be sent anywhere. */
export const outcomeOfUnsendable = (words: string): TryOutcome => ({
  outcome: "failed",
  fault: "message",
  code: null,
  enhanced_code: null,
  answer: scrubAnswer(words),
  mailbox_gone: false,
})
