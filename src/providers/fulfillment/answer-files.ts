import { parse } from "csv-parse/sync"
import { readSheet } from "read-excel-file/node"
import { SEPARATORS } from "./csv-files"
import { decodeText, ENCODINGS, type Encoding } from "./file-text"
import { momentOf, outcomeOfWord, outcomeWordsFault } from "./outcomes"
import { mapOf, textOf, type Settings } from "./settings"
import type { AnswerFile, AnswerRow, SettingField } from "./supplier"

/** What a column of an answer file may tell; several names of one column are separated by bars. */
const DEFAULT_ANSWER_COLUMNS = {
  number: "Parcel|Parcel number|Reference|Your reference|Sendung|Посылка|Номер посылки",
  reference: "Supplier number|Supplier order|Shipment|Номер поставщика",
  outcome: "Status|State|Result|Статус",
  message: "Message|Reason|Comment|Remark|Причина|Комментарий",
  tracking: "Tracking|Tracking number|Tracking no|Sendungsnummer|Трек-номер|Трек",
  carrier: "Carrier|Shipper|Service|Courier|Перевозчик|Служба доставки",
  shipped_at: "Shipped|Shipped at|Ship date|Date|Дата отправки|Дата",
} as const

type AnswerColumn = keyof typeof DEFAULT_ANSWER_COLUMNS

/** The settings of a file that comes back. */
export const ANSWER_FILE_FIELDS: readonly SettingField[] = [
  {
    name: "answer_columns",
    label: "answer_columns",
    kind: "map",
    required: false,
    default: DEFAULT_ANSWER_COLUMNS,
  },
  { name: "outcome_words", label: "outcome_words", kind: "map", required: false, default: {} },
  {
    name: "answer_encoding",
    label: "answer_encoding",
    kind: "choice",
    choices: ENCODINGS,
    required: false,
    default: "windows-1251",
  },
]

/** Rows of one file; more make no sense and would fill the memory. */
const MOST_ROWS = 100_000

const NAMES_OF_COLUMNS = Object.keys(DEFAULT_ANSWER_COLUMNS)

const isAnswerColumn = (name: string): name is AnswerColumn => NAMES_OF_COLUMNS.includes(name)

/** What is wrong with the settings of files that come back, by name. */
export const answerFileFaults = (settings: Settings): Record<string, string | null> => {
  const columns = mapOf(settings, "answer_columns", DEFAULT_ANSWER_COLUMNS)
  const unknown = Object.keys(columns).find((name) => !isAnswerColumn(name))
  return {
    answer_columns: unknown
      ? `Nothing is read from a column "${unknown}"; there is ${NAMES_OF_COLUMNS.join(", ")}.`
      : columns.number
        ? null
        : "A column for number is needed: it says which parcel a row is about.",
    outcome_words: outcomeWordsFault(settings.outcome_words),
  }
}

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ")

type Cells = { line: number; cells: string[] }

/** A file as rows of text, or what is wrong with it as a whole or with single rows of it. */
type Table = { rows: Cells[]; faults: { line: number; fault: string }[] }

const ZIP_MARK = Buffer.from("PK\u0003\u0004")
const OLD_EXCEL_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** A spreadsheet keeps fifteen digits of a number: of a longer one the last are gone. */
const EXACT_BELOW = 1e15

/** Files are small; one that unfolds to more than this is made to fill the memory. */
const MOST_UNFOLDED = 100_000_000
const ENTRY_MARK = Buffer.from("PK\u0001\u0002")
const ENTRY_SIZE_AT = 24

/** How large the parts of a ZIP file say they are. */
const unfoldedSize = (bytes: Buffer): number => {
  let size = 0
  for (let at = bytes.indexOf(ENTRY_MARK); at >= 0; at = bytes.indexOf(ENTRY_MARK, at + 4)) {
    size += at + ENTRY_SIZE_AT + 4 <= bytes.length ? bytes.readUInt32LE(at + ENTRY_SIZE_AT) : 0
  }
  return size
}

