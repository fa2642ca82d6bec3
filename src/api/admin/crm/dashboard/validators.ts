import { z } from "@medusajs/framework/zod"
import { isDay, isTimeZone } from "../../../../lib/zoned-days"
import { DASHBOARD_TABLES } from "../../../../workflows/report/queries/dashboard-csv"
import { keepable } from "../words"

/** Nobody sold anything here before; and time zones are not known any further. */
const FIRST_DAY = "2000-01-01"
const LAST_DAY = "2099-12-31"

const day = (name: string) =>
  z
    .string()
    .refine(isDay, `${name} is a day: YYYY-MM-DD.`)
    .refine(
      (text) => !isDay(text) || (text >= FIRST_DAY && text <= LAST_DAY),
      `${name} lies between ${FIRST_DAY} and ${LAST_DAY}.`
    )

const shape = {
  from: day("from").optional(),
  to: day("to").optional(),
  tz: z
    .string()
    .refine(isTimeZone, "tz is the name of a time zone, such as Europe/Berlin.")
    .optional(),
  shop_id: keepable.max(100).optional(),
}

type Days = { from?: string; to?: string }

const bothOrNeither = ({ from, to }: Days): boolean => (from === undefined) === (to === undefined)
const inOrder = ({ from, to }: Days): boolean => !from || !to || from <= to

const BOTH = { path: ["to"], message: "Give both days of the range, or none for this month." }
const ORDER = { path: ["to"], message: "The end is before the beginning." }

export const dashboardQuery = z
  .strictObject(shape)
  .refine(bothOrNeither, BOTH)
  .refine(inOrder, ORDER)

export const dashboardExportQuery = z
  .strictObject({ ...shape, table: z.enum(DASHBOARD_TABLES).optional() })
  .refine(bothOrNeither, BOTH)
  .refine(inOrder, ORDER)
