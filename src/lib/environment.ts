import { z } from "@medusajs/framework/zod"
import { isTimeZone } from "./zoned-days"

/** "true"/"1" and "false"/"0" as people write them in an .env file. */
const flag = z
  .enum(["true", "false", "1", "0"])
  .default("false")
  .transform((value) => value === "true" || value === "1")

const keyOf32Bytes = z
  .string()
  .refine((value) => Buffer.from(value, "base64").length === 32, "must be base64 of 32 bytes")

/**
 * Every variable that the application reads, in one place; `.env.example` documents each of them
 * (a test compares the two). Nothing else below `src` looks at `process.env`.
 * `npm start` fills what is absent: database, secrets, demo.
 */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65535).default(9000),
  /** Whose X-Forwarded-* headers are believed: Express's "trust proxy" words, addresses, or a number of hops. */
  TRUST_PROXY: z.string().min(1).default("loopback"),
  LOG_LEVEL: z.enum(["error", "warn", "info", "http", "verbose", "debug", "silly"]).default("http"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(4).max(200).default(30),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  MEDUSA_WORKER_MODE: z.enum(["shared", "server", "worker"]).default("shared"),
  /** Jobs of the queue that one process works on at a time. */
  TASK_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(20),
  /** What every waiting time of payments is multiplied with; less than 1 only where time is short: tests. */
  PAYMENT_TIME_SCALE: z.coerce.number().positive().max(1).default(1),
  /** Under which address customers' mail reads our links; HOST and PORT when absent. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The mail server: `smtp[s]://user:password@host:port`; others are added on the staff pages. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of shops that have none of their own, e.g. `no-reply@example.com`. */
  MAIL_FROM: z.string().min(3).optional(),
  /** Who may report bounces and complaints at /hooks/mail/events; closed when absent. */
  MAIL_EVENTS_TOKEN: z.string().min(24).optional(),
  /** Where the mail catcher of the demo is read. `npm start` sets it. */
  T3_MAIL_CATCHER_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** What the waiting times of mail are multiplied with (holds excepted); less than 1 only in tests. */
  MAIL_TIME_SCALE: z.coerce.number().positive().max(1).default(1),
  /** The service that follows parcels; nothing is followed without its key. */
  AFTERSHIP_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://api.aftership.com/tracking/2025-07"),
  AFTERSHIP_API_KEY: z.string().min(1).optional(),
  /** What AfterShip signs its webhooks with; its door is closed when absent. */
  AFTERSHIP_WEBHOOK_SECRET: z.string().min(1).optional(),
  /** A parcel of which nothing is heard for so many days may be lost. */
  DISPATCH_SILENCE_DAYS: z.coerce.number().int().min(1).max(365).default(10),
  STORE_CORS: z.string().default(""),
  ADMIN_CORS: z.string().default(""),
  AUTH_CORS: z.string().default(""),
  JWT_SECRET: z.string().min(32).optional(),
  COOKIE_SECRET: z.string().min(32).optional(),
  /** File with the key-encryption keys of the vault, newest first, `id:base64 of 32 bytes` each. */
  VAULT_KEYS_FILE: z.string().optional(),
  /** Key of the keyed fingerprints (card numbers, order requests): base64 of 32 bytes. */
  FINGERPRINT_KEY: keyOf32Bytes.optional(),
  /** Key that seals the secrets of second factors. Read by Medusa itself, under this name. */
  AUTH_MFA_ENCRYPTION_KEY: z.string().min(32).optional(),
  /** Folder of the hourly CVV keys, shared by the processes of one installation. */
  CVV_KEY_DIRECTORY: z.string().optional(),
  /** How long a card or account number is kept after its order got its last status, in days. */
  CARD_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  /** The daily file of the European Central Bank, or "off". */
  EXCHANGE_RATES_URL: z
    .union([z.literal("off"), z.url({ protocol: /^https?$/ })])
    .default("https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"),
  /** Whose days "today", "this month" and the days of the dashboard are: the name of a time zone. */
  BUSINESS_TIME_ZONE: z
    .string()
    .default("UTC")
    .refine(isTimeZone, "must be the name of a time zone, such as Europe/Berlin"),
  /** First letters of every public order id of this installation. */
  ORDER_ID_PREFIX: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{0,5}$/)
    .default("T3"),
  /** Folder of the embedded database, secrets and logs of `npm start`; ".data" when absent. */
  T3_DATA_DIR: z.string().optional(),
  /** Demo shops and staff also on a database of one's own. The embedded database always gets them. */
  T3_DEMO: flag,
  /** File that keeps the logins of the demo. `npm start` sets it; the server seeds the demo when it is set. */
  T3_DEMO_FILE: z.string().optional(),
  /** File with what the simulators of processors have printed: the demo's accounts. `npm start` writes it. */
  T3_SIMULATORS_FILE: z.string().optional(),
})

export type Environment = z.infer<typeof environmentSchema>

/** What a process that serves or works cannot do without. */
const NEEDED_TO_SERVE = [
  "DATABASE_URL",
  "JWT_SECRET",
  "COOKIE_SECRET",
  "VAULT_KEYS_FILE",
  "FINGERPRINT_KEY",
  "CVV_KEY_DIRECTORY",
] as const

export type ServingEnvironment = Environment &
  Required<Pick<Environment, (typeof NEEDED_TO_SERVE)[number]>>

/** An empty line in an .env file means "not set". */
const withoutEmpty = (source: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""))

/** Reads and checks the environment. Throws one sentence that names every wrong variable. */
export const readEnvironment = (source: NodeJS.ProcessEnv = process.env): Environment => {
  const result = environmentSchema.safeParse(withoutEmpty(source))
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    throw new Error(`The environment is not right. ${faults.join("; ")}`)
  }
  return result.data
}

const hasAllToServe = (environment: Environment): environment is ServingEnvironment =>
  NEEDED_TO_SERVE.every((name) => environment[name] !== undefined)

/**
 * Reads the environment of a process that serves or works: secrets and database included.
 * Throws one sentence that names what is wrong or missing.
 */
export const readServingEnvironment = (
  source: NodeJS.ProcessEnv = process.env
): ServingEnvironment => {
  const environment = readEnvironment(source)
  if (!hasAllToServe(environment)) {
    const missing = NEEDED_TO_SERVE.filter((name) => environment[name] === undefined)
    throw new Error(
      `The environment is not complete: ${missing.join(", ")} must be set (npm start sets them by itself).`
    )
  }
  return environment
}
