import { XMLParser } from "fast-xml-parser"
import { z } from "@medusajs/framework/zod"

/** One day's rates as the bank publishes them: units of each currency for one euro. */
export type EcbDay = { as_of: string; units_per_euro: Record<string, string> }

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseAttributeValue: false,
  processEntities: false,
})

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/)

const fileSchema = z.object({
  Envelope: z.object({
    Cube: z.object({
      Cube: z.object({
        time: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
        Cube: z.array(z.object({ currency: z.string().regex(/^[A-Z]{3}$/), rate: decimal })).min(5),
      }),
    }),
  }),
})

const DAY_MS = 24 * 60 * 60 * 1000

/** Undefined for what no parser of XML accepts. */
const parse = (xml: string): unknown => {
  try {
    return parser.parse(xml)
  } catch {
    return undefined
  }
}

/**
 * Reads the bank's daily file (eurofxref-daily.xml).
 *
 * @throws Error when it is not that file, is of a day to come, or has no rate of the US dollar
 */
export const readEcbDay = (xml: string, now = new Date()): EcbDay => {
  const result = fileSchema.safeParse(parse(xml))
  if (!result.success) {
    throw new Error("The answer is not the daily file of the European Central Bank.")
  }
  const { time, Cube } = result.data.Envelope.Cube.Cube
  // A day in the future would stay the newest one whatever the bank publishes until then.
  if (!(Date.parse(time) <= now.getTime() + DAY_MS)) {
    throw new Error(
      `The daily file of the European Central Bank names the day ${time}, which is not today or before.`
    )
  }
  const units = Object.fromEntries(
    Cube.filter(({ rate }) => Number(rate) > 0).map(({ currency, rate }) => [currency, rate])
  )
  if (!units.USD) {
    throw new Error("The daily file of the European Central Bank names no US dollar.")
  }
  return { as_of: time, units_per_euro: { EUR: "1", ...units } }
}
