import { z } from "@medusajs/framework/zod"
import { rangeEnd, rangeStart } from "../moments"
import { keepable } from "../words"

export const balanceQuery = z
  .strictObject({
    from: rangeStart("from").optional(),
    to: rangeEnd("to").optional(),
    shop_id: keepable.max(100).optional(),
    account_id: keepable.max(100).optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ["to"],
    message: "The end is before the beginning.",
  })
