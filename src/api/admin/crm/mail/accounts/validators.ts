import { z } from "@medusajs/framework/zod"
import { keepable, words } from "../../words"

/** A name or address of a server; no scheme, no path. */
const host = keepable
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$|^[0-9a-f:]+$/, {
    message: "The name of a server, like mail.example.com.",
  })

const shape = {
  name: words.min(1, "A name is needed.").max(100, "This is longer than 100 characters."),
  host,
  port: z.number().int().min(1).max(65535),
  security: z.enum(["tls", "starttls", "none"]),
  username: keepable
    .trim()
    .max(300)
    .transform((text) => text || null)
    .nullable(),
  max_connections: z.number().int().min(1).max(50),
  rate_per_second: z.number().positive().max(10_000).nullable(),
  is_default: z.boolean(),
}

const password = keepable.min(1, "This is empty.").max(1_000).optional()

export const createMailAccountBody = z.strictObject({
  ...shape,
  username: shape.username.default(null),
  max_connections: shape.max_connections.default(5),
  rate_per_second: shape.rate_per_second.default(null),
  is_default: shape.is_default.default(false),
  password,
})

export const changeMailAccountBody = z
  .strictObject({ ...shape, active: z.boolean(), password })
  .partial()
  .refine((body) => Object.keys(body).length > 0, "Nothing to change.")
