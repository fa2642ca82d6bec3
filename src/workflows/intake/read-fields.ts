import { z } from "@medusajs/framework/zod"
import { containsCardNumber, maskCardNumbers } from "../../lib/card-numbers"
import { type Faults, joinPath, printableKey } from "./faults"
import { MAX_LINES } from "./order-request-schema"

/** What is left of a value when each part of it that was not right is left out. */
export type Readable<T> = T extends readonly (infer Element)[]
  ? (Readable<Element> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: Readable<Exclude<T[Key], null>> }
    : T

/**
 * What to do about a card number in a text field. Default is `refuse`: somebody typed it there.
 * Paths are written with `*` for a line number; `metrics.*` stands for everything below metrics.
 */
type CardNumberRule = "refuse" | "refuse unless code of goods" | "mask" | "allow"

const cardNumberRules: Readonly<Record<string, CardNumberRule>> = {
  "auth.api_id": "allow",
  "auth.api_key": "allow",
  "auth.auth_api_key": "allow",
  // The reader of the phone looks itself: valid phones may look like cards.
  "customer.phone": "allow",
  "payment.card_number": "allow",
  "payment.card_cvv": "allow",
  "payment.echeck.account_number": "allow",
  "payment.echeck.routing_number": "allow",
  "options.campaigns": "mask",
  "products.*.id": "refuse unless code of goods",
  "products.*.sku": "refuse unless code of goods",
  "products.*.url": "mask",
  "products.*.thumbnail": "mask",
  "cart.product.*.id": "refuse unless code of goods",
  "cart.product.*.sku": "refuse unless code of goods",
  "cart.product.*.url": "mask",
  "cart.product.*.thumbnail": "mask",
}

const ruleOf = (pattern: string): CardNumberRule =>
  cardNumberRules[pattern] ?? (pattern.startsWith("metrics.") ? "mask" : "refuse")

/** Codes of goods (EAN-13) start like old Visa numbers of 13 digits, and every tenth has a right sum. */
const SHORTEST_AMONG_GOODS = 14

/** PostgreSQL cannot keep NUL, and no name or address has the others; tab and line ends are fine. */
// eslint-disable-next-line no-control-regex -- they are what this looks for
const unkeepable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const loneSurrogate = /\p{Surrogate}/u

const readText = (
  value: string,
  path: string,
  pattern: string,
  faults: Faults
): string | undefined => {
  if (unkeepable.test(value)) {
    faults.unprocessable(path, "Contains control characters that cannot be kept.")
    return undefined
  }
  if (loneSurrogate.test(value)) {
    faults.unprocessable(path, "Contains half a Unicode character.")
    return undefined
  }
  const rule = ruleOf(pattern)
  if (rule === "mask") {
    return maskCardNumbers(value)
  }
  const shortest = rule === "refuse" ? undefined : SHORTEST_AMONG_GOODS
  if (rule !== "allow" && containsCardNumber(value, shortest)) {
    faults.unprocessable(
      path,
      "Looks like a card number; a card number belongs into payment.card_number only."
    )
    return undefined
  }
  return value
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A schema without its optional and nullable wrappings. */
type Form =
  | { kind: "object"; schema: z.ZodObject; isOptional: boolean }
  | { kind: "array"; schema: z.ZodArray; isOptional: boolean }
  | { kind: "scalar"; schema: z.core.$ZodType; isOptional: boolean }

/** Forms of schemas seen: zod's instanceof looks through a schema's traits each time it is asked. */
const forms = new WeakMap<z.core.$ZodType, Form>()

const formOf = (schema: z.core.$ZodType): Form => {
  const known = forms.get(schema)
  if (known) {
    return known
  }
  let inner: z.core.$ZodType = schema
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.unwrap()
  }
  const isOptional = inner !== schema
  const form: Form =
    inner instanceof z.ZodObject
      ? { kind: "object", schema: inner, isOptional }
      : inner instanceof z.ZodArray
        ? { kind: "array", schema: inner, isOptional }
        : { kind: "scalar", schema: inner, isOptional }
  forms.set(schema, form)
  return form
}

const readValue = (
  schema: z.core.$ZodType,
  value: unknown,
  path: string,
  pattern: string,
  faults: Faults
): unknown => {
  const form = formOf(schema)
  const isAbsent = value === undefined || value === null
  if (form.isOptional && (isAbsent || (value === "" && form.kind === "scalar"))) {
    return undefined
  }
  if (isAbsent) {
    faults.malformed(path, "This field is required.")
    return undefined
  }
  if (form.kind === "object") {
    return readObject(form.schema, value, path, pattern, faults)
  }
  if (form.kind === "array") {
    return readArray(form.schema, value, path, pattern, faults)
  }
  const result = z.safeParse(form.schema, value)
  if (!result.success) {
    for (const issue of result.error.issues) {
      const sense = issue.code === "too_big" || issue.code === "too_small"
      if (sense) {
        faults.unprocessable(path, issue.message)
      } else {
        faults.malformed(path, issue.message)
      }
    }
    return undefined
  }
  const read = result.data
  if (typeof read === "string") {
    return readText(read, path, pattern, faults)
  }
  if (typeof read === "number" && readText(String(read), path, pattern, faults) === undefined) {
    return undefined
  }
  return read
}

const readObject = (
  schema: z.ZodObject,
  value: unknown,
  path: string,
  pattern: string,
  faults: Faults
): unknown => {
  if (!isObject(value)) {
    faults.malformed(path, "Must be an object.")
    return undefined
  }
  const { shape } = schema
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(shape, key)) {
      faults.malformed(joinPath(path, printableKey(key)), "There is no such field.")
    }
  }
  const read: Record<string, unknown> = {}
  for (const key of Object.keys(shape)) {
    const part = Object.hasOwn(value, key) ? value[key] : undefined
    read[key] = readValue(shape[key], part, joinPath(path, key), joinPath(pattern, key), faults)
  }
  return read
}

const readArray = (
  schema: z.ZodArray,
  value: unknown,
  path: string,
  pattern: string,
  faults: Faults
): unknown => {
  if (!Array.isArray(value)) {
    faults.malformed(path, "Must be a list.")
    return undefined
  }
  if (value.length > MAX_LINES) {
    faults.unprocessable(path, `Must not have more than ${MAX_LINES} lines.`)
    return undefined
  }
  return Array.from(value, (element: unknown, index) =>
    readValue(schema.element, element, joinPath(path, index), joinPath(pattern, "*"), faults)
  )
}

/**
 * Reads a value by its schema like zod does, but goes on after a fault: every field that is right is
 * in the result, every fault is collected, and texts are checked for what may not be kept.
 * Depth must have been limited before.
 */
export const readFields = <Schema extends z.ZodObject>(
  schema: Schema,
  value: unknown,
  faults: Faults
): Readable<z.output<Schema>> | undefined =>
  readValue(schema, value, "", "", faults) as Readable<z.output<Schema>> | undefined
