import type { SettingField } from "../types/dispatch"

/** A row of a `map` or of `columns`: what it is called and what it holds. */
export type Pair = { name: string; value: string }

/** What is typed for one setting, before it is what the server keeps. */
export type SettingDraft = string | boolean | Pair[]

export type SettingDrafts = Record<string, SettingDraft>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const pairsOf = (value: unknown): Pair[] => {
  if (Array.isArray(value)) {
    return value.filter(isRecord).map(({ title, value: holds }) => ({
      name: String(title ?? ""),
      value: String(holds ?? ""),
    }))
  }
  return isRecord(value)
    ? Object.entries(value).map(([name, holds]) => ({ name, value: String(holds ?? "") }))
    : []
}

/** A setting as it is typed; the field's own default where nothing is kept. */
export const draftOfSetting = (field: SettingField, kept: unknown): SettingDraft => {
  const value = kept ?? field.default
  switch (field.kind) {
    case "flag":
      return value === true
    case "map":
    case "columns":
      return pairsOf(value)
    case "template":
      return value === undefined || value === null ? "" : JSON.stringify(value, null, 2)
    default:
      return value === undefined || value === null ? "" : String(value)
  }
}

const withoutEmpty = (pairs: Pair[]): Pair[] =>
  pairs.map(({ name, value }) => ({ name: name.trim(), value })).filter(({ name }) => name !== "")

/** What the server keeps; undefined: as the field's default says. @throws SyntaxError of a template */
const valueOfDraft = (field: SettingField, draft: SettingDraft): unknown => {
  if (typeof draft === "boolean") {
    return draft
  }
  if (Array.isArray(draft)) {
    const pairs = withoutEmpty(draft)
    if (pairs.length === 0) {
      return undefined
    }
    return field.kind === "columns"
      ? pairs.map(({ name, value }) => ({ title: name, value }))
      : Object.fromEntries(pairs.map(({ name, value }) => [name, value]))
  }
  const text = draft.trim()
  if (text === "") {
    return undefined
  }
  if (field.kind === "number") {
    return Number(text.replace(",", "."))
  }
  return field.kind === "template" ? (JSON.parse(text) as unknown) : text
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/**
 * The settings that are kept: what is as the default says is left out, so that a better default of a
 * later release holds. `broken` names the templates that are no JSON.
 */
export const settingsOf = (
  fields: readonly SettingField[],
  drafts: SettingDrafts
): { settings: Record<string, unknown>; broken: string[] } => {
  const settings: Record<string, unknown> = {}
  const broken: string[] = []
  for (const field of fields.filter(({ kind }) => kind !== "secret")) {
    try {
      const value = valueOfDraft(field, drafts[field.name] ?? "")
      if (value !== undefined && !same(value, field.default)) {
        settings[field.name] = value
      }
    } catch {
      broken.push(field.name)
    }
  }
  return { settings, broken }
}
