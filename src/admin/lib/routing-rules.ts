import type { PaymentMethod } from "../types/orders"
import type { RoutingEntry, RoutingRules } from "../types/payments"
import { PAYMENT_METHODS } from "../types/payments"

/** The entries of a method by place: the first places first; whoever shares one stands together. */
export const placesOf = (entries: RoutingEntry[]): RoutingEntry[][] => {
  const places = new Map<number, RoutingEntry[]>()
  for (const entry of [...entries].sort((one, other) => one.priority - other.priority)) {
    places.set(entry.priority, [...(places.get(entry.priority) ?? []), entry])
  }
  return [...places.values()]
}

/** Numbers the places 1, 2, 3 … again, so that what is read on the page is what is kept. */
const numbered = (places: RoutingEntry[][]): RoutingEntry[] =>
  places
    .filter((place) => place.length > 0)
    .flatMap((place, index) => place.map((entry) => ({ ...entry, priority: index + 1 })))

export const tidy = (entries: RoutingEntry[]): RoutingEntry[] => numbered(placesOf(entries))

/** One place up (-1) or down (1). Whoever shares a place leaves it first; the rest stay together. */
export const moved = (
  entries: RoutingEntry[],
  entry: RoutingEntry,
  direction: -1 | 1
): RoutingEntry[] => {
  const places = placesOf(entries)
  const from = places.findIndex((place) => place.includes(entry))
  const own = places[from]
  if (own === undefined) {
    return entries
  }
  if (own.length > 1) {
    const rest = own.filter((one) => one !== entry)
    places.splice(from, 1, ...(direction === -1 ? [[entry], rest] : [rest, [entry]]))
    return numbered(places)
  }
  const to = from + direction
  const other = places[to]
  if (other === undefined) {
    return entries
  }
  places[from] = other
  places[to] = own
  return numbered(places)
}

/** A set of rules with every method in it, for a server that has none yet or left some out. */
export const wholeRules = (rules: Partial<RoutingRules> | null): RoutingRules => {
  const of = (method: PaymentMethod): RoutingEntry[] => tidy(rules?.[method] ?? [])
  return {
    credit_card: of("credit_card"),
    paypal: of("paypal"),
    crypto: of("crypto"),
    echeck: of("echeck"),
  }
}

export const sameRules = (one: RoutingRules, other: RoutingRules): boolean =>
  PAYMENT_METHODS.every((method) => JSON.stringify(one[method]) === JSON.stringify(other[method]))
