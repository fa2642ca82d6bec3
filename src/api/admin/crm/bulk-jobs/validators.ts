import { z } from "@medusajs/framework/zod"

/** A page of a job's results; those that failed come first when they are asked for so. */
export const resultsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  failed_first: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
})

/** A page of the list of jobs. */
export const jobsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
