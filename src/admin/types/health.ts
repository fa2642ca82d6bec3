export type HealthPart = "database" | "queue" | "rates" | "mail" | "disk"

type MailHealth = {
  /** Due letters that have not gone out. */
  waiting: number
  lag_seconds: number
  broken: number
  sent_today: number
  failed_today: number
  hold_all: boolean
  accounts: {
    id: string
    name: string
    active: boolean
    trouble: string | null
    trouble_since: string | null
  }[]
}

/** What GET /admin/crm/health answers. */
export type Health = {
  status: "ok" | "attention"
  troubled: HealthPart[]
  database: { answer_ms: number; size_bytes: number; connections: number }
  queue: {
    waiting: number
    lag_seconds: number
    retrying: number
    failed: number
    latest_failed: { id: string; task: string; error: string | null; at: string }[]
  }
  rates: {
    as_of: string
    source: string
    age_days: number
    refresh: { tried_at: string; error: string | null } | null
  } | null
  mail: MailHealth
  disk: { free_bytes: number; total_bytes: number }
  checked_at: string
}