const cellText = (value: unknown): string => {
  if (typeof value === "number" && Math.abs(value) >= EXACT_BELOW) {
    return value.toExponential()
  }
  if (value instanceof Date) {
    return value.toISOString()
  }
  return value === null || value === undefined ? "" : String(value).trim()
}

const readWorkbook = async (bytes: Buffer): Promise<Table> => {
  if (unfoldedSize(bytes) > MOST_UNFOLDED) {
    return { rows: [], faults: [{ line: 0, fault: "The spreadsheet is too large." }] }
  }
  try {
    const rows = await readSheet(bytes)
    return {
      rows: rows.map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) })),
      faults: [],
    }
  } catch {
    return { rows: [], faults: [{ line: 0, fault: "This is no spreadsheet that can be read." }] }
  }
}

/** The separator that the first line has most of. */
const separatorOf = (text: string): string => {
  const end = text.search(/[\r\n]/)
  const firstLine = end === -1 ? text : text.slice(0, end)
  const count = (separator: string): number => firstLine.split(separator).length
  return Object.values(SEPARATORS).reduce((best, one) => (count(one) > count(best) ? one : best))
}

type ParsedRecord = { record: string[]; info: { lines: number } }

const readCsv = (text: string): Table => {
  // Excel says the separator in a line of its own.
  const said = /^sep=(.)\r?\n/i.exec(text)
  const body = said ? text.slice(said[0].length) : text
  const skipped = said ? 1 : 0
  let broken: string | null = null
  const records: unknown[] = parse(body, {
    delimiter: said ? said[1] : separatorOf(body),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    info: true,
    on_skip: (error) => {
      broken = error?.code ?? "unreadable"
    },
  })
  const rows = records.filter(isParsed).map(({ record, info }) => ({
    line: info.lines + skipped,
    cells: record.map((cell) => cell.trim()),
  }))
  return {
    rows,
    faults: broken
      ? [{ line: 0, fault: "A quotation mark is never closed: the file seems to be cut off." }]
      : [],
  }
}

const isParsed = (value: unknown): value is ParsedRecord =>
  typeof value === "object" && value !== null && "record" in value && "info" in value

const readTable = async (settings: Settings, bytes: Buffer): Promise<Table> => {
  if (bytes.length === 0) {
    return { rows: [], faults: [{ line: 0, fault: "The file is empty." }] }
  }
  if (bytes.subarray(0, 4).equals(ZIP_MARK)) {
    return readWorkbook(bytes)
  }
  if (bytes.subarray(0, 4).equals(OLD_EXCEL_MARK)) {
    return {
      rows: [],
      faults: [{ line: 0, fault: "This is an old Excel file: save it as .xlsx or .csv." }],
    }
  }
  const old = textOf(settings, "answer_encoding", "windows-1251")
  return readCsv(decodeText(bytes, ENCODINGS.find((one) => one === old) ?? DEFAULT_ENCODING))
}

const DEFAULT_ENCODING: Encoding = "windows-1251"

/** Where each column is, by its title; -1 when the file has none. */
const findColumns = (
  settings: Settings,
  titles: readonly string[]
): Record<AnswerColumn, number> => {
  const given = mapOf(settings, "answer_columns", DEFAULT_ANSWER_COLUMNS)
  const known = titles.map(plain)
  const placeOf = (column: AnswerColumn): number => {
    for (const name of (given[column] ?? "").split("|")) {
      const at = plain(name) === "" ? -1 : known.indexOf(plain(name))
      if (at >= 0) {
        return at
      }
    }
    return -1
  }
  return {
    number: placeOf("number"),
    reference: placeOf("reference"),
    outcome: placeOf("outcome"),
    message: placeOf("message"),
    tracking: placeOf("tracking"),
    carrier: placeOf("carrier"),
    shipped_at: placeOf("shipped_at"),
  }
}

