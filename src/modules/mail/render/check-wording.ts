import type { LetterContext } from "./letter-context"
import type { AllowedLinks } from "./letter-links"
import { textEngine } from "./liquid"
import { HTML_PARTIALS, PARTIAL_PARAMETERS } from "./partials"
import { renderLetter, type LetterSetting, type Wording } from "./render-letter"
import { withoutRepeats, type TemplateFault, type TemplatePart } from "./template-fault"
import { BARE_EXAMPLE, FULL_EXAMPLE, TEMPLATE_VARIABLES } from "./variables"

/** Which names stand below a name: `order` → number, items …; lists know what their entries have. */
type NameTree = { [name: string]: NameTree }

const nameTree = (): NameTree => {
  const tree: NameTree = {}
  for (const { name } of TEMPLATE_VARIABLES) {
    let at = tree
    for (const part of name.replaceAll("[]", ".*").split(".")) {
      at = at[part] ??= {}
    }
  }
  return tree
}

const NAMES = nameTree()

/** What Liquid itself knows of every list. */
const LIST_WORDS = ["first", "last", "size"]

const isKnown = (path: readonly (string | number)[]): boolean => {
  let at: NameTree | undefined = NAMES
  for (const step of path) {
    if (typeof step === "number" || LIST_WORDS.includes(step)) {
      // `order.items[0].name`: the entry's names stand under "*"; lists of plain texts have none.
      at = at["*"] ?? {}
    } else {
      at = Object.hasOwn(at, step) ? at[step] : undefined
    }
    if (!at) {
      return false
    }
  }
  return true
}

const unknownNames = (part: TemplatePart, source: string): TemplateFault[] => {
  try {
    return textEngine
      .namesIn(source)
      .filter(({ path }) => !isKnown(path))
      .map(({ path, line, column }) => ({
        part,
        line,
        column,
        code: "unknown_variable",
        message: `There is no "${path.join(".")}": see the list of names.`,
      }))
  } catch {
    // It cannot be read at all: rendering tells where and why.
    return []
  }
}

const RENDER_TAG = /\{%-?\s*render\s+([^%]*?)-?%\}/g
const QUOTED_NAME = /^(["'])([^"']*)\1/

const placeAt = (source: string, index: number): { line: number; column: number } => {
  const lines = source.slice(0, index).split("\n")
  return { line: lines.length, column: lines[lines.length - 1].length + 1 }
}

/** Parts are looked up while rendering, also in branches that no example goes through. */
const partialFaults = (part: TemplatePart, source: string): TemplateFault[] =>
  [...source.matchAll(RENDER_TAG)].flatMap((found): TemplateFault[] => {
    const place = { part, ...placeAt(source, found.index) }
    const name = QUOTED_NAME.exec(found[1])?.[2]
    if (name === undefined || !Object.hasOwn(HTML_PARTIALS, name)) {
      return [
        {
          ...place,
          code: "unknown_partial",
          message: `There is no part "${(name ?? found[1]).trim().slice(0, 100)}".`,
        },
      ]
    }
    return (PARTIAL_PARAMETERS[name] ?? [])
      .filter((parameter) => !new RegExp(`\\b${parameter}\\s*:`).test(found[1]))
      .map((parameter) => ({
        ...place,
        code: "partial_needs",
        message: `The part "${name}" needs "${parameter}".`,
      }))
  })

/** The examples' links and addresses are of an invented shop; a wording's own must be of the real ones. */
const withLinksOf = (context: LetterContext, allowed: AllowedLinks): LetterContext => {
  const url = allowed.origins[0] ?? `https://${allowed.domains[0] ?? "localhost"}`
  return {
    ...context,
    shop: {
      ...context.shop,
      url,
      email: context.shop.email && (allowed.emails[0] ?? context.shop.email),
    },
    payment: { ...context.payment, url: context.payment.url && url },
    tracking: context.tracking.map((parcel) => ({ ...parcel, url })),
    order: {
      ...context.order,
      items: context.order.items.map((item) => ({ ...item, url: item.url && url })),
    },
    refill: {
      ...context.refill,
      url,
      products: context.refill.products.map((item) => ({ ...item, url: item.url && url })),
    },
    unsubscribe_url: context.unsubscribe_url && url,
  }
}

/**
 * Everything that would keep this wording from being a letter: it is read, its names are looked up in all
 * its branches, and it is written once for an order that has everything and once for one that has least.
 */
export const checkWording = (wording: Wording, given: LetterSetting): TemplateFault[] => {
  // All shops' wording belongs to no address in particular.
  const ofNobody = FULL_EXAMPLE.shop.email ? [FULL_EXAMPLE.shop.email] : []
  const emails = given.allowed.emails.length > 0 ? given.allowed.emails : ofNobody
  const setting = { ...given, allowed: { ...given.allowed, emails } }
  const parts: [TemplatePart, string][] = [
    ["subject", wording.subject],
    ["body", wording.body],
    ...(wording.text === null ? [] : [["text", wording.text] as [TemplatePart, string]]),
  ]
  const faults = [
    ...parts.flatMap(([part, source]) => unknownNames(part, source)),
    ...parts.flatMap(([part, source]) => partialFaults(part, source)),
    ...[FULL_EXAMPLE, BARE_EXAMPLE].flatMap(
      (example) => renderLetter(wording, withLinksOf(example, setting.allowed), setting).faults
    ),
  ]
  return withoutRepeats(faults).sort(
    (one, other) => one.line - other.line || one.column - other.column
  )
}
