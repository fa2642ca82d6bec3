import iconv from "iconv-lite"
import writeXlsxFile from "write-excel-file/node"
import { readAnswerFile } from "./answer-files"

const read = (text: string | Buffer, settings = {}) =>
  readAnswerFile(settings, {
    name: "answers.csv",
    bytes: typeof text === "string" ? Buffer.from(text) : text,
  })

const good = (number: string, changes = {}) => ({
  number,
  outcome: "accepted",
  reference: null,
  message: null,
  tracking: [],
  ...changes,
})

const tracked = (number: string, carrier: string | null = null) => ({
  tracking: [{ number, carrier, shipped_at: null }],
})

describe("answer files", () => {
  it("tell numbers, outcomes and tracking numbers", async () => {
    const rows = await read(
      "Parcel;Status;Supplier number;Tracking;Carrier;Shipped\r\n" +
        "T3-A-P1;shipped;W-1;1Z999AA10123456784;UPS;24.12.2026 14:05\r\n" +
        "t3-a-p2;out of stock;;;;\r\n"
    )
    expect(rows).toEqual([
      {
        line: 2,
        ok: true,
        answer: good("T3-A-P1", {
          reference: "W-1",
          tracking: [
            {
              number: "1Z999AA10123456784",
              carrier: "UPS",
              shipped_at: new Date("2026-12-24T14:05:00Z"),
            },
          ],
        }),
      },
      { line: 3, ok: true, answer: good("T3-A-P2", { outcome: "rejected" }) },
    ])
  })

  it.each(["utf8", "utf-16le", "utf-16be", "windows-1251"])("are read in %s", async (encoding) => {
    const text = "Посылка;Трек-номер;Перевозчик\r\nT3-A-P1;RB123456785RU;Почта России\r\n"
    for (const addBOM of [true, false]) {
      const rows = await read(iconv.encode(text, encoding, { addBOM }))
      expect(rows).toEqual([
        { line: 2, ok: true, answer: good("T3-A-P1", tracked("RB123456785RU", "Почта России")) },
      ])
    }
  })

  it.each([",", ";", "\t", "|"])("are read with %j between the columns", async (separator) => {
    const rows = await read(`Parcel${separator}Tracking\nT3-A-P1${separator}X1\n`)
    expect(rows).toEqual([{ line: 2, ok: true, answer: good("T3-A-P1", tracked("X1")) }])
  })

  it("are read as spreadsheets", async () => {
    const { toBuffer } = await Promise.resolve(
      writeXlsxFile([
        [{ value: "Parcel" }, { value: "Tracking" }],
        [{ value: "T3-A-P1" }, { value: "00123456789" }],
        [{ value: "T3-A-P2" }, { value: 9400110200881234000000, type: Number }],
      ])
    )
    const rows = await read(await toBuffer())
    expect(rows[0]).toEqual({ line: 2, ok: true, answer: good("T3-A-P1", tracked("00123456789")) })
    expect(rows[1]).toEqual({ line: 3, ok: false, fault: expect.stringMatching(/digits are lost/) })
  })

  it("use a supplier's own columns and words", async () => {
    const settings = {
      answer_columns: { number: "Ref", outcome: "Stand" },
      outcome_words: { "Fertig!": "accepted", kaputt: "rejected" },
    }
    const rows = await read("Ref,Stand\nT3-A-P1,fertig!\nT3-A-P2,KAPUTT\n", settings)
    expect(rows.map((row) => row.ok && row.answer.outcome)).toEqual(["accepted", "rejected"])
  })

  it("give back what spreadsheets and we have wrapped", async () => {
    const rows = await read(`sep=;\nParcel;Tracking\nT3-A-P1;="00123"\nT3-A-P2;'+123\n`)
    expect(rows).toEqual([
      { line: 3, ok: true, answer: good("T3-A-P1", tracked("00123")) },
      { line: 4, ok: true, answer: good("T3-A-P2", tracked("+123")) },
    ])
  })

  it.each([
    ["T3-A-P1;;1,23E+15", /digits are lost/],
    ["T3-A-P1;;=HYPERLINK(A1)", /formula/],
    ["T3-A-P1;;+1+cmd|'/C calc'!A0", /formula/],
    [";;X1", /names no parcel/],
    ["T3-A-P1;;", /neither a status nor/],
    ["T3-A-P1;on the moon;", /on the moon/],
    ["T3-A-P1", /cut off/],
    ["T3-A-P1;;X1;more", /4 columns/],
  ])("say what is wrong with %j and use the other rows", async (row, words) => {
    const rows = await read(`Parcel;Status;Tracking\nT3-B-P1;;X9\n${row}\nT3-C-P1;;X8\n`)
    expect(rows.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(rows[1]).toEqual({ line: 3, ok: false, fault: expect.stringMatching(words) })
  })

  it("use what came before the cut of a half file", async () => {
    const rows = await read('Parcel;Message;Tracking\nT3-A-P1;;X1\nT3-A-P2;"half a sent')
    expect(rows).toContainEqual({ line: 2, ok: true, answer: good("T3-A-P1", tracked("X1")) })
    expect(rows).toContainEqual({ line: 0, ok: false, fault: expect.stringMatching(/cut off/) })
    expect(rows).toHaveLength(2)
  })

  it.each([
    ["", /empty/],
    ["\n\n", /no rows/],
    ["Name;City\nA;B\n", /No column says/],
    [Buffer.from("PK\u0003\u0004 not really"), /no spreadsheet/],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /old Excel/],
  ])("that are none are said to be none: %j", async (text, words) => {
    expect(await read(text)).toEqual([{ line: 0, ok: false, fault: expect.stringMatching(words) }])
  })

  it("are read fast, fifty thousand rows", async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `T3-${index}-P1;X${index}`)
    const began = Date.now()
    const rows = await read(`Parcel;Tracking\n${lines.join("\n")}\n`)
    expect(rows).toHaveLength(50_000)
    expect(Date.now() - began).toBeLessThan(5_000)
  })
})
