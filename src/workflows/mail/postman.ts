import { randomBytes } from "node:crypto"
import os from "node:os"
import type { MedusaContainer } from "@medusajs/framework/types"
import { reasonOf } from "../../lib/error-words"
import { logger } from "../../lib/logger"
import { MAIL_MODULE } from "../../modules/mail"
import { leaseMs } from "../../modules/mail/mail-times"
import type { ClaimedMessage } from "../../modules/mail/sending-queue"
import type MailModuleService from "../../modules/mail/service"
import type { MailAccount } from "../../modules/mail/types"
import { prepareMessages, type ReadyLetter } from "./prepare-messages"
import { recordBroken, recordNotSent, recordOwnFault, recordTry } from "./record-outcome"
import { sendMessage } from "./send-message"
import { SmtpPools } from "./smtp-pools"

/** How often due messages are looked for; at once while there are more. */
const ROUND_MS = 1_000

/** How long a stop waits for the letters that are being handed over. */
const STOP_MS = 8_000

const LOST =
  "The process that was sending this has ended before it could write down the server's answer."

/**
 * Taken and written together for every connection: letters wait for the server, not the server for
 * letters, and what they are about is read with the same few questions for many as for one.
 */
const AHEAD_PER_CONNECTION = 8

const wordsOf = (error: unknown): string =>
  error instanceof Error ? reasonOf(error) : String(error)

type Surroundings = {
  container: MedusaContainer
  mail: MailModuleService
  pools: SmtpPools
  /** How this process signs what it takes. */
  name: string
}

/** The messages of one account on their way through this process. */
class Lane {
  readonly #around: Surroundings
  #account: MailAccount
  readonly #ready: ReadyLetter[] = []
  readonly #underWay = new Map<string, ClaimedMessage>()
  /** Until when this process may begin to send what it has taken, by its own clock. */
  readonly #leases = new Map<string, number>()
  #isFetching = false
  #isDry = false
  #stopping = false
  #idle: (() => void)[] = []

  constructor(around: Surroundings, account: MailAccount) {
    this.#around = around
    this.#account = account
  }

  /** Looks for due messages, with the account as it is now. */
  go(account: MailAccount): void {
    this.#account = account
    this.#isDry = false
    this.#pump()
  }

