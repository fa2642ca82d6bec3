import type { SettingField } from "./supplier"

/** A supplier's settings are JSON from the database: read with these, by name. */
export type Settings = Readonly<Record<string, unknown>>

export const textOf = (settings: Settings, name: string, otherwise = ""): string => {
  const value = settings[name]
  return typeof value === "string" && value.trim() !== "" ? value.trim() : otherwise
}

export const numberOf = (settings: Settings, name: string, otherwise: number): number => {
  const value = Number(settings[name] ?? Number.NaN)
  return Number.isFinite(value) ? value : otherwise
}

export const flagOf = (settings: Settings, name: string, otherwise: boolean): boolean => {
  const value = settings[name]
  return typeof value === "boolean" ? value : otherwise
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Names and texts; what is no text is left out. */
export const mapOf = (
  settings: Settings,
  name: string,
  otherwise: Readonly<Record<string, string>>
): Readonly<Record<string, string>> => {
  const value = settings[name]
  if (!isRecord(value) || Object.keys(value).length === 0) {
    return otherwise
  }
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string")
  )
}

export type Column = { title: string; value: string }

const isColumn = (value: unknown): value is Column =>
  isRecord(value) && typeof value.title === "string" && typeof value.value === "string"

export const columnsOf = (
  settings: Settings,
  name: string,
  otherwise: readonly Column[]
): readonly Column[] => {
  const value = settings[name]
  const columns = Array.isArray(value) ? value.filter(isColumn) : []
  return columns.length > 0 ? columns : otherwise
}

export const templateOf = (settings: Settings, name: string, otherwise: unknown): unknown =>
  isRecord(settings[name]) || Array.isArray(settings[name]) ? settings[name] : otherwise

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && !(isRecord(value) && noKeys(value))

const noKeys = (value: Record<string, unknown>): boolean => Object.keys(value).length === 0

const MOST_TEXT = 5_000

/** What a value of each kind has to be. */
const WRONG_KIND: Readonly<
  Record<Exclude<SettingField["kind"], "secret">, (value: unknown) => string | null>
> = {
  text: (value) =>
    typeof value === "string" && value.length <= MOST_TEXT ? null : "This has to be a text.",
  choice: (value) => (typeof value === "string" ? null : "This has to be one of the choices."),
  number: (value) => (typeof value === "number" ? null : "This has to be a number."),
  flag: (value) => (typeof value === "boolean" ? null : "This has to be yes or no."),
  map: (value) =>
    isRecord(value) && Object.values(value).every((part) => typeof part === "string")
      ? null
      : "This has to be names with a text each.",
  columns: (value) =>
    Array.isArray(value) && value.every(isColumn)
      ? null
      : "This has to be a list of columns with a title and a value each.",
  template: (value) =>
    isRecord(value) || Array.isArray(value) ? null : "This has to be a JSON object or list.",
}

const fieldFault = (field: SettingField, value: unknown): string | null => {
  if (field.kind === "secret") {
    return null
  }
  if (!isGiven(value)) {
    return field.required ? "This is needed." : null
  }
  const wrong = WRONG_KIND[field.kind](value)
  if (wrong) {
    return wrong
  }
  return field.choices && !field.choices.includes(String(value))
    ? `This has to be one of ${field.choices.join(", ")}.`
    : null
}

/** What is wrong with settings by the fields that there are: sentences by name. */
export const fieldFaults = (
  fields: readonly SettingField[],
  settings: Settings
): Record<string, string> => {
  const faults: Record<string, string> = {}
  for (const field of fields) {
    const fault = fieldFault(field, settings[field.name])
    if (fault) {
      faults[field.name] = fault
    }
  }
  for (const name of Object.keys(settings)) {
    if (!fields.some((field) => field.name === name && field.kind !== "secret")) {
      faults[name] = "There is no such setting."
    }
  }
  return faults
}

/** Adds faults that a field's kind does not know of, where it has none yet; null is none. */
export const withFaults = (
  faults: Record<string, string>,
  further: Readonly<Record<string, string | null>>
): Record<string, string> => {
  const found = { ...faults }
  for (const [name, fault] of Object.entries(further)) {
    if (fault && !Object.hasOwn(found, name)) {
      found[name] = fault
    }
  }
  return found
}
