import { z } from "@medusajs/framework/zod"
import { keepable } from "../../../admin/crm/words"

const optional = (longest: number) =>
  keepable
    .trim()
    .max(longest)
    .transform((text) => text || null)
    .nullish()
    .transform((text) => text ?? null)

const mailEvent = z
  .object({
    type: z.enum(["bounced", "complained", "deferred"]),
    message_id: optional(1_000),
    address: optional(500),
    kind: z.enum(["hard", "soft"]).default("hard"),
    detail: optional(5_000),
  })
  .refine(
    ({ message_id, address }) => message_id !== null || address !== null,
    "Name the letter (message_id) or the address."
  )

/** Fields that we do not know are passed over: whoever reports may say more than we ask. */
export const mailEventsBody = z.object({ events: z.array(mailEvent).max(1_000) })
