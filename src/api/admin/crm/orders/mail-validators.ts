import { z } from "@medusajs/framework/zod"
import { laterMoment } from "../moments"
import { keepable, optionalWords, words } from "../words"

export const resendBody = z.strictObject({
  message_id: keepable.max(100),
  reason: words.min(1, "Say why it is sent again."),
})

export const refillBody = z.strictObject({
  state: z.enum(["called", "cancelled", "moved"]),
  /** Of `moved`: when the customer wants to be called. */
  due_at: laterMoment,
  note: optionalWords.transform((text) => text ?? null),
})
