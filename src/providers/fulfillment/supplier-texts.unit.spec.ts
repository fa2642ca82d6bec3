import english from "../../admin/i18n/json/en/dispatch.json"
import russian from "../../admin/i18n/json/ru/dispatch.json"
import { SUPPLIERS } from "./registry"

const kinds = Object.values(SUPPLIERS)
const fields = kinds.flatMap((kind) => kind.fields)

describe.each([
  { language: "English", texts: english },
  { language: "Russian", texts: russian },
])("the staff pages in $language", ({ texts }) => {
  const missing = (names: readonly string[], there: object): string[] =>
    names.filter((name) => !Object.hasOwn(there, name))

  it("have words for every kind of supplier, setting and choice", () => {
    const names = kinds.map(({ name }) => name)
    const labels = fields.map(({ label }) => label)
    const choices = fields.flatMap(({ choices: own = [] }) => own)
    expect(missing(names, texts.supplier.provider)).toEqual([])
    expect(missing(labels, texts.supplier.field)).toEqual([])
    expect(missing(choices, texts.supplier.choice)).toEqual([])
  })
})

describe("the kinds of suppliers", () => {
  it.each(kinds)("name no setting twice: $name", ({ fields: own }) => {
    const names = own.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(kinds)(
    "have defaults that they take themselves: $name",
    ({ fields: own, checkSettings }) => {
      const defaults = Object.fromEntries(
        own.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]]))
      )
      const faults = checkSettings(defaults)
      const needed = own.filter(({ required }) => required).map(({ name }) => name)
      expect(Object.keys(faults).filter((name) => !needed.includes(name))).toEqual([])
    }
  )
})
