import writeXlsxFile from "write-excel-file/node"
import { parcelRows, writeParcelFile } from "./csv-files"
import type { Settings } from "./settings"
import type { HandOverBatch } from "./supplier"

export const SHEET_FORMATS = ["csv", "xlsx"] as const
export type SheetFormat = (typeof SHEET_FORMATS)[number]

const CONTENT_TYPES: Readonly<Record<SheetFormat, string>> = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

/** A file for a person: its name, and what a browser is told that it is. */
export type Sheet = { filename: string; content_type: string; bytes: Buffer }

/** Every cell is text: no program makes a formula, a date or a shortened number of it. */
const workbookOf = (settings: Settings, batch: HandOverBatch): Promise<Buffer> => {
  const [titles, ...rows] = parcelRows({ ...settings, formula_safe: false }, batch)
  return writeXlsxFile(
    [
      titles.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
      ...rows.map((row) => row.map((value) => ({ value, type: String }))),
    ],
    { sheet: "Parcels", stickyRowsCount: 1 }
  ).toBuffer()
}

/** Parcels as a spreadsheet, by the same columns as a supplier's file. */
export const writeParcelSheet = async (
  settings: Settings,
  batch: HandOverBatch,
  format: SheetFormat
): Promise<Sheet> => ({
  filename: `${batch.name}.${format}`,
  content_type: CONTENT_TYPES[format],
  bytes: format === "xlsx" ? await workbookOf(settings, batch) : writeParcelFile(settings, batch),
})
