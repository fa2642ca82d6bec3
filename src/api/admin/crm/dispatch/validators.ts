import { z } from "@medusajs/framework/zod"
import { RESHIP_REASONS } from "../../../../modules/dispatch/types"
import { DISPATCH_TABS } from "../../../../workflows/dispatch/queries/list-dispatch"
import { orderFilter } from "../orders/validators"
import { keepable, optionalWords } from "../words"

const id = keepable.min(1).max(100)

export const noBody = z.strictObject({})

export const dispatchQuery = z.strictObject({
  tab: z.enum(DISPATCH_TABS).default("to_send"),
  supplier_id: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

/** Which orders are meant: the ticked ones, those of a filter, or all that wait to be sent. */
export const choiceBody = z
  .strictObject({
    ids: z.array(id).min(1, "Tick at least one order.").max(100_000).optional(),
    filter: orderFilter.optional(),
    all_approved: z.literal(true).optional(),
  })
  .refine(
    ({ ids, filter, all_approved }) =>
      [ids, filter, all_approved].filter((one) => one !== undefined).length === 1,
    { path: ["ids"], message: "Give either ids, a filter, or all_approved." }
  )

export const cancelBody = z.strictObject({
  /** It is agreed with a supplier whom we cannot tell ourselves. */
  confirmed: z.boolean().default(false),
  reason: optionalWords,
})

export const reshipBody = z.strictObject({
  reason: z.enum(RESHIP_REASONS),
  shipment_id: id.nullish(),
  lines: z
    .array(
      z.strictObject({
        order_line_id: id,
        quantity: z.number().int().min(1).max(1_000_000),
      })
    )
    .max(1_000)
    .nullish(),
  note: optionalWords,
})
