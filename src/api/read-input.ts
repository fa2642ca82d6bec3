import type { MedusaRequest } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { Problem } from "../lib/problem"

const read = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const result = schema.safeParse(value)
  if (result.success) {
    return result.data
  }
  throw new Problem(400, "invalid", "Something in the request is not right.", {
    fields: result.error.issues.flatMap(faultsOf),
  })
}

const faultsOf = (issue: z.core.$ZodIssue): { path: string; message: string }[] =>
  issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => ({
        path: [...issue.path, key].join("."),
        message: "There is no such field.",
      }))
    : [{ path: issue.path.join("."), message: issue.message }]

/** The body of a staff request by its schema. @throws Problem 400 `invalid` naming every fault */
export const readBody = <Schema extends z.ZodType>(
  schema: Schema,
  request: MedusaRequest
): z.output<Schema> => read(schema, request.body ?? {})

/** The query of a staff request by its schema. @throws Problem 400 `invalid` naming every fault */
export const readQuery = <Schema extends z.ZodType>(
  schema: Schema,
  request: MedusaRequest
): z.output<Schema> => read(schema, request.query)
