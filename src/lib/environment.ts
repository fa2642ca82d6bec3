import { z } from "@medusajs/framework/zod"

/**
 * Every variable that the application reads, in one place. `.env.example` documents each of them.
 * Nothing else in the project looks at `process.env`.
 */
const environmentSchema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65535).default(9000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(4).max(200).default(20),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  MEDUSA_WORKER_MODE: z.enum(["shared", "server", "worker"]).default("shared"),
  STORE_CORS: z.string().default(""),
  ADMIN_CORS: z.string().default(""),
  AUTH_CORS: z.string().default(""),
  JWT_SECRET: z.string().min(32).optional(),
  COOKIE_SECRET: z.string().min(32).optional(),
  /** Key-encryption keys of the vault, newest first: `id:base64(32 bytes)[,id:base64]`. */
  VAULT_KEYS: z.string().optional(),
  /** Key of the keyed fingerprints (card numbers, order requests): base64 of 32 bytes. */
  FINGERPRINT_KEY: z.string().optional(),
  /** Folder of the hourly CVV keys, shared by the processes of one installation. */
  CVV_KEY_DIRECTORY: z.string().optional(),
  /** First letters of every public order id of this installation. */
  ORDER_ID_PREFIX: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{0,5}$/)
    .default("T3"),
})

export type Environment = z.infer<typeof environmentSchema>

/** Reads and checks the environment. Throws one sentence that names every wrong variable. */
export const readEnvironment = (source: NodeJS.ProcessEnv = process.env): Environment => {
  const result = environmentSchema.safeParse(source)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    throw new Error(`The environment is not right. ${faults.join("; ")}`)
  }
  return result.data
}
