import { z } from "@medusajs/framework/zod"
import { orderFilter } from "../orders/validators"
import { words } from "../words"

const name = words.min(1, "Give it a name.").max(60, "A name has at most 60 characters.")

/** As the page asks for it: checked like any filter, and kept as it was written. */
const filter = z.unknown().transform((sent, context) => {
  const read = orderFilter.safeParse(sent ?? {})
  read.error?.issues.forEach(({ path, message }) =>
    context.addIssue({ code: "custom", path, message })
  )
  return z.record(z.string(), z.unknown()).catch({}).parse(sent)
})

export const newViewBody = z.strictObject({ name, filter, is_shared: z.boolean().default(false) })

export const changedViewBody = z
  .strictObject({
    name: name.optional(),
    filter: filter.optional(),
    is_shared: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, {
    path: ["name"],
    message: "Say what is to be changed.",
  })
