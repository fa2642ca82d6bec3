import { z } from "@medusajs/framework/zod"
import { CALL_KINDS, CALL_RESULTS } from "../../../../modules/crm_order/calls/call-rules"
import { CALL_CENTER_STATUSES } from "../../../../modules/crm_order/order-status"
import { laterMoment } from "../moments"
import { optionalWords } from "../words"

export const callsQuery = z.strictObject({
  kind: z.enum(CALL_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

/** A call that was made. */
export const callBody = z.strictObject({
  result: z.enum(CALL_RESULTS),
  kind: z.enum(CALL_KINDS).optional(),
  /** When the next one is made; by the table of results when absent. */
  next_call_at: laterMoment,
  /** What came of it, when that is known already. */
  status: z.enum(CALL_CENTER_STATUSES).optional(),
  note: optionalWords,
})
