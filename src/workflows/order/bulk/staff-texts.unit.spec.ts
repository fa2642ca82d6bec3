import english from "../../../admin/i18n/json/en/bulk.json"
import russian from "../../../admin/i18n/json/ru/bulk.json"

const keysOf = (texts: object, path = ""): string[] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === "object" && text !== null
      ? keysOf(text, `${path}${name}.`)
      : // How many forms a plural has differs from language to language.
        `${path}${name}`.replace(/_(one|few|many|other)$/, "")
  )

const unique = (keys: string[]): string[] => [...new Set(keys)].sort()

describe("the texts about many orders, views and orders by hand", () => {
  it("are the same in both languages", () => {
    expect(unique(keysOf(russian))).toEqual(unique(keysOf(english)))
  })
})
