import { readFileSync } from "node:fs"
import { resolve } from "node:path"

/** A JSON body that tests change as they like. */
export type Json = Record<string, unknown>

const folder = resolve(__dirname, "../fixtures/samples")

/** A fresh copy of one of the project's samples, e.g. `create-order.card`. */
export const sample = (name: string): Json => {
  const body: Json = JSON.parse(readFileSync(resolve(folder, `${name}.json`), "utf8"))
  return body
}

/** The cart of the requirements (T3-09), with the Cyrillic letters of its SKU. */
export const ownersCart = (): Json => ({
  data: {
    product: [
      {
        id: 64764,
        sku: "0ЕК345",
        name: "VITAMIN B",
        option: "20 mg",
        option_value: "30 pills",
        bonus: "4 pills",
        quantity: 1,
        price: 20,
        url: "https://site.com/product",
        thumbnail: "https://site.com/img/product.png",
      },
    ],
    coupon: { used: 1, type: 1, code: "XMAS24" },
    shipping: { id: 1, price: 14.95, insurance: 0, insurance_price: 4.95 },
    shop: { id: 1, hostname: "site.com", order_id: "HFT677875" },
    total: 34.95,
    currency_coef: 0.95,
    discountedTotal: 15,
    totalProducts: 1,
    currency: "EUR",
    language: "ENG",
  },
})

/** A copy of the body with the value at a dotted path set, or taken away when it is undefined. */
export const withValue = (body: Json, path: string, value: unknown): Json => {
  const copy: Json = structuredClone(body)
  const keys = path.split(".")
  const last = keys.pop() ?? ""
  let target: Json = copy
  for (const key of keys) {
    target[key] ??= {}
    target = target[key] as Json
  }
  if (value === undefined) {
    delete target[last]
  } else {
    target[last] = value
  }
  return copy
}
