import { z } from "@medusajs/framework/zod"
import { DECLINE_CATEGORIES, NEXT_STEPS } from "../../../../providers/payment/processor"
import { keepable, optionalWords } from "../words"

const name = keepable.min(1).max(100)

export const paymentCodesBody = z.strictObject({
  /** By processor and code; what is not named is as we ship it. */
  overrides: z.record(
    name,
    z.record(
      name,
      z.strictObject({ category: z.enum(DECLINE_CATEGORIES), next: z.enum(NEXT_STEPS) })
    )
  ),
  note: optionalWords,
  expected_version: z.number().int().min(0),
})
