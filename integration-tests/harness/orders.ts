import type { DemoFacts } from "../../src/scripts/seed-demo"
import { api, type Answer } from "./api"
import { type Json, sample, withValue } from "./samples"
import type { TestServer } from "./server"

export type DemoShop = DemoFacts["shops"][number]
export type ShopKeys = Pick<DemoShop, "api_id" | "api_key" | "publishable_key">

/** What the shops' doors answer. */
export type OrderBody = {
  result: boolean
  error: string
  id: string
  code?: string
  status: string
  total: string
  currency: string
  dry_run?: boolean
  fields?: { path: string; message: string }[]
  existing?: { id: string; status: string }
}

export const STORE_DOOR = "/store/crm/orders"
export const LEGACY_DOOR = "/create_order.php"
export const DOORS = [STORE_DOOR, LEGACY_DOOR] as const

/** The demo shop that owns the domain. */
export const shopOfDomain = (server: Pick<TestServer, "demo">, domain: string): DemoShop => {
  const shop = server.demo.shops.find((one) => one.domain === domain)
  if (!shop) {
    throw new Error(`The demo has no shop that owns ${domain}.`)
  }
  return shop
}

/** The demo shop whose domain the sample names. */
export const shopOfSample = (server: Pick<TestServer, "demo">, name: string): DemoShop =>
  shopOfDomain(server, String((sample(name).options as Json).shop_domain))

let drawn = 0

/** A shop's order id that no other test has used. */
export const newShopOrderId = (): string => `TEST-${process.pid}-${(drawn += 1)}`

/**
 * A sample with the shop's credentials and an order id of its own; `changes` sets values at dotted
 * paths, or takes them away with undefined.
 */
export const orderOf = (shop: ShopKeys, name: string, changes: Json = {}): Json => {
  const own = {
    auth: { api_id: shop.api_id, api_key: shop.api_key },
    "options.shop_order_id": newShopOrderId(),
    ...changes,
  }
  return Object.entries(own).reduce(
    (body, [path, value]) => withValue(body, path, value),
    sample(name)
  )
}

/** Sends an order through a door. */
export const send = (
  server: Pick<TestServer, "url">,
  shop: Pick<DemoShop, "publishable_key">,
  door: string,
  body: unknown,
  headers: Record<string, string> = {}
): Promise<Answer<OrderBody>> =>
  api(server).post<OrderBody>(door, body, {
    ...(door.startsWith("/store") ? { "x-publishable-api-key": shop.publishable_key } : {}),
    ...headers,
  })

/** Places a new order and gives its public id. Throws when it is not created. */
export const placeOrder = async (
  server: Pick<TestServer, "url" | "demo">,
  changes: Json = {},
  name = "create-order.paypal"
): Promise<string> => {
  const shop = shopOfSample(server, name)
  const answer = await send(server, shop, LEGACY_DOOR, orderOf(shop, name, changes))
  if (answer.status !== 201) {
    throw new Error(`The order was not created: ${answer.status} ${answer.text}`)
  }
  return answer.body.id
}

/**
 * Asks until the answer is good, within the given time; gives the last answer either way. The time is
 * generous: it says how long a busy machine may take, and costs nothing where all is well.
 */
export const eventually = async <Result>(
  ask: () => Promise<Result>,
  isGood: (result: Result) => boolean,
  milliseconds = 60_000
): Promise<Result> => {
  const until = Date.now() + milliseconds
  for (;;) {
    const result = await ask()
    if (isGood(result) || Date.now() > until) {
      return result
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A body as a browser's form sends it: `customer[email]=…&products[0][price]=…`. */
export const asForm = (body: Json): string => {
  const fields = new URLSearchParams()
  const add = (name: string, value: unknown): void => {
    if (typeof value === "object" && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        add(name === "" ? key : `${name}[${key}]`, part)
      }
    } else if (value !== undefined && value !== null) {
      fields.append(name, String(value))
    }
  }
  add("", body)
  return fields.toString()
}
