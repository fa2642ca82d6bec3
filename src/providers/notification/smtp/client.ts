import { Readable } from "node:stream"
import SMTPConnection from "nodemailer/lib/smtp-connection"
import { composeLetter, UnsendableLetter, type ComposedLetter } from "./compose"
import type { SmtpAccess, SmtpLetter, TryOutcome } from "./letter"
import { isLoopback } from "./smtp-url"
import {
  outcomeOfFailure,
  outcomeOfSuccess,
  outcomeOfUnsendable,
  type SmtpFailure,
  type Stage,
} from "./transformers"

/** How long a server may take, in seconds, by what it is asked. */
const PATIENCE = {
  /** Connecting, greeting, encryption, user name and password together. */
  entering: 30,
  /** Sender and recipient together. */
  envelope: 60,
  /** Taking the letter: who looks into it may think for minutes, and asking twice sends it twice. */
  data: 300,
  /** A kept connection that nobody uses is closed, before the server does so. */
  idle: 20,
} as const

/** Some servers end a connection after so many letters; we come first. */
const LETTERS_PER_CONNECTION = 100

class Overdue extends Error {
  readonly code = "ETIMEDOUT"
}

/** Says when its first byte is asked for: until then the server cannot have anything of the letter. */
class WatchedBytes extends Readable {
  #bytes: Buffer | null
  readonly #begun: () => void

  constructor(bytes: Buffer, begun: () => void) {
    super()
    this.#bytes = bytes
    this.#begun = begun
  }

  override _read(): void {
    if (this.#bytes) {
      this.#begun()
    }
    this.push(this.#bytes)
    this.#bytes = null
  }
}

const isFailure = (error: unknown): error is SmtpFailure =>
  typeof error === "object" && error !== null && "message" in error

const failureOf = (error: unknown): SmtpFailure =>
  isFailure(error) ? error : { message: String(error) }

/** One connection to a mail server, from the greeting to its end. */
class Conversation {
  stage: Stage = "entering"
  letters = 0
  readonly #connection: SMTPConnection
  readonly #access: SmtpAccess
  readonly #scale: number
  #failed: ((error: Error) => void) | undefined

