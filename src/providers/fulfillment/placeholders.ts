import type { HandOverBatch, ParcelLine, ParcelToHandOver } from "./supplier"

/**
 * How a parcel is said in a supplier's own words: columns of a file, fields of a request, parts of an
 * address are texts with placeholders such as `{address.city}`. What a supplier wants is data; this is
 * the only code between it and a parcel.
 */

type Value = string | number | boolean | null

/** What the placeholders of a text stand for. */
export type Values = ReadonlyMap<string, Value>

const BATCH_NAMES = ["batch.name", "batch.date"] as const

const PARCEL_NAMES = [
  "number",
  "order_id",
  "shop",
  "delivery",
  "insured",
  "value.amount",
  "value.currency",
  "replaces",
  "note",
  "quantity",
  "lines_text",
  "address.name",
  "address.phone",
  "address.email",
  "address.address1",
  "address.address2",
  "address.city",
  "address.state",
  "address.zip",
  "address.country",
] as const

const LINE_NAMES = [
  "line.position",
  "line.sku",
  "line.supplier_sku",
  "line.name",
  "line.option",
  "line.quantity",
] as const

/** Where a template stands decides what it may name. */
export type Place = "batch" | "parcel" | "line" | "answer"

/** What can be named in each place; `{lines}` and `{parcels}` are whole lists, in JSON only. */
export const PLACEHOLDERS: Readonly<Record<Place, readonly string[]>> = {
  batch: [...BATCH_NAMES, "parcels"],
  parcel: [...BATCH_NAMES, ...PARCEL_NAMES, "lines"],
  line: [...BATCH_NAMES, ...PARCEL_NAMES, ...LINE_NAMES],
  answer: ["number", "reference"],
}

export const batchValues = ({ name, at }: Pick<HandOverBatch, "name" | "at">): Values =>
  new Map<(typeof BATCH_NAMES)[number], Value>([
    ["batch.name", name],
    ["batch.date", at.toISOString().slice(0, 10)],
  ])

const lineText = ({ supplier_sku, quantity }: ParcelLine): string => `${supplier_sku} x ${quantity}`

/** A parcel by the names of its placeholders. */
export const parcelValues = (batch: Values, parcel: ParcelToHandOver): Values => {
  const { address, lines, value } = parcel
  const own: Record<(typeof PARCEL_NAMES)[number], Value> = {
    number: parcel.number,
    order_id: parcel.order_id,
    shop: parcel.shop,
    delivery: parcel.delivery,
    insured: parcel.insured,
    "value.amount": value.amount,
    "value.currency": value.currency,
    replaces: parcel.replaces,
    note: parcel.note,
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    lines_text: lines.map(lineText).join("; "),
    "address.name": address.name,
    "address.phone": address.phone,
    "address.email": address.email,
    "address.address1": address.address1,
    "address.address2": address.address2,
    "address.city": address.city,
    "address.state": address.state,
    "address.zip": address.zip,
    "address.country": address.country,
  }
  return new Map([...batch, ...Object.entries(own)])
}

/** A line of a parcel, counted from one. */
export const lineValues = (parcel: Values, line: ParcelLine, position: number): Values => {
  const own: Record<(typeof LINE_NAMES)[number], Value> = {
    "line.position": position,
    "line.sku": line.sku,
    "line.supplier_sku": line.supplier_sku,
    "line.name": line.name,
    "line.option": line.option,
    "line.quantity": line.quantity,
  }
  return new Map([...parcel, ...Object.entries(own)])
}

const PLACEHOLDER = /\{([a-z0-9_.]+)\}/g

const inWords = (value: Value | undefined): string =>
  value === undefined || value === null ? "" : String(value)

/** A text with its placeholders filled; `write` says how a value is written there. */
export const fillText = (
  template: string,
  values: Values,
  write: (text: string) => string = (text) => text
): string =>
  template.replaceAll(PLACEHOLDER, (_whole, name: string) => write(inWords(values.get(name))))

/**
 * JSON with its texts filled. A text that is one placeholder and nothing else keeps the value's kind: a
 * number stays a number, nothing stays null. `lists` are what `{lines}` and `{parcels}` stand for.
 */
export const fillJson = (
  template: unknown,
  values: Values,
  lists: Readonly<Record<string, readonly unknown[]>> = {}
): unknown => {
  if (typeof template === "string") {
    const alone = /^\{([a-z0-9_.]+)\}$/.exec(template)?.[1]
    if (alone && Object.hasOwn(lists, alone)) {
      return lists[alone]
    }
    return alone ? (values.get(alone) ?? null) : fillText(template, values)
  }
  if (Array.isArray(template)) {
    return template.map((part) => fillJson(part, values, lists))
  }
  if (typeof template === "object" && template !== null) {
    return Object.fromEntries(
      Object.entries(template).map(([name, part]) => [name, fillJson(part, values, lists)])
    )
  }
  return template
}

/** Every placeholder in a text or in the texts of some JSON. */
const placeholdersIn = (template: unknown): string[] => {
  if (typeof template === "string") {
    return [...template.matchAll(PLACEHOLDER)].map((match) => match[1])
  }
  return typeof template === "object" && template !== null
    ? Object.values(template).flatMap(placeholdersIn)
    : []
}

/** What is wrong with a template at a place, in a sentence; null when nothing is. */
export const templateFault = (template: unknown, place: Place): string | null => {
  const unknown = placeholdersIn(template).find((name) => !PLACEHOLDERS[place].includes(name))
  return unknown === undefined
    ? null
    : `There is nothing called {${unknown}} here; there is ${PLACEHOLDERS[place].map((name) => `{${name}}`).join(", ")}.`
}
