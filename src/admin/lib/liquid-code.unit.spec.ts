import { codeOfVariable } from "./liquid-code"

const code = (
  name: string,
  kind: Parameters<typeof codeOfVariable>[0]["kind"] = "text",
  optional = false
) => codeOfVariable({ name, kind, optional })

describe("the Liquid of a variable", () => {
  it("is its name, and nothing where it may be empty and is", () => {
    expect(code("order.number")).toBe("{{ order.number }}")
    expect(code("payment.url", "link", true)).toBe(
      "{% if payment.url %}{{ payment.url }}{% endif %}"
    )
  })

  it("is a loop for a list, and its entries are named by that loop", () => {
    expect(code("order.items", "list")).toBe("{% for item in order.items %}\n  \n{% endfor %}")
    expect(code("shipping.lines", "list")).toContain("for line in shipping.lines")
    expect(code("order.items[].name")).toBe("{{ item.name }}")
    expect(code("refill.products[].name")).toBe("{{ item.name }}")
    expect(code("tracking[].number")).toBe("{{ parcel.number }}")
  })
})
