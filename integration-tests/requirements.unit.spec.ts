import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

const root = path.resolve(__dirname, "..")
const LAST = 108

const text = readFileSync(path.join(root, "docs", "requirements.md"), "utf8")
const rows = text
  .split("\n")
  .filter((line) => line.startsWith("| T3-"))
  .map((line) => line.split("|").map((cell) => cell.trim()))

/** "T3-12, 35 to 37" as numbers. */
const numbersIn = (cell: string): number[] =>
  cell
    .replace("T3-", "")
    .split(",")
    .flatMap((part) => {
      const [from = 0, to = from] = part.split(" to ").map(Number)
      return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    })

describe("the list of requirements", () => {
  it("has each of them once", () => {
    const numbers = rows.flatMap(([, cell = ""]) => numbersIn(cell)).sort((one, two) => one - two)
    expect(numbers).toEqual(Array.from({ length: LAST }, (_, index) => index + 1))
  })

  it("names tests that there are", () => {
    const specs = [...text.matchAll(/`((?:http|browser|contract)\/[a-z-]+)`/g)].map(
      ([, name]) => name
    )
    expect(specs.length).toBeGreaterThan(0)
    const missing = specs.filter(
      (name) => !existsSync(path.join(root, "integration-tests", `${name}.spec.ts`))
    )
    expect(missing).toEqual([])
  })

  it("names files that there are", () => {
    const files = [...text.matchAll(/`((?:src|docs)\/[^`]+)`/g)].map(([, name = ""]) => name)
    expect(files.filter((name) => !existsSync(path.join(root, name)))).toEqual([])
  })
})
