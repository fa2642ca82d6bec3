import { csvLine } from "./csv"

describe("a line of a CSV file", () => {
  it("quotes what would end the cell", () => {
    expect(csvLine(["a,b", 'say "no"', "two\nlines", "plain"])).toBe(
      '"a,b","say ""no""","two\nlines",plain\r\n'
    )
  })

  it("never starts a formula, but leaves numbers numbers", () => {
    const cells = ["=1+1", "+49 30", "@sum", "-cmd|'/c'!A0", "\tx", "-12.50", "3"]
    expect(csvLine(cells)).toBe("'=1+1,'+49 30,'@sum,'-cmd|'/c'!A0,'\tx,-12.50,3\r\n")
  })
})
