import iconv from "iconv-lite"
import writeXlsx from "write-excel-file/node"
import { readTrackingFile } from "./read-tracking-file"

const read = (text: string | Buffer) =>
  readTrackingFile({ name: "x", bytes: typeof text === "string" ? Buffer.from(text) : text })

describe("reading tracking numbers", () => {
  it("takes pasted lines without headings, whatever parts them", async () => {
    const rows = [
      { line: 1, reference: "T3-A", number: "RB123456785GB", carrier: null },
      { line: 2, reference: "1042", number: "986578788855", carrier: "FedEx" },
    ]
    await expect(read("T3-A\tRB123456785GB\n1042\t986578788855\tFedEx\n")).resolves.toEqual(rows)
    await expect(read("T3-A;RB123456785GB\r\n1042;986578788855;FedEx")).resolves.toEqual(rows)
    await expect(read("T3-A,RB123456785GB\n\n1042,986578788855,FedEx")).resolves.toMatchObject(
      rows.map(({ line: _line, ...row }) => row)
    )
    await expect(read("T3-A RB123456785GB")).resolves.toEqual([rows[0]])
  })

  it("finds columns by their headings, in any order and alphabet", async () => {
    const file = "Перевозчик;Трек-номер;Номер заказа\r\nПочта России;RB123456785RU;1042\r\n"
    const row = { line: 2, reference: "1042", number: "RB123456785RU", carrier: "Почта России" }
    for (const encoding of ["utf8", "win1251", "utf16le"]) {
      const bytes = iconv.encode(file, encoding, { addBOM: encoding !== "win1251" })
      await expect(read(bytes)).resolves.toEqual([row])
    }
  })

  it("undoes what keeps programs from reading numbers as formulas", async () => {
    await expect(read(`order,tracking number\n'1042,"=""0414417602289640"""`)).resolves.toEqual([
      { line: 2, reference: "1042", number: "0414417602289640", carrier: null },
    ])
  })

  it("reads spreadsheets", async () => {
    const bytes = await writeXlsx([
      [{ value: "Order" }, { value: "Tracking number" }],
      [{ value: 1042 }, { value: 986578788855 }],
      [{ value: "T3-A" }, { value: "RB123456785GB" }],
    ]).toBuffer()
    await expect(read(bytes)).resolves.toEqual([
      { line: 2, reference: "1042", number: "986578788855", carrier: null },
      { line: 3, reference: "T3-A", number: "RB123456785GB", carrier: null },
    ])
  })

  it("says when it cannot read", async () => {
    await expect(read(Buffer.from("PK\u0003\u0004 broken"))).rejects.toMatchObject({
      code: "unreadable_file",
    })
    await expect(read(Array(100_002).fill("1;2").join("\n"))).rejects.toMatchObject({
      code: "too_many_rows",
    })
    await expect(read("")).resolves.toEqual([])
    await expect(read("order;tracking number\n")).resolves.toEqual([])
  })

  it("keeps rows that lack something, for the preview to tell", async () => {
    await expect(read("1042;\n;RB123456785GB")).resolves.toMatchObject([
      { reference: "1042", number: "" },
      { reference: "", number: "RB123456785GB" },
    ])
  })
})
