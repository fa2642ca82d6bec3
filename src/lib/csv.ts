/** A spreadsheet would read such a text as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A number as we write them: a minus before it is no formula. */
const NUMBER = /^-?\d+(\.\d+)?$/

const cell = (value: string): string => {
  const harmless = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Tells spreadsheets that the file is UTF-8. */
export const CSV_START = "\uFEFF"

/** One line of a CSV file (RFC 4180); a text that would run as a formula is marked as text. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`
