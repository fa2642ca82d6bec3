import { readFileSync } from "node:fs"
import path from "node:path"
import Ajv2019 from "ajv/dist/2019"

type Document = {
  components: { schemas: Record<string, unknown>; [kind: string]: Record<string, unknown> }
}

const FIXTURES = path.join(__dirname, "..", "fixtures")

/**
 * Some of the files leave out components that other files of the same API have; and an
 * `additionalProperties: false` inside an `allOf` forbids what its neighbours allow.
 */
const madeWhole = (text: string): Document => {
  const document: Document = JSON.parse(text, (name, value) =>
    name === "additionalProperties" && value === false ? undefined : value
  )
  for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
    document.components[kind] ??= {}
    document.components[kind][name] ??= {}
  }
  return document
}

/**
 * Checks values against the schemas of a processor's own OpenAPI file. What the file does not know
 * is a fault too: a misspelt field would pass everything else.
 *
 * @returns `faultsOf(schema name, value)`: what does not fit, in words; empty when everything does
 */
export const schemasOf = (fixture: string): ((schema: string, value: unknown) => string[]) => {
  const document = madeWhole(readFileSync(path.join(FIXTURES, fixture), "utf8"))
  const ajv = new Ajv2019({
    ...{ strict: false, allErrors: true, validateFormats: false, logger: false },
    // Their patterns are of many tastes.
    unicodeRegExp: false,
  })
  ajv.addSchema(document, "api")
  return (schema, value) => {
    const validate = ajv.compile({
      $ref: `api#/components/schemas/${schema}`,
      unevaluatedProperties: false,
    })
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${schema}${instancePath}: ${message} ${JSON.stringify(params)}`
        )
  }
}
