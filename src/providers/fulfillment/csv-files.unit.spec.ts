import iconv from "iconv-lite"
import { parse } from "csv-parse/sync"
import {
  ORDER_FILE_FIELDS,
  parcelFileFaults,
  parcelRows,
  plainCell,
  writeParcelFile,
} from "./csv-files"
import { EXAMPLE_BATCH, EXAMPLE_PARCEL } from "./example-batch"

const withName = (name: string) => ({
  ...EXAMPLE_BATCH,
  parcels: [{ ...EXAMPLE_PARCEL, address: { ...EXAMPLE_PARCEL.address, name } }],
})

const NAME_ONLY = [
  { title: "Parcel", value: "{number}" },
  { title: "Name", value: "{address.name}" },
]

describe("files of parcels", () => {
  it("have a row for each line, with the supplier's own titles", () => {
    const columns = [
      { title: "Посылка", value: "{number}" },
      { title: "Артикул", value: "{line.supplier_sku} ({line.quantity})" },
    ]
    expect(parcelRows({ columns }, EXAMPLE_BATCH)).toEqual([
      ["Посылка", "Артикул"],
      ["T3-EXAM-PLE0-0001-P1", "W-1001 (2)"],
      ["T3-EXAM-PLE0-0001-P1", "W-1002 (1)"],
    ])
  })

  it("have a row for each parcel where the supplier wants it", () => {
    const columns = [
      { title: "Parcel", value: "{number}" },
      { title: "What", value: "{lines_text}" },
      { title: "Pieces", value: "{quantity}" },
    ]
    expect(parcelRows({ columns, row_for_each: "parcel" }, EXAMPLE_BATCH)[1]).toEqual([
      "T3-EXAM-PLE0-0001-P1",
      "W-1001 x 2; W-1002 x 1",
      "3",
    ])
  })

  it("are the same bytes every time", () => {
    expect(writeParcelFile({}, EXAMPLE_BATCH)).toEqual(writeParcelFile({}, EXAMPLE_BATCH))
  })

  it.each(["comma", "semicolon", "tab", "bar"])(
    "can be read back with a %s between",
    (separator) => {
      const name = 'Anna "Ann" O\'Neil; Jr., | \t Esq.'
      const bytes = writeParcelFile({ separator, columns: NAME_ONLY }, withName(name))
      const delimiter = { comma: ",", semicolon: ";", tab: "\t", bar: "|" }[separator]
      const rows: string[][] = parse(bytes, { bom: true, delimiter })
      expect(rows[1][1]).toBe(name)
    }
  )

  it.each(["windows-1251", "utf-16le"])("are written in %s", (encoding) => {
    const bytes = writeParcelFile({ encoding, columns: NAME_ONLY }, withName("Анна Ёлкина"))
    expect(iconv.decode(bytes, encoding)).toContain("Анна Ёлкина")
  })

  it.each([
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ["+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["+493023125042", "+493023125042"],
    ["-12.50", "-12.50"],
    ["two\r\nlines", "two lines"],
    ["\t=1+1", "'=1+1"],
  ])("keep %j from being run", (text, kept) => {
    expect(plainCell(text, true)).toBe(kept)
  })

  it("leave such texts as they are for machines", () => {
    expect(plainCell("=1", false)).toBe("=1")
  })

  it("refuse columns that name nothing there is", () => {
    const columns = [{ title: "Parcel", value: "{number} {shoe_size}" }]
    expect(parcelFileFaults(ORDER_FILE_FIELDS, { columns }).columns).toMatch(/shoe_size/)
    expect(
      parcelFileFaults(ORDER_FILE_FIELDS, { columns: [{ title: "SKU", value: "{line.sku}" }] })
        .columns
    ).toMatch(/\{number\}/)
    expect(
      parcelFileFaults(ORDER_FILE_FIELDS, {
        row_for_each: "parcel",
        columns: [{ title: "x", value: "{number}{line.sku}" }],
      }).columns
    ).toMatch(/line\.sku/)
    expect(parcelFileFaults(ORDER_FILE_FIELDS, {})).toEqual({})
    expect(parcelFileFaults(ORDER_FILE_FIELDS, { separator: "space", shoe: 1 })).toEqual({
      separator: expect.stringContaining("semicolon"),
      shoe: "There is no such setting.",
    })
  })
})
