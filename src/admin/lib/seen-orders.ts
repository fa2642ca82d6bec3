/**
 * What of each order stands on the screen: the number of the newest event that its card has told. A
 * change of an order carries it, so that the server can refuse what was decided upon old news.
 */

const latest = new Map<string, string>()

/** While a dialog is open: what was on the screen when it opened, whatever the page has learned since. */
let held: Map<string, string> | null = null
let holders = 0

/** The card of an order has been read. */
export const noteSeen = (orderId: string, seen: string): void => {
  latest.set(orderId, seen)
}

/** A person has been told what has changed, and decides anew. */
export const noteTold = (orderId: string, seen: string): void => {
  latest.set(orderId, seen)
  held?.set(orderId, seen)
}

/** Keeps what is on the screen now as what has been seen. @returns lets go of it */
export const holdSeen = (): (() => void) => {
  held ??= new Map(latest)
  holders += 1
  return () => {
    holders -= 1
    if (holders === 0) {
      held = null
    }
  }
}

/** What of an order has been seen by whoever decides now. */
export const seenOf = (orderId: string): string | undefined =>
  held?.get(orderId) ?? latest.get(orderId)

const CHANGE = /^\/admin\/crm\/orders\/([^/]+)\/(.+)$/

/** What harms nothing however old the news: words, questions. */
const HARMLESS = /^(notes|tags|responsible|messages|refill|payment\/check-now)(\/|$)/

/** The order that a call changes; undefined when it changes none, or nothing that depends on its state. */
export const changedOrder = (path: string): string | undefined => {
  const [, id, rest] = CHANGE.exec(path) ?? []
  return id && !HARMLESS.test(rest) ? decodeURIComponent(id) : undefined
}
