import { z } from "@medusajs/framework/zod"
import { keepable, words } from "../words"

const name = keepable.min(1).max(100)

/** Whatever JSON a kind of supplier wants; which fields there are the kind checks itself. */
const settingValue = z.union([
  keepable.max(20_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.unknown()).max(200),
  z.record(z.string(), z.unknown()),
])

const MOST_SETTINGS = 100_000

const shape = {
  name: words.min(1, "A name is needed.").max(100, "This is longer than 100 characters."),
  settings: z
    .record(name, settingValue)
    .refine((settings) => JSON.stringify(settings).length <= MOST_SETTINGS, "This is too long."),
  secrets: z.record(name, keepable.trim().min(1, "This is empty.").max(10_000)),
  silent_after_hours: z.number().int().min(1).max(720),
}

export const createSupplierBody = z.strictObject({
  ...shape,
  provider: keepable.max(100),
  settings: shape.settings.default({}),
  secrets: shape.secrets.default({}),
  silent_after_hours: shape.silent_after_hours.default(24),
})

export const changeSupplierBody = z
  .strictObject({ ...shape, active: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, "Nothing to change.")

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

/** A file may be as large as 8 MB; base64 makes a third more of it. */
const LARGEST_FILE = 8_000_000

const file = z
  .string()
  .max(Math.ceil((LARGEST_FILE * 4) / 3) + 8, "The file is larger than 8 MB.")
  .regex(/^[A-Za-z0-9+/\s]*={0,2}\s*$/, "This is not base64.")
  .transform((text) => Buffer.from(text, "base64"))
  .refine((bytes) => bytes.length <= LARGEST_FILE, "The file is larger than 8 MB.")

export const answersBody = z.strictObject({
  name: keepable.trim().min(1, "A name is needed.").max(200),
  content: file,
})

export const answersQuery = z.strictObject({
  preview: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
})

const FORMATS = ["csv", "xlsx"] as const

export const exportBody = z.strictObject({ format: z.enum(FORMATS).default("xlsx") })

export const exportQuery = z.strictObject({
  format: z.enum(FORMATS).default("xlsx"),
  batch_id: keepable.max(100),
})
