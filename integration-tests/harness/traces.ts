import { readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import type { TestServer } from "./server"
import { readStack } from "./stack"
import type { TableDump } from "./table-dump"

/** Where secrets are looked for besides the files of the run. */
export type Haystack = {
  dump: readonly TableDump[]
  server: Pick<TestServer, "logs">
  /** What was answered to whoever had to do with them. */
  answers: readonly string[]
}

/** The number as it stands, and in the groups in which people write it. */
export const spellings = (number: string): string[] => {
  const groups = number.match(/.{1,4}/g) ?? []
  return [number, groups.join(" "), groups.join("-"), groups.join("%20"), groups.join("+")]
}

/** Every file in a folder and the folders in it. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())

/** Where a text is found: tables, logs, answers, files of the run. */
export const tracesOf = ({ dump, server, answers }: Haystack, text: string): string[] => {
  const { folder, results } = readStack()
  const files = [...filesBelow(path.join(folder, "cvv-keys")), ...filesBelow(results)].filter(
    // What a run of the tests says of itself may name the test's numbers.
    (file) => !/\.(json|png|html)$/.test(file)
  )
  return [
    ...dump.flatMap(({ table, rows }) =>
      rows.filter((row) => row.includes(text)).map((row) => `${table}: ${row}`)
    ),
    ...server
      .logs()
      .split("\n")
      .filter((line) => line.includes(text))
      .map((line) => `log: ${line}`),
    ...answers.filter((answer) => answer.includes(text)).map((answer) => `answer: ${answer}`),
    ...files
      .filter((file) => readFileSync(file).includes(text))
      .map((file) => `file: ${path.basename(file)}`),
  ]
}

/**
 * Where a card's number is found: whole in any spelling, or most of it. Six and four digits are all
 * that may be kept.
 */
export const cardTraces = (haystack: Haystack, number: string): string[] => {
  // Exact amounts are long numbers too: what has a point in it is no card.
  const dump = haystack.dump.map(({ table, rows }) => ({
    table,
    rows: rows.map((row) => row.replace(/\d+\.\d+/g, "")),
  }))
  return [...spellings(number), number.slice(0, 11), number.slice(-11)].flatMap((text) =>
    tracesOf({ ...haystack, dump }, text)
  )
}

/** Where a CVV of four digits is found as a value of its own, or behind its name. */
export const cvvTraces = ({ dump, server, answers }: Haystack, cvv: string): string[] => {
  // Four digits occur by chance inside ids and times.
  const value = new RegExp(`(^|[^0-9A-Za-z.:+_-])${cvv}([^0-9A-Za-z.:+_-]|$)`)
  const named = new RegExp(`cv[cv][^,}]{0,20}${cvv}`, "i")
  const isTrace = (text: string): boolean => value.test(text) || named.test(text)
  return [
    ...dump.flatMap(({ table, rows }) =>
      rows
        .map((row) => row.replace(/"(duration_ms|screen_\w+)": ?\d+/g, ""))
        .filter(isTrace)
        .map((row) => `${table}: ${row}`)
    ),
    ...answers.filter(isTrace),
    ...server
      .logs()
      .split("\n")
      .filter((line) => named.test(line) || line.includes(`"${cvv}"`)),
  ]
}