/** `="00123"` is how one keeps a spreadsheet from changing a number; `'+1` is how we mark text. */
const unwrapped = (text: string): string =>
  /^="([^"]*)"$/.exec(text)?.[1] ?? (/^'[=+\-@]/.test(text) ? text.slice(1) : text)

const isFormula = (text: string): boolean => /^[=@]/.test(text) || /^[+-].*[(|!]/.test(text)

/** `1,23E+15`: a spreadsheet has made a figure of a number, its last digits are gone. */
const isMangled = (text: string): boolean => /^\d([.,]\d+)?e\+?\d+$/i.test(text)

const LONGEST_CELL = 500

/** What a row says, or what is wrong with it. */
const readRow = (
  settings: Settings,
  places: Record<AnswerColumn, number>,
  { line, cells }: Cells,
  width: number
): AnswerRow => {
  const bad = (fault: string): AnswerRow => ({ line, ok: false, fault })
  const cell = (column: AnswerColumn): string => unwrapped(cells[places[column]] ?? "")
  if (cells.length < width) {
    return bad(`The row has ${cells.length} of ${width} columns: it seems to be cut off.`)
  }
  if (cells.length > width && cells.slice(width).some((text) => text !== "")) {
    return bad(`The row has ${cells.length} columns where the title has ${width}.`)
  }
  const texts = NAMES_OF_COLUMNS.filter(isAnswerColumn).map(cell)
  if (texts.some(isFormula)) {
    return bad("The row holds a formula: only plain texts are read.")
  }
  if (texts.some((text) => text.length > LONGEST_CELL)) {
    return bad(`A cell is longer than ${LONGEST_CELL} characters.`)
  }
  const number = cell("number").toUpperCase()
  if (number === "") {
    return bad("The row names no parcel.")
  }
  const tracking = cell("tracking")
  if (isMangled(tracking)) {
    return bad(
      `A spreadsheet has shortened the tracking number to ${tracking}: its digits are lost.`
    )
  }
  const word = cell("outcome")
  const told = word === "" ? null : outcomeOfWord(word, mapOf(settings, "outcome_words", {}))
  if (word !== "" && !told) {
    return bad(`Nobody knows what the status "${word}" means: add it to the supplier's words.`)
  }
  if (!told && tracking === "") {
    return bad("The row has neither a status nor a tracking number.")
  }
  const moment = cell("shipped_at")
  const shipped_at = momentOf(moment)
  return {
    line,
    ok: true,
    answer: {
      number,
      outcome: told ?? "accepted",
      reference: cell("reference") || null,
      message: cell("message") || null,
      tracking:
        tracking === "" ? [] : [{ number: tracking, carrier: cell("carrier") || null, shipped_at }],
    },
  }
}

/**
 * Reads an answer file, CSV in any encoding or XLSX, by the titles of its columns. A row that cannot
 * be used is named with its line and the reason; it does not keep the others from being used. Line 0
 * is about the file as a whole.
 */
export const readAnswerFile = async (
  settings: Settings,
  { bytes }: AnswerFile
): Promise<readonly AnswerRow[]> => {
  const { rows, faults } = await readTable(settings, bytes)
  const whole = faults.map(({ line, fault }): AnswerRow => ({ line, ok: false, fault }))
  const [titles, ...rest] = rows
  if (!titles) {
    return whole.length > 0 ? whole : [{ line: 0, ok: false, fault: "The file has no rows." }]
  }
  const places = findColumns(settings, titles.cells)
  if (places.number < 0) {
    const found = titles.cells.map((title) => title.slice(0, 40)).join(", ")
    return [
      {
        line: 0,
        ok: false,
        fault: `No column says which parcel a row is about. Columns: ${found}`,
      },
    ]
  }
  if (rest.length > MOST_ROWS) {
    return [{ line: 0, ok: false, fault: `The file has more than ${MOST_ROWS} rows.` }]
  }
  const width = titles.cells.length
  const filled = rest.filter(({ cells }) => cells.some((text) => text !== ""))
  return [...whole, ...filled.map((row) => readRow(settings, places, row, width))]
}
