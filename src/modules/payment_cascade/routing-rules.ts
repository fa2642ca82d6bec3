import { isCurrency, parseDecimal } from "../../lib/money"
import type { FieldFault } from "../../lib/problem"
import { PAYMENT_METHODS, type PaymentMethod } from "../crm_order/types"
import { OUTSIDE_ACCOUNT_ID, type ProcessorAccount } from "./processor-accounts"

/** When an account may be asked; what is absent or empty asks for nothing. */
export type RoutingConditions = {
  currencies?: string[]
  /** Of the billing address. */
  countries?: string[]
  shop_ids?: string[]
  brands?: string[]
  /** Both included; decimal strings in US dollars. */
  min_usd?: string
  max_usd?: string
}

/** One account of a method's list. */
export type RoutingEntry = {
  account_id: string
  /** The lowest number is asked first; equal numbers share by weight. */
  priority: number
  weight: number
  when: RoutingConditions
}

/** Who is asked for each payment method. */
export type RoutingRules = Record<PaymentMethod, RoutingEntry[]>

const USD_PLACES = 2

/** Rules under which nobody can be asked: what an installation begins with. */
export const emptyRouting = (): RoutingRules => ({
  credit_card: [],
  paypal: [],
  crypto: [],
  echeck: [],
})

const amountFaults = ({ min_usd, max_usd }: RoutingConditions, path: string): FieldFault[] => {
  const min = min_usd === undefined ? undefined : parseDecimal(min_usd, USD_PLACES)
  const max = max_usd === undefined ? undefined : parseDecimal(max_usd, USD_PLACES)
  return min !== undefined && max !== undefined && min > max
    ? [
        {
          path: `${path}.max_usd`,
          message: `No amount is both over ${min_usd} and up to ${max_usd}.`,
        },
      ]
    : []
}

const entryFaults = (
  entry: RoutingEntry,
  method: PaymentMethod,
  path: string,
  { accounts, shopIds }: RoutingWorld
): FieldFault[] => {
  const faults: FieldFault[] = []
  const account = accounts.find(({ id }) => id === entry.account_id)
  if (!account || account.id === OUTSIDE_ACCOUNT_ID) {
    faults.push({ path: `${path}.account_id`, message: "There is no such processor account." })
  } else if (!account.methods.includes(method)) {
    faults.push({
      path: `${path}.account_id`,
      message: `${account.name} does not take ${method.replaceAll("_", " ")}.`,
    })
  }
  entry.when.currencies?.forEach((currency, index) => {
    if (!isCurrency(currency)) {
      faults.push({
        path: `${path}.when.currencies.${index}`,
        message: `${currency} is not a currency.`,
      })
    }
  })
  entry.when.shop_ids?.forEach((shopId, index) => {
    if (!shopIds.includes(shopId)) {
      faults.push({ path: `${path}.when.shop_ids.${index}`, message: "There is no such shop." })
    }
  })
  if (method !== "credit_card" && entry.when.brands?.length) {
    faults.push({ path: `${path}.when.brands`, message: "Only cards have a brand." })
  }
  return [...faults, ...amountFaults(entry.when, `${path}.when`)]
}

/** What rules may name. */
export type RoutingWorld = {
  accounts: readonly ProcessorAccount[]
  shopIds: readonly string[]
}

/** Everything in the rules that cannot be meant, each with its place; empty when they make sense. */
export const routingFaults = (rules: RoutingRules, world: RoutingWorld): FieldFault[] =>
  PAYMENT_METHODS.flatMap((method) => {
    const entries = rules[method]
    return entries.flatMap((entry, index) => {
      const path = `rules.${method}.${index}`
      const sameBefore = entries
        .slice(0, index)
        .some((other) => JSON.stringify(other) === JSON.stringify(entry))
      return [
        ...entryFaults(entry, method, path, world),
        ...(sameBefore ? [{ path, message: "This is the same as an entry before it." }] : []),
      ]
    })
  })
