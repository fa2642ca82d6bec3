import { batchValues, fillText, lineValues, parcelValues, templateFault } from "./placeholders"
import {
  columnsOf,
  fieldFaults,
  flagOf,
  textOf,
  withFaults,
  type Column,
  type Settings,
} from "./settings"
import { encodeText, ENCODINGS, type Encoding } from "./file-text"
import type { HandOverBatch, SettingField } from "./supplier"

/** Parcels as a table: what columns there are, and one row for each line or each parcel, is data. */

export const DEFAULT_COLUMNS: readonly Column[] = [
  { title: "Parcel", value: "{number}" },
  { title: "Order", value: "{order_id}" },
  { title: "SKU", value: "{line.supplier_sku}" },
  { title: "Product", value: "{line.name}" },
  { title: "Option", value: "{line.option}" },
  { title: "Quantity", value: "{line.quantity}" },
  { title: "Name", value: "{address.name}" },
  { title: "Address", value: "{address.address1}" },
  { title: "Address 2", value: "{address.address2}" },
  { title: "City", value: "{address.city}" },
  { title: "State", value: "{address.state}" },
  { title: "ZIP", value: "{address.zip}" },
  { title: "Country", value: "{address.country}" },
  { title: "Phone", value: "{address.phone}" },
  { title: "E-mail", value: "{address.email}" },
  { title: "Delivery", value: "{delivery}" },
  { title: "Insured", value: "{insured}" },
  { title: "Value", value: "{value.amount}" },
  { title: "Currency", value: "{value.currency}" },
  { title: "Replaces", value: "{replaces}" },
  { title: "Note", value: "{note}" },
]

export const SEPARATORS: Readonly<Record<string, string>> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  bar: "|",
}

/** The settings of a file that goes out. */
export const ORDER_FILE_FIELDS: readonly SettingField[] = [
  {
    name: "columns",
    label: "columns",
    kind: "columns",
    required: false,
    default: DEFAULT_COLUMNS,
  },
  {
    name: "row_for_each",
    label: "row_for_each",
    kind: "choice",
    choices: ["line", "parcel"],
    required: false,
    default: "line",
  },
  {
    name: "separator",
    label: "separator",
    kind: "choice",
    choices: Object.keys(SEPARATORS),
    required: false,
    default: "semicolon",
  },
  {
    name: "encoding",
    label: "encoding",
    kind: "choice",
    choices: ENCODINGS,
    required: false,
    default: "utf-8",
  },
  { name: "formula_safe", label: "formula_safe", kind: "flag", required: false, default: true },
]

/** A spreadsheet would read such a text as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** Numbers and telephone numbers are what they are. */
const HARMLESS = /^(-?\d+(\.\d+)?|\+\d[\d ]*)$/

const NEWLINES = /\s*[\r\n]+\s*/g

/**
 * Marks a text that a spreadsheet would run as text. A line break inside a cell splits the row in
 * many programs that read such files, so there is none.
 */
export const plainCell = (text: string, formulaSafe: boolean): string => {
  const line = text.replace(NEWLINES, " ").trim()
  return formulaSafe && FORMULA.test(line) && !HARMLESS.test(line) ? `'${line}` : line
}

const encodingOf = (settings: Settings): Encoding =>
  ENCODINGS.find((encoding) => encoding === settings.encoding) ?? "utf-8"

/** Parcels as rows of text, the titles first. Pure: the same batch gives the same rows. */
export const parcelRows = (settings: Settings, batch: HandOverBatch): string[][] => {
  const columns = columnsOf(settings, "columns", DEFAULT_COLUMNS)
  const formulaSafe = flagOf(settings, "formula_safe", true)
  const rowForEach = textOf(settings, "row_for_each", "line")
  const common = batchValues(batch)
  const rowsOfValues = batch.parcels.flatMap((parcel) => {
    const values = parcelValues(common, parcel)
    return rowForEach === "parcel"
      ? [values]
      : parcel.lines.map((line, index) => lineValues(values, line, index + 1))
  })
  return [
    columns.map(({ title }) => plainCell(title, formulaSafe)),
    ...rowsOfValues.map((values) =>
      columns.map(({ value }) => plainCell(fillText(value, values), formulaSafe))
    ),
  ]
}

const writeCell = (text: string, separator: string): string =>
  text.includes('"') || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text

/** A file of parcels as CSV (RFC 4180 but for its separator). Pure: same batch, same bytes. */
export const writeParcelFile = (settings: Settings, batch: HandOverBatch): Buffer => {
  const separator = SEPARATORS[textOf(settings, "separator", "semicolon")] ?? ";"
  const lines = parcelRows(settings, batch).map(
    (row) => `${row.map((text) => writeCell(text, separator)).join(separator)}\r\n`
  )
  return encodeText(lines.join(""), encodingOf(settings))
}

/** What is wrong with settings of a file that goes out, the fields' own kinds included. */
export const parcelFileFaults = (
  fields: readonly SettingField[],
  settings: Settings
): Record<string, string> => {
  const columns = columnsOf(settings, "columns", DEFAULT_COLUMNS)
  const place = settings.row_for_each === "parcel" ? "parcel" : "line"
  const wrong = columns
    .map(({ value }) =>
      value === "{lines}"
        ? "A column cannot hold {lines}; there is {lines_text}."
        : templateFault(value, place)
    )
    .find((fault) => fault !== null)
  const named = columns.some(({ value }) => value.includes("{number}"))
  return withFaults(fieldFaults(fields, settings), {
    columns:
      wrong ??
      (named ? null : "No column holds {number}: nobody could say which parcel he answers about."),
  })
}
