import { statfs } from "node:fs/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readQueueFigures, type QueueFigures } from "../../lib/queue-figures"
import { EXCHANGE_RATE_MODULE } from "../../modules/exchange_rate"
import type ExchangeRateModuleService from "../../modules/exchange_rate/service"
import type { RateRefresh } from "../../modules/exchange_rate/service"
import { readMailHealth, type MailHealth } from "../mail/queries/read-mail-health"

/** Where a figure stops being good: what the health page marks. */
export const HEALTH_LIMITS = {
  database_ms: 250,
  queue_lag_seconds: 60,
  /** The bank publishes on working days; over a long weekend four days are normal. */
  rates_age_days: 5,
  disk_free_share: 0.1,
  /** How long a letter may be due, and a mail server unusable. */
  mail_lag_seconds: 300,
} as const

const DAY_MS = 24 * 60 * 60 * 1000

export type HealthPart = "database" | "queue" | "rates" | "mail" | "disk"

export type Health = {
  status: "ok" | "attention"
  /** The parts that need somebody. */
  troubled: HealthPart[]
  database: { answer_ms: number; size_bytes: number; connections: number }
  queue: QueueFigures
  /** `refresh` is null until the rates have been asked for the first time. */
  rates: { as_of: string; source: string; age_days: number; refresh: RateRefresh | null } | null
  mail: MailHealth
  disk: { free_bytes: number; total_bytes: number }
  checked_at: Date
}

/** What is held by a person waits on purpose; a server in trouble is told even when nothing waits. */
const needsSomebody = ({ hold_all, lag_seconds, broken, accounts }: MailHealth): boolean =>
  broken > 0 ||
  (!hold_all && lag_seconds > HEALTH_LIMITS.mail_lag_seconds) ||
  accounts.some(
    ({ active, trouble_since }) =>
      active &&
      trouble_since !== null &&
      Date.now() - trouble_since.getTime() > HEALTH_LIMITS.mail_lag_seconds * 1000
  )

/** How the installation is doing, for the staff who can act. */
export const readHealth = async (container: MedusaContainer): Promise<Health> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const exchangeRates: ExchangeRateModuleService = container.resolve(EXCHANGE_RATE_MODULE)

  const asked = performance.now()
  const { rows } = await connection.raw<{ rows: { size: string; connections: string }[] }>(
    `select pg_database_size(current_database()) as size,
            (select count(*) from pg_stat_activity where datname = current_database()) as connections`
  )
  const answer_ms = Math.round(performance.now() - asked)
  const [queue, { newest, refresh }, mail, disk] = await Promise.all([
    readQueueFigures(connection),
    exchangeRates.readFreshness(),
    readMailHealth(container),
    statfs(process.cwd()),
  ])
  const rates = newest && {
    as_of: newest.as_of,
    source: newest.source,
    age_days: Math.max(0, Math.floor((Date.now() - Date.parse(newest.as_of)) / DAY_MS)),
    refresh,
  }
  const free_bytes = disk.bavail * disk.bsize
  const total_bytes = disk.blocks * disk.bsize

  const isTroubled: Record<HealthPart, boolean> = {
    database: answer_ms > HEALTH_LIMITS.database_ms,
    queue: queue.lag_seconds > HEALTH_LIMITS.queue_lag_seconds || queue.failed > 0,
    rates: !rates || rates.age_days > HEALTH_LIMITS.rates_age_days,
    mail: needsSomebody(mail),
    disk: free_bytes < total_bytes * HEALTH_LIMITS.disk_free_share,
  }
  const troubled = (Object.keys(isTroubled) as HealthPart[]).filter((part) => isTroubled[part])
  return {
    status: troubled.length === 0 ? "ok" : "attention",
    troubled,
    database: {
      answer_ms,
      size_bytes: Number(rows[0].size),
      connections: Number(rows[0].connections),
    },
    queue,
    rates,
    mail,
    disk: { free_bytes, total_bytes },
    checked_at: new Date(),
  }
}
