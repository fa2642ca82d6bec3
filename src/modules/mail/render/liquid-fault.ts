import { LiquidError } from "liquidjs"
import {
  placeOf,
  type TemplateFault,
  type TemplateFaultCode,
  type TemplatePart,
} from "./template-fault"

/** Liquid's own words, what they mean to us, and how a person says it. First match decides. */
const MEANINGS: readonly [RegExp, TemplateFaultCode, (found: string) => string][] = [
  [
    /undefined variable: (.+)/,
    "unknown_variable",
    (name) => `There is no "${name}": see the list of names.`,
  ],
  [/undefined filter: (.+)/, "unknown_filter", (name) => `There is no filter "${name}" here.`],
  [/tag "(.+)" not found/, "unknown_tag", (name) => `There is no tag "${name}" here.`],
  [/Failed to lookup "(.+?)"/, "unknown_partial", (name) => `There is no part "${name}".`],
  [
    /(memory alloc|template render) limit exceeded/,
    "too_much_work",
    () => "This asks for more work than a letter can take.",
  ],
  [
    /parse length limit exceeded/,
    "too_long",
    () => "This is longer than a letter's wording can be.",
  ],
]

/** Without the places that Liquid adds: they are told apart. */
const plainMessage = (error: Error): string =>
  error.message.replace(/(?:, file:[^,]*)?, line:\d+, col:\d+$/, "").trim()

const meaningOf = (message: string): Pick<TemplateFault, "code" | "message"> => {
  for (const [pattern, code, say] of MEANINGS) {
    const found = pattern.exec(message)
    if (found) {
      return { code, message: say((found[1] ?? "").slice(0, 100)) }
    }
  }
  return { code: "syntax", message: `This cannot be read: ${message.slice(0, 300)}.` }
}

/** What went wrong while parsing or rendering, at its place in what the person has written. */
export const liquidFault = (part: TemplatePart, source: string, error: unknown): TemplateFault => {
  if (!LiquidError.is(error)) {
    const { code, message } = meaningOf(error instanceof Error ? error.message : String(error))
    return { part, line: 1, column: 1, code, message }
  }
  const partial = error.token.file
  const { code, message } = meaningOf(plainMessage(error))
  if (partial && code === "unknown_variable") {
    // Inside our own parts only what a wording hands over can be missing.
    const wanted = /"(.+?)"/.exec(message)?.[1] ?? ""
    return {
      part,
      ...placeOf(source, partial),
      code: "partial_needs",
      message: `The part "${partial}" needs "${wanted}".`,
    }
  }
  const [line, column] = error.token.getPosition()
  return { part, line, column, code, message }
}
