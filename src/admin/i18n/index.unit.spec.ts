import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

import texts from "."

const root = path.resolve(__dirname, "..", "..")

/** What the server says in English by itself, so that only the other languages have texts for it. */
const ENGLISH_BY_THE_SERVER = ["refusals.", "payments.processors.field."]

/** How many forms a plural has differs from language to language. */
const withoutPlural = (key: string): string => key.replace(/_(one|few|many|other)$/, "")

const keysOf = (part: object, above = ""): string[] =>
  Object.entries(part).flatMap(([name, text]) =>
    typeof text === "object" && text !== null
      ? keysOf(text, `${above}${name}.`)
      : withoutPlural(`${above}${name}`)
  )

const keysIn = (language: object): Set<string> => new Set(keysOf(language))

const filesBelow = (folder: string, ending: RegExp): { name: string; text: string }[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name) && !/\.unit\.spec\./.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(root, folder, name), "utf8") }))

const missing = (wanted: Iterable<string>, known: ReadonlySet<string>): string[] =>
  [...new Set(wanted)].filter((key) => !known.has(key)).sort()

describe("the texts of the staff pages", () => {
  const english = keysIn(texts.en)
  const russian = keysIn(texts.ru)

  it("are the same in both languages", () => {
    const isOwn = (key: string) => !ENGLISH_BY_THE_SERVER.some((above) => key.startsWith(above))
    expect(missing(english, russian)).toEqual([])
    expect(missing([...russian].filter(isOwn), english)).toEqual([])
  })

  it("have every text that a page asks for by its name", () => {
    const faults = filesBelow("admin", /\.tsx?$/).flatMap(({ name, text }) => {
      // A file may ask under several names, of which each means a namespace.
      const names = [...text.matchAll(/\{ t(?:: (\w+))? \} = useTranslation\("(\w+)"\)/g)]
      return names.flatMap(([, asked = "t"]) => {
        const spaces = names.flatMap(([, one = "t", space]) => (one === asked ? [space] : []))
        const keys = [...text.matchAll(new RegExp(`\\b${asked}\\(\\s*"([\\w.]+)"`, "g"))]
        return keys
          .map(([, key]) => key)
          .filter((key) => !spaces.some((space) => english.has(`${space}.${key}`)))
          .map((key) => `${name}: ${spaces.join(" or ")} has no ${key}`)
      })
    })
    expect([...new Set(faults)]).toEqual([])
  })

  it("say each refusal of the server in Russian", () => {
    const codes = filesBelow(".", /(?<!\.spec)\.ts$/).flatMap(({ text }) =>
      [...text.matchAll(/new Problem\(\s*\d{3},\s*"(\w+)"/g)].map(([, code]) => code)
    )
    expect(codes.length).toBeGreaterThan(100)
    expect(missing(codes, new Set(Object.keys(texts.ru.refusals)))).toEqual([])
  })
})
