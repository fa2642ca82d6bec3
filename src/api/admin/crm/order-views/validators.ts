import { z } from "@medusajs/framework/zod"
import { orderFilter } from "../orders/validators"
import { words } from "../words"

const name = words.min(1, "Give it a name.").max(60, "A name has at most 60 characters.")

export const newViewBody = z.strictObject({
  name,
  filter: orderFilter.default({}),
  is_shared: z.boolean().default(false),
})

export const changedViewBody = z
  .strictObject({
    name: name.optional(),
    filter: orderFilter.optional(),
    is_shared: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, {
    path: ["name"],
    message: "Say what is to be changed.",
  })