  /** Holds on to what this process has taken, before others believe that it is gone. */
  async renew(): Promise<void> {
    const { mail, name } = this.#around
    const until = Date.now() + leaseMs()
    const kept = await mail.sending.renew([...this.#leases.keys()], name, leaseMs())
    for (const id of this.#leases.keys()) {
      if (kept.has(id)) {
        this.#leases.set(id, until)
      }
    }
  }

  /** Takes nothing more; resolves when what is being handed over has been settled. */
  async stop(): Promise<void> {
    this.#stopping = true
    const { mail, name } = this.#around
    await mail.sending.giveBack(this.#takeNotBegun(), name)
    if (this.#isFetching || this.#underWay.size > 0) {
      await new Promise<void>((resolve) => this.#idle.push(resolve))
    }
  }

  #pump(): void {
    const { max_connections } = this.#account
    while (!this.#stopping && this.#underWay.size < max_connections) {
      const letter = this.#ready.shift()
      if (!letter) {
        break
      }
      void this.#send(letter)
    }
    const isShort = this.#ready.length < max_connections * 2
    if (!this.#stopping && isShort && !this.#isFetching && !this.#isDry) {
      void this.#fetch(max_connections * AHEAD_PER_CONNECTION)
    }
    if (!this.#isFetching && this.#underWay.size === 0) {
      this.#idle.splice(0).forEach((resolve) => resolve())
    }
  }

  async #fetch(limit: number): Promise<void> {
    const { mail, name } = this.#around
    this.#isFetching = true
    try {
      const until = Date.now() + leaseMs()
      const claimed = await mail.sending.claim(this.#account.id, name, limit, leaseMs())
      claimed.forEach(({ id }) => this.#leases.set(id, until))
      this.#isDry = claimed.length < limit
      const letters = claimed.length > 0 ? await this.#prepare(claimed) : []
      this.#ready.push(...letters)
      const ready = new Set(letters.map(({ message }) => message.id))
      claimed.filter(({ id }) => !ready.has(id)).forEach(({ id }) => this.#leases.delete(id))
      if (this.#stopping) {
        await mail.sending.giveBack(this.#takeNotBegun(), name)
      }
    } catch (error) {
      // What was taken comes back when its lease is over; the database has been away, most likely.
      this.#isDry = true
      logger.error(`Mail of ${this.#account.name} could not be fetched: ${wordsOf(error)}`)
    } finally {
      this.#isFetching = false
      this.#pump()
    }
  }

  /** Writes the letters; what cannot be sent is settled at once. */
  async #prepare(claimed: ClaimedMessage[]): Promise<ReadyLetter[]> {
    const { container } = this.#around
    try {
      const { ready, not_sent, broken } = await prepareMessages(container, claimed)
      for (const { message, why } of not_sent) {
        await recordNotSent(container, message, why)
      }
      for (const { message, faults } of broken) {
        await recordBroken(container, message, faults)
      }
      return ready
    } catch (error) {
      if (claimed.length === 1) {
        const [message] = claimed
        logger.error(`Message ${message.id} could not be prepared: ${wordsOf(error)}`)
        await recordOwnFault(container, message, "The letter could not be prepared; see the log.")
        return []
      }
      // One of them must not keep the others back.
      const letters: ReadyLetter[] = []
      for (const message of claimed) {
        letters.push(...(await this.#prepare([message])))
      }
      return letters
    }
  }

  async #send(letter: ReadyLetter): Promise<void> {
    const { container, pools } = this.#around
    const { message } = letter
    this.#underWay.set(message.id, message)
    try {
      if ((this.#leases.get(message.id) ?? 0) <= Date.now()) {
        // Others may have taken it by now: whoever finds its lease over sends it.
        return
      }
      const pool = await pools.of(this.#account)
      const { fault } = await sendMessage(container, pool, letter)
      if (fault === "account") {
        await this.#backOff()
      }
    } catch (error) {
      await this.#settleFault(message, error)
    } finally {
      this.#underWay.delete(message.id)
      this.#leases.delete(message.id)
      this.#pump()
    }
  }

  /** The account rests: what is not begun yet is given back, it need not fail as well. */
  async #backOff(): Promise<void> {
    const { mail, name } = this.#around
    this.#isDry = true
    await mail.sending.giveBack(this.#takeNotBegun(), name)
  }

  #takeNotBegun(): string[] {
    const ids = this.#ready.splice(0).map(({ message }) => message.id)
    ids.forEach((id) => this.#leases.delete(id))
    return ids
  }

  /** Nothing was sent, or it was and could not be written down: then its lease runs out. */
  async #settleFault(message: ClaimedMessage, error: unknown): Promise<void> {
    const { container } = this.#around
    logger.error(`Message ${message.id} could not be sent: ${wordsOf(error)}`)
    if (error instanceof Error && error.name === "SecretsUnreadable") {
      const answer = "The account's password cannot be opened: its vault key is missing."
      await recordTry(
        container,
        message,
        "",
        {
          ...{ outcome: "deferred", fault: "account", answer },
          ...{ code: null, enhanced_code: null, mailbox_gone: false },
        },
        { began: new Date(), duration_ms: 0 }
      ).catch(() => undefined)
      await this.#backOff().catch(() => undefined)
    }
  }
}

export type Postman = {
  /** Takes nothing more, lets what is being handed over finish (a few seconds). */
  stop: () => Promise<void>
}

/**
 * Brings due messages to their mail servers, each account on a lane of its own: a slow or dead server
 * holds up only what goes through it. Any number of processes may do so at once.
 */
export const startPostman = (container: MedusaContainer): Postman => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const pools = new SmtpPools(container)
  const name = `${os.hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`
  const around: Surroundings = { container, mail, pools, name }
  const lanes = new Map<string, Lane>()
  let lookedForLost = 0
  let renewed = Date.now()
  let troubled = false
  let round: Promise<void> | undefined

  const goRound = async (): Promise<void> => {
    const now = Date.now()
    if (now - renewed >= leaseMs() / 4) {
      renewed = now
      await Promise.all([...lanes.values()].map((lane) => lane.renew()))
    }
    if (now - lookedForLost >= leaseMs() / 8) {
      lookedForLost = now
      await mail.sending.recoverLost(LOST)
    }
    for (const account of await mail.accounts.list()) {
      if (!account.active) {
        continue
      }
      const lane = lanes.get(account.id) ?? new Lane(around, account)
      lanes.set(account.id, lane)
      lane.go(account)
    }
  }

  const tick = (): void => {
    round ??= goRound()
      .then(() => (troubled = false))
      .catch((error: unknown) => {
        // Once: while the database is away, every second would say the same.
        if (!troubled) {
          logger.error(`The postman cannot go its round: ${wordsOf(error)}`)
        }
        troubled = true
      })
      .then(() => (round = undefined))
  }
  const timer = setInterval(tick, Math.min(ROUND_MS, leaseMs() / 8))
  tick()

  return {
    stop: async () => {
      clearInterval(timer)
      await round
      const patience = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())
      await Promise.race([Promise.all([...lanes.values()].map((lane) => lane.stop())), patience])
      pools.close()
    },
  }
}
