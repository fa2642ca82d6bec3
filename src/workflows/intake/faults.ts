import { maskCardNumbers } from "../../lib/card-numbers"
import type { OrderFault, OrderRefusal } from "./shop-order"

/** More faults than this help nobody, and a hostile body could have millions. */
const MOST_FAULTS = 100
const NAMED_IN_SENTENCE = 5
const LONGEST_KEY = 60

/** Control characters, which neither an answer nor a log line should carry. */
// eslint-disable-next-line no-control-regex -- they are what this looks for
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/gu

/** A key that somebody else chose, made fit to be shown: masked, short, printable. */
export const printableKey = (key: string): string => {
  const short = key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key
  return maskCardNumbers(key) === key
    ? short.replace(controlCharacters, "?")
    : maskCardNumbers(key).replace(controlCharacters, "?").slice(0, LONGEST_KEY)
}

export const joinPath = (path: string, key: string | number): string =>
  path === "" ? String(key) : `${path}.${key}`

/** Collects what is wrong with one request, so that one answer can name all of it. */
export class Faults {
  readonly #fields: OrderFault[] = []
  #malformed = false
  #count = 0

  get any(): boolean {
    return this.#count > 0
  }

  /** The body has not the shape of an order: wrong type, unknown or missing field (400). */
  malformed(path: string, message: string): void {
    this.#malformed = true
    this.#add(path, message)
  }

  /** The shape is right but it does not make sense (422). */
  unprocessable(path: string, message: string): void {
    this.#add(path, message)
  }

  /** Whether a fault of this field, of a part of it or of what it is a part of is known already. */
  has(path: string): boolean {
    return this.#fields.some(
      (fault) =>
        fault.path === path ||
        fault.path.startsWith(`${path}.`) ||
        path.startsWith(`${fault.path}.`)
    )
  }

  refusal(): OrderRefusal {
    const fields = this.#fields
    const named = fields.slice(0, NAMED_IN_SENTENCE).map((fault) => fault.path || "the body")
    const more = this.#count > named.length ? ` and ${this.#count - named.length} more` : ""
    const [only] = fields
    return {
      ok: false,
      status: this.#malformed ? 400 : 422,
      code: this.#malformed ? "malformed" : "unprocessable",
      error:
        this.#count === 1
          ? `${only.path === "" ? "" : `${only.path}: `}${only.message}`
          : `${this.#count} fields are not right: ${named.join(", ")}${more}.`,
      fields,
    }
  }

  #add(path: string, message: string): void {
    this.#count += 1
    if (this.#fields.length < MOST_FAULTS) {
      this.#fields.push({ path, message: maskCardNumbers(message) })
    }
  }
}