  constructor(access: SmtpAccess, scale: number) {
    this.#access = access
    this.#scale = scale
    const { host, port, security } = access
    const longest = PATIENCE.data * 1000 * scale
    this.#connection = new SMTPConnection({
      host,
      port,
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      // Every certificate is verified, whatever NODE_TLS_REJECT_UNAUTHORIZED says.
      tls: { rejectUnauthorized: true, minVersion: "TLSv1.2" },
      connectionTimeout: PATIENCE.entering * 1000 * scale,
      greetingTimeout: PATIENCE.entering * 1000 * scale,
      socketTimeout: longest,
      socketCloseTimeout: 1000,
      allowInternalNetworkInterfaces: isLoopback(host),
      logger: false,
    })
    // A connection tells of its end by events, also in the middle of a command.
    this.#connection.on("error", (error: Error) => this.#failed?.(error))
    this.#connection.on("end", () => this.#failed?.(new Error("The connection was cut.")))
  }

  get isOpen(): boolean {
    return !this.#connection.destroyed
  }

  async enter(): Promise<void> {
    const { username, password } = this.#access
    await this.#within(PATIENCE.entering, async () => {
      await this.#ask<void>((done) => this.#connection.connect((error) => done(error)))
      if (username !== null) {
        const auth = { user: username, pass: password ?? "" }
        await this.#ask<void>((done) => this.#connection.login(auth, (error) => done(error)))
      }
    })
    this.stage = "envelope"
  }

  /** @returns the server's answer to the whole letter */
  async send({ envelope, bytes }: ComposedLetter): Promise<string> {
    this.stage = "envelope"
    this.letters += 1
    let extendPatience: (seconds: number) => void = () => undefined
    const stream = new WatchedBytes(bytes, () => {
      this.stage = "data"
      extendPatience(PATIENCE.data)
    })
    return this.#within(
      PATIENCE.envelope,
      () =>
        this.#ask<string>((done) =>
          this.#connection.send({ ...envelope, size: bytes.length }, stream, (error, info) =>
            done(error, info?.response ?? "")
          )
        ),
      (extend) => (extendPatience = extend)
    )
  }

  /** Makes a connection good for another letter after a refusal. @returns false when it is not */
  async recover(): Promise<boolean> {
    if (!this.isOpen) {
      return false
    }
    try {
      await this.#within(PATIENCE.envelope, () =>
        this.#ask<void>((done) => this.#connection.reset((error) => done(error)))
      )
      return this.isOpen
    } catch {
      return false
    }
  }

  /** Says good-bye; nobody waits for the answer. */
  leave(): void {
    this.#failed = undefined
    if (this.isOpen) {
      this.#connection.quit()
    }
  }

  cut(): void {
    this.#failed = undefined
    this.#connection.close()
  }

  #ask<Result>(
    begin: (done: (error: Error | null | undefined, result?: Result) => void) => void
  ): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#failed = reject
      begin((error, result) => (error ? reject(error) : resolve(result as Result)))
    }).finally(() => (this.#failed = undefined))
  }

  async #within<Result>(
    seconds: number,
    work: () => Promise<Result>,
    handOut: (extend: (seconds: number) => void) => void = () => undefined
  ): Promise<Result> {
    let timer: NodeJS.Timeout | undefined
    const overdue = new Promise<never>((_resolve, reject) => {
      const wait = (length: number): void => {
        clearTimeout(timer)
        timer = setTimeout(
          () => reject(new Overdue("The server has not answered in time.")),
          length * 1000 * this.#scale
        )
      }
      wait(seconds)
      handOut(wait)
    })
    try {
      return await Promise.race([work(), overdue])
    } catch (error) {
      if (error instanceof Overdue) {
        this.cut()
      }
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
}

/**
 * Connections to one mail server, kept open between letters. nodemailer's own pool hands a letter over
 * again by itself when its connection ends, also when the server may have it already; here nothing is
 * ever sent a second time but by whoever asks.
 */
export class SmtpPool {
  readonly #access: SmtpAccess
  readonly #scale: number
  readonly #idle: { conversation: Conversation; timer: NodeJS.Timeout }[] = []
  #closed = false

  /** @param scale what every waiting time is multiplied with: 1, less in tests */
  constructor(access: SmtpAccess, scale = 1) {
    this.#access = access
    this.#scale = scale
  }

  /** Hands a letter to the server. Never throws: whatever happens is an outcome. */
  async send(letter: SmtpLetter): Promise<TryOutcome> {
    let composed: ComposedLetter
    try {
      composed = await composeLetter(letter)
    } catch (error) {
      if (error instanceof UnsendableLetter) {
        return outcomeOfUnsendable(error.message)
      }
      throw error
    }
    const kept = this.#takeIdle()
    if (kept) {
      const outcome = await this.#sendThrough(kept, composed)
      // The server had ended the kept connection while nobody used it: it has seen nothing of this.
      if (outcome) {
        return outcome
      }
    }
    const fresh = new Conversation(this.#access, this.#scale)
    try {
      await fresh.enter()
    } catch (error) {
      fresh.cut()
      return outcomeOfFailure(failureOf(error), "entering")
    }
    return (
      (await this.#sendThrough(fresh, composed)) ??
      outcomeOfFailure({ message: "", code: "ECONNECTION" }, "envelope")
    )
  }

  /** Connects and signs in without sending anything. @returns what went wrong, or null */
  async check(): Promise<string | null> {
    const conversation = new Conversation(this.#access, this.#scale)
    try {
      await conversation.enter()
      conversation.leave()
      return null
    } catch (error) {
      conversation.cut()
      return outcomeOfFailure(failureOf(error), "entering").answer
    }
  }

  /** Ends what is idle; what is under way ends with its letter. */
  close(): void {
    this.#closed = true
    for (const { conversation, timer } of this.#idle.splice(0)) {
      clearTimeout(timer)
      conversation.leave()
    }
  }

  /** @returns null when a kept connection turned out to have ended before the letter was handed over */
  async #sendThrough(
    conversation: Conversation,
    composed: ComposedLetter
  ): Promise<TryOutcome | null> {
    const wasKept = conversation.letters > 0
    try {
      const answer = await conversation.send(composed)
      this.#keep(conversation)
      return outcomeOfSuccess(answer)
    } catch (error) {
      const failure = failureOf(error)
      const { stage } = conversation
      if (failure.responseCode && failure.responseCode !== 421) {
        if (await conversation.recover()) {
          this.#keep(conversation)
        } else {
          conversation.cut()
        }
        return outcomeOfFailure(failure, stage)
      }
      conversation.cut()
      const ended = wasKept && stage === "envelope" && !(error instanceof Overdue)
      return ended ? null : outcomeOfFailure(failure, stage)
    }
  }

  #takeIdle(): Conversation | undefined {
    for (;;) {
      const kept = this.#idle.pop()
      if (!kept) {
        return undefined
      }
      clearTimeout(kept.timer)
      if (kept.conversation.isOpen) {
        return kept.conversation
      }
    }
  }

  #keep(conversation: Conversation): void {
    if (this.#closed || conversation.letters >= LETTERS_PER_CONNECTION || !conversation.isOpen) {
      conversation.leave()
      return
    }
    const timer = setTimeout(() => {
      const at = this.#idle.findIndex((kept) => kept.conversation === conversation)
      if (at >= 0) {
        this.#idle.splice(at, 1)
        conversation.leave()
      }
    }, PATIENCE.idle * 1000)
    timer.unref()
    this.#idle.push({ conversation, timer })
  }
}
