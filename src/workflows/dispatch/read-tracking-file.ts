import { parse } from "csv-parse/sync"
import { readSheet } from "read-excel-file/node"
import { Problem } from "../../lib/problem"
import { decodeText } from "../../providers/fulfillment/file-text"

/** One row as it was given. `reference` is an order's or a parcel's number, in any spelling. */
export type ImportRow = { line: number; reference: string; number: string; carrier: string | null }

export type ImportFile = { name: string; bytes: Buffer }

/** More rows than anybody ships in a day. */
export const MOST_ROWS = 100_000

type Column = "reference" | "number" | "carrier"

/** Words of a first line that is a heading, letters only: what people and their programs write there. */
const HEADINGS: Record<Column, readonly string[]> = {
  reference: [
    "order",
    "ordernumber",
    "orderid",
    "orderno",
    "parcel",
    "parcelnumber",
    "reference",
    "заказ",
    "номерзаказа",
    "посылка",
    "номерпосылки",
  ],
  number: [
    "tracking",
    "trackingnumber",
    "trackingno",
    "trackingcode",
    "number",
    "tracknumber",
    "трек",
    "трекномер",
    "трекномера",
    "номер",
  ],
  carrier: ["carrier", "courier", "shipper", "перевозчик", "служба", "службадоставки"],
}

const DEFAULT_ORDER: readonly Column[] = ["reference", "number", "carrier"]

const plain = (cell: string): string => cell.toLowerCase().replace(/[^\p{L}]/gu, "")

/** Which column is which, by the headings; null when the first line is no heading. */
const columnsOf = (cells: readonly string[]): Map<Column, number> | null => {
  const found = new Map<Column, number>()
  cells.forEach((cell, index) => {
    for (const column of DEFAULT_ORDER) {
      if (!found.has(column) && HEADINGS[column].includes(plain(cell))) {
        found.set(column, index)
        return
      }
    }
  })
  return found.has("reference") && found.has("number") ? found : null
}

/** The separator of pasted or exported text: the one that parts most first lines. */
const separatorOf = (text: string): string => {
  const lines = text.split(/\r?\n/, 20).filter((line) => line.trim())
  const scores = ["\t", ";", ","].map((separator) => ({
    separator,
    lines: lines.filter((line) => line.includes(separator)).length,
  }))
  const best = scores.reduce((one, other) => (other.lines > one.lines ? other : one))
  return best.lines > 0 ? best.separator : " "
}

/** A cell that a program has marked as text so that it does not run as a formula. */
const withoutMark = (cell: string): string =>
  cell
    .trim()
    .replace(/^'/, "")
    .replace(/^="(.*)"$/, "$1")

/** The rows of a file, each with the line that it stood in. */
export type Table = { line: number; cells: string[] }[]

type ParsedRecord = { record: string[]; info: { lines: number } }

const isRecord = (value: unknown): value is ParsedRecord =>
  typeof value === "object" && value !== null && "record" in value && "info" in value

const tableOfText = (text: string): Table => {
  const separator = separatorOf(text)
  try {
    const records: unknown[] = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      bom: true,
      to: MOST_ROWS + 2,
    })
    return records.filter(isRecord).map(({ record, info }) => ({
      line: info.lines,
      cells: record.map(withoutMark),
    }))
  } catch {
    throw new Problem(
      422,
      "unreadable_file",
      "This cannot be read as a table: a quote is left open."
    )
  }
}

/** A spreadsheet keeps long numbers as numbers: beyond 15 digits it has lost the rest. */
const cellText = (cell: unknown): string =>
  typeof cell === "number" && Number.isSafeInteger(cell) ? String(cell) : String(cell ?? "").trim()

const tableOfXlsx = async (bytes: Buffer): Promise<Table> => {
  try {
    const rows = await readSheet(bytes)
    return rows.map((cells, index) => ({
      line: index + 1,
      cells: cells.map((cell) => withoutMark(cellText(cell))),
    }))
  } catch {
    throw new Problem(422, "unreadable_file", "This cannot be read as a spreadsheet.")
  }
}

const isXlsx = ({ bytes }: ImportFile): boolean => bytes.subarray(0, 2).toString("latin1") === "PK"

/**
 * The filled rows of a spreadsheet, or of a CSV file in any usual encoding.
 *
 * @throws Problem 422 `unreadable_file`
 */
export const readTable = async (file: ImportFile): Promise<Table> => {
  const table = isXlsx(file)
    ? await tableOfXlsx(file.bytes)
    : tableOfText(decodeText(file.bytes, "windows-1251"))
  return table.filter(({ cells }) => cells.some((cell) => cell !== ""))
}

/**
 * Reads tracking numbers from a spreadsheet, a CSV file in any usual encoding, or pasted text: an order's
 * or parcel's number, the tracking number, and perhaps the carrier. Headings are found by their words.
 *
 * @throws Problem 422 `unreadable_file`, `too_many_rows`
 */
export const readTrackingFile = async (file: ImportFile): Promise<ImportRow[]> => {
  const filled = await readTable(file)
  const headings = filled.length > 0 ? columnsOf(filled[0].cells) : null
  const columns = headings ?? new Map(DEFAULT_ORDER.map((column, index) => [column, index]))
  const rows = headings ? filled.slice(1) : filled
  if (rows.length > MOST_ROWS) {
    throw new Problem(422, "too_many_rows", "More than 100,000 rows: split the file.")
  }
  const cellOf = (cells: readonly string[], column: Column): string =>
    (cells[columns.get(column) ?? -1] ?? "").replaceAll("\u0000", "").slice(0, 200)
  return rows.map(({ line, cells }) => ({
    line,
    reference: cellOf(cells, "reference"),
    number: cellOf(cells, "number"),
    carrier: cellOf(cells, "carrier") || null,
  }))
}
