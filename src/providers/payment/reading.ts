import type { z } from "@medusajs/framework/zod"
import { formatAmount, parseAmount } from "../../lib/money"
import type { Lost } from "./call"
import type { Money } from "./processor"

/** What became of a call, without its record. */
export type Reply =
  | { kind: "answered"; status: number; text: string }
  | { kind: "not_sent" | "no_answer"; reason: string }

/** A call that was never made, because it made no sense. */
export const NOT_MADE: Reply = { kind: "not_sent", reason: "the request was not made" }

/** What to say of a call whose answer cannot be read. */
export const lostOf = (reply: Reply): Lost =>
  reply.kind === "answered"
    ? { code: "unreadable_answer", message: `An answer with status ${reply.status}` }
    : { code: reply.kind === "not_sent" ? "not_reached" : "no_answer", message: reply.reason }

const KEPT_OF_PAGE = 500

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The JSON of an answer when it has the shape, whatever the status; null otherwise. */
export const jsonAs = <Schema extends z.ZodType>(
  reply: Reply,
  schema: Schema
): z.infer<Schema> | null => {
  if (reply.kind !== "answered") {
    return null
  }
  const { success, data } = schema.safeParse(parsed(reply.text))
  return success ? data : null
}

/** The same of a good answer only. */
export const goodJsonAs = <Schema extends z.ZodType>(
  reply: Reply,
  schema: Schema
): z.infer<Schema> | null =>
  reply.kind === "answered" && reply.status >= 200 && reply.status < 300
    ? jsonAs(reply, schema)
    : null

/**
 * An amount as a processor writes it ("100", "34.9500"), with the places of its currency; null when
 * it is not an amount of that currency.
 */
export const readMoney = (value: string, currency: string): Money | null => {
  const units = parseAmount(value, currency)
  return units === undefined ? null : { amount: formatAmount(units, currency), currency }
}

/**
 * What is kept of an answer: its JSON, or the beginning of a page. Half an answer is not kept: in it
 * nothing can be hidden by its name.
 */
export const keptOf = (text: string): unknown =>
  text.trimStart().startsWith("<") ? text.slice(0, KEPT_OF_PAGE) : (parsed(text) ?? null)

/** A processor's words, fit to be shown: one line, not endless. */
export const cleanWords = (text: string | null | undefined): string | null => {
  const words = (text ?? "").replace(/\s+/g, " ").trim()
  return words === "" ? null : words.slice(0, 300)
}
