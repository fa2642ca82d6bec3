import { z } from "@medusajs/framework/zod"

/** `?status=a`, `?status[]=a&status[]=b`: one or many. */
export const oneOrMany = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(item).max(300))
