import { z } from "@medusajs/framework/zod"

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 24 * 60 * 60 * 1000

const moment = (name: string) =>
  z.string().refine((text) => !Number.isNaN(Date.parse(text)), `${name} is not a date.`)

/** The beginning of a range: a day (from its first moment, in UTC) or an exact moment. */
export const rangeStart = (name: string) => moment(name).transform((text) => new Date(text))

/** The end of a range, exclusive: the end of the named day (in UTC), or an exact moment. */
export const rangeEnd = (name: string) =>
  moment(name).transform((text) => new Date(Date.parse(text) + (DAY.test(text) ? DAY_MS : 0)))

/** A moment to come, with its zone; the use case says what is wrong with one that is not to come. */
export const laterMoment = z.iso
  .datetime({ offset: true, error: "This is not a date with a time and a zone." })
  .transform((text) => new Date(text))
  .nullish()
