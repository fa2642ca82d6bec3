const TICK_MS = 50

/**
 * What is to happen later: settlements, returns, callbacks. Entries are plain data in the kept
 * state, so that a restart forgets none of them.
 */
export class Agenda {
  #entries
  #speed
  #timer
  #act

  /** `act(entry)` does what an entry says; `speed` 60 makes a minute a second. */
  constructor(entries, speed, act) {
    this.#entries = entries
    this.#speed = speed
    this.#act = act
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
  }

  add(seconds, entry) {
    this.#entries.push({ at: Date.now() + (seconds * 1000) / this.#speed, ...entry })
  }

  /** How many entries of a kind are still to come. */
  count(kind) {
    return this.#entries.filter((entry) => entry.kind === kind).length
  }

  clear() {
    this.#entries.length = 0
  }

  stop() {
    clearInterval(this.#timer)
  }

  #tick() {
    const now = Date.now()
    const due = this.#entries.filter(({ at }) => at <= now).sort((one, two) => one.at - two.at)
    if (due.length === 0) {
      return
    }
    const later = this.#entries.filter(({ at }) => at > now)
    this.#entries.splice(0, this.#entries.length, ...later)
    due.forEach((entry) => this.#act(entry))
  }
}
