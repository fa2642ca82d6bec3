/** Seconds until the next try of a callback that was not taken; then it is given up. */
const RETRY_AFTER = [1, 2, 4, 8, 15, 30, 60, 120, 300, 600]
const USUAL_DELAY = 0.1
const LATE_DELAY = 20
const TIMEOUT_MS = 10_000
const LOG_LENGTH = 2_000

/** What can be asked of the callbacks that come next; each may have `times` or `probability`. */
export const CALLBACK_MODES = {
  duplicate: "is sent twice",
  drop: "is never sent",
  early: "is sent and answered before the answer of the call that caused it",
  late: `is sent ${LATE_DELAY} seconds later`,
  forge: "a copy with a wrong signature and another event id is sent first",
}

const typeOf = (event) => event.type ?? event.event_type ?? ""

/**
 * Sends what processors tell by themselves to `<target>/hooks/payment/<processor>`, signed anew for
 * every try, again and again until it is taken.
 */
export class CallbackSender {
  #target
  #agenda
  #simulators
  #random
  #kept
  #rules = []
  #early = []
  #log = []

  /** `kept` is the part of the kept state that is the sender's: the callbacks held back. */
  constructor({ target, agenda, simulators, random, kept }) {
    this.#target = target
    this.#agenda = agenda
    this.#simulators = simulators
    this.#random = random
    this.#kept = kept
    this.#kept.held ??= []
    this.#kept.holding ??= false
  }

  /** @throws Error when there is no such mode */
  addRule({ mode, processor, types, times, probability }) {
    if (!(mode in CALLBACK_MODES)) {
      throw new Error(`There is no mode "${mode}", only ${Object.keys(CALLBACK_MODES).join(", ")}.`)
    }
    const left = times === undefined ? (probability === undefined ? 1 : null) : times
    this.#rules.push({ mode, processor, types, left, probability })
  }

  /** From a simulator: `event` is whatever its `sign` needs. */
  send(processor, account, event) {
    const callback = { processor, account, event, tries: 0 }
    if (this.#kept.holding) {
      this.#kept.held.push(callback)
      return
    }
    const modes = this.#takeModes(processor, typeOf(event))
    if (modes.has("drop")) {
      this.#note(callback, "dropped")
      return
    }
    if (modes.has("forge")) {
      this.#later(USUAL_DELAY / 2, { ...callback, forged: true })
    }
    if (modes.has("early")) {
      this.#early.push(callback)
      return
    }
    const delay = modes.has("late") ? LATE_DELAY : USUAL_DELAY
    this.#later(delay, callback)
    if (modes.has("duplicate")) {
      this.#later(delay, callback)
    }
  }

  /** Sends what must arrive before the answer of the running call. */
  async sendEarly() {
    await Promise.all(this.#early.splice(0).map((callback) => this.deliver(callback)))
  }

  hold() {
    this.#kept.holding = true
  }

  /** Sends everything held back, in the order it happened or the other way round. */
  release(reversed = false) {
    this.#kept.holding = false
    const held = this.#kept.held.splice(0)
    const ordered = reversed ? held.reverse() : held
    ordered.forEach((callback, index) => this.#later(USUAL_DELAY * (index + 1), callback))
    return ordered.length
  }

  forge(processor, account, event) {
    this.#later(0, { processor, account, event, tries: 0, forged: true })
  }

  clearRules() {
    this.#rules = []
  }

  clear() {
    this.#rules = []
    this.#early = []
    this.#log = []
    this.#kept.held.length = 0
    this.#kept.holding = false
  }

  /** The last deliveries, oldest first. */
  log() {
    return this.#log
  }

  waiting() {
    return this.#kept.held.length
  }

  /** One try; plans the next one when it is not taken. */
  async deliver(callback) {
    const { processor, account, event, tries, forged } = callback
    const { headers, body } = this.#simulators.get(processor).sign(account, event, { forged })
    const result = await this.#post(processor, headers, body)
    this.#note(callback, result)
    const taken = typeof result === "number" && result < 300
    if (!taken && !forged && tries < RETRY_AFTER.length) {
      this.#later(RETRY_AFTER[tries], { ...callback, tries: tries + 1 })
    }
  }

  async #post(processor, headers, body) {
    try {
      const response = await fetch(`${this.#target}/hooks/payment/${processor}`, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await response.arrayBuffer()
      return response.status
    } catch (error) {
      return error.cause?.code ?? error.name
    }
  }

  #later(seconds, callback) {
    this.#agenda.add(seconds, { kind: "callback", callback })
  }

  #takeModes(processor, type) {
    const modes = new Set()
    for (const rule of this.#rules) {
      const fits =
        (rule.processor === undefined || rule.processor === processor) &&
        (rule.types === undefined || rule.types.some((beginning) => type.startsWith(beginning)))
      if (fits && (rule.probability === undefined || this.#random() < rule.probability)) {
        modes.add(rule.mode)
        rule.left = rule.left === null ? null : rule.left - 1
      }
    }
    this.#rules = this.#rules.filter(({ left }) => left === null || left > 0)
    return modes
  }

  #note({ processor, account, event, tries, forged }, result) {
    this.#log.push({
      at: new Date().toISOString(),
      ...{ processor, account, type: typeOf(event) },
      ...{ tries, forged: forged === true, result },
    })
    this.#log.splice(0, Math.max(0, this.#log.length - LOG_LENGTH))
  }
}
