// Comes with eslint and other tools of this project; only this test uses it.
import Ajv2020 from "ajv/dist/2020"
import { ownersCart, sample } from "../../integration-tests/harness/samples"
import { readOrderRequest } from "../workflows/intake/read-order-request"
import * as examples from "./docs/examples"
import { docsPage } from "./docs/page"
import { buildOpenApiDocument } from "./openapi"

const document = buildOpenApiDocument()
const json = JSON.stringify(document)

const validator = (name: string) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addSchema({ $id: "https://t3.example/openapi", components: document.components })
  return ajv.compile({ $ref: `https://t3.example/openapi#/components/schemas/${name}` })
}

describe("OpenAPI document", () => {
  it("has the parts that OpenAPI 3.1 asks for", () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.info).toMatchObject({ title: "T3 CRM for shops", version: "1.0.0" })
    expect(Object.keys(document.paths)).toEqual([
      "/store/crm/orders",
      "/create_order.php",
      "/store/crm/orders/{id}",
    ])
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(
      operations.length
    )
    for (const operation of operations) {
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[2345]\d\d$/)
        expect(response).toHaveProperty("description")
      }
      for (const parameter of operation.parameters) {
        expect(["query", "header", "path"]).toContain(parameter.in)
        expect(parameter.schema.type).toBe("string")
      }
    }
  })

  it("refers only to schemas that it has, and every schema compiles", () => {
    const names = Object.keys(document.components.schemas)
    for (const [, name] of json.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(names).toContain(name)
    }
    expect(json).not.toContain("$defs")
    for (const name of names) {
      expect(typeof validator(name)).toBe("function")
    }
  })

  it.each(["card", "paypal", "crypto", "echeck"])("describes the sample %s", (name) => {
    const validate = validator("OrderRequest")
    expect([validate(sample(`create-order.${name}`)), validate.errors]).toEqual([true, null])
  })

  it("describes the carts, wrapped and bare", () => {
    const validate = validator("Cart")
    for (const cart of [sample("cart-handoff"), sample("cart-handoff").data, ownersCart()]) {
      expect([validate(cart), validate.errors]).toEqual([true, null])
    }
  })

  it("does not describe unknown fields or wrong types", () => {
    const validate = validator("OrderRequest")
    expect(validate({ ...sample("create-order.card"), surprise: 1 })).toBe(false)
    expect(validate({ ...sample("create-order.card"), customer: "Jürgen" })).toBe(false)
    expect(validate({})).toBe(false)
  })

  it("shows examples that are right", () => {
    const shop = { domains: ["vitaherb.example"], default_language: "en", totals_required: false }
    const validate = validator("OrderRequest")
    for (const order of [
      examples.cardOrder,
      examples.paypalOrder,
      examples.echeckOrder,
      examples.cartOrder,
    ]) {
      expect([validate(order), validate.errors]).toEqual([true, null])
      expect(readOrderRequest(order, { shop, now: new Date("2026-06-15") })).toMatchObject({
        ok: true,
      })
    }
    expect(validator("CreatedOrder")(examples.createdAnswer)).toBe(true)
    expect(validator("DryRun")(examples.dryRunAnswer)).toBe(true)
    expect(validator("Refusal")(examples.refusalAnswer)).toBe(true)
    expect(validator("ShopOrder")(examples.readAnswer)).toBe(true)
  })
})

describe("page of the contract", () => {
  it("loads nothing from outside and runs nothing inline", () => {
    const page = docsPage()
    expect(page).toContain("<title>T3 CRM for shops</title>")
    expect(
      [...page.matchAll(/(?:src|href)="([^"]+)"/g)].every(([, url]) => url.startsWith("/docs/"))
    ).toBe(true)
    expect(page).not.toMatch(/<script>|<style|\son\w+=/)
  })
})
