/**
 * What can go wrong between a client and a processor. "Before" means that the processor has done
 * nothing, "after" that it has done everything and only the answer is lost.
 */
export const FAULTS = {
  slow: "answers after `delay_ms` (3000)",
  reset_before: "cuts the connection, nothing is done",
  late_answer: "does it, answers after `delay_ms` (3000): callbacks overtake the answer",
  hang_before: "says nothing for `delay_ms` (5000), then cuts the connection, nothing is done",
  error_500_page: "answers a page with status 500, nothing is done",
  rate_limited: "answers status 429, nothing is done",
  hang_after_charging: "does it, says nothing for `delay_ms` (5000), then cuts the connection",
  reset_after_charging: "does it and cuts the connection",
  error_502_after_charging: "does it and answers a proxy's page with status 502",
  truncated_body: "does it and sends half of the answer",
}

const ERROR_PAGE = (status, title) => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${status} ${title}</h1><p>SIMULATOR</p></body></html>`,
})

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Does the work of a call as the fault wants it; null cuts the connection. */
const APPLY = {
  slow: async (work, fault) => {
    await pause(fault.delay_ms ?? 3_000)
    return work()
  },
  late_answer: async (work, fault) => {
    const reply = await work()
    await pause(fault.delay_ms ?? 3_000)
    return reply
  },
  reset_before: async () => null,
  hang_before: async (_work, fault) => {
    await pause(fault.delay_ms ?? 5_000)
    return null
  },
  error_500_page: async () => ERROR_PAGE(500, "Internal Server Error"),
  rate_limited: async () => ERROR_PAGE(429, "Too Many Requests"),
  hang_after_charging: async (work, fault) => {
    await work()
    await pause(fault.delay_ms ?? 5_000)
    return null
  },
  reset_after_charging: async (work) => {
    await work()
    return null
  },
  error_502_after_charging: async (work) => {
    await work()
    return ERROR_PAGE(502, "Bad Gateway")
  },
  truncated_body: async (work) => {
    const reply = await work()
    return { ...reply, cut_after: Math.floor(Buffer.byteLength(reply.body) / 2) }
  },
}

/** Works with the fault, or without when there is none. */
export const withFault = (fault, work) => (fault ? APPLY[fault.fault](work, fault) : work())

const fits = (wanted, has) => wanted === undefined || wanted === has

/**
 * The faults that were asked for. One is used up after `times` calls (1 unless given, null never);
 * with `probability` it befalls that share of the fitting calls.
 */
export class FaultList {
  #rules = []
  #random

  constructor(random) {
    this.#random = random
  }

  /** @throws Error when there is no such fault */
  add({ processor, account, purpose = "charge", match = {}, fault, times, probability, delay_ms }) {
    if (!(fault in FAULTS)) {
      throw new Error(`There is no fault "${fault}", only ${Object.keys(FAULTS).join(", ")}.`)
    }
    const left = times === undefined ? (probability === undefined ? 1 : null) : times
    this.#rules.push({ processor, account, purpose, match, fault, left, probability, delay_ms })
  }

  /** The fault that befalls this call, or null. */
  take(processor, call) {
    const found = this.#rules.find(
      (rule) =>
        fits(rule.processor, processor) &&
        fits(rule.account, call.account) &&
        (rule.purpose === "any" || rule.purpose === call.purpose) &&
        fits(rule.match.reference, call.reference) &&
        fits(rule.match.order, call.order_id) &&
        fits(rule.match.card, call.card) &&
        (rule.probability === undefined || this.#random() < rule.probability)
    )
    if (!found) {
      return null
    }
    if (found.left !== null) {
      found.left -= 1
      this.#rules = this.#rules.filter((rule) => rule.left === null || rule.left > 0)
    }
    return found
  }

  clear() {
    this.#rules = []
  }
}
