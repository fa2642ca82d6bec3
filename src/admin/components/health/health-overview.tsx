import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useHealth } from "../../hooks/api/health"
import type { Health } from "../../types/health"
import { LoadFailure } from "../orders/common/load-failure"
import { HealthPart } from "./health-part"

const GIGABYTE = 1024 ** 3
const MEGABYTE = 1024 ** 2

/** Bytes in the unit a person would say. */
const useBytes = () => {
  const { i18n } = useTranslation()
  return (bytes: number): string => {
    const large = bytes >= GIGABYTE
    return new Intl.NumberFormat(i18n.language, {
      style: "unit",
      unit: large ? "gigabyte" : "megabyte",
      maximumFractionDigits: 1,
    }).format(bytes / (large ? GIGABYTE : MEGABYTE))
  }
}

/** The figures of every part, those that need somebody marked. Refreshes by itself. */
export const HealthOverview = () => {
  const { t, i18n } = useTranslation("health")
  const bytes = useBytes()
  const { health, error, refetch } = useHealth()

  if (error && !health) {
    return (
      <Container className="p-0">
        <LoadFailure title={t("failed")} error={error} onRetry={() => void refetch()} />
      </Container>
    )
  }
  if (!health) {
    return <HealthSkeleton />
  }
  const { database, queue, rates, disk } = health
  const isTroubled = (part: Health["troubled"][number]) => health.troubled.includes(part)
  const at = new Date(health.checked_at).toLocaleTimeString(i18n.language)

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <Heading>{t("title")}</Heading>
        <div className="flex items-center gap-x-3">
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {t("checked", { at })}
          </Text>
          <StatusBadge color={health.status === "ok" ? "green" : "red"}>
            {health.status === "ok" ? t("allWell") : t("needsSomebody")}
          </StatusBadge>
        </div>
      </Container>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <HealthPart
          title={t("database.title")}
          troubled={isTroubled("database")}
          advice={t("database.advice")}
          figures={[
            [t("database.answer"), t("milliseconds", { count: database.answer_ms })],
            [t("database.size"), bytes(database.size_bytes)],
            [t("database.connections"), database.connections],
          ]}
        />
        <HealthPart
          title={t("queue.title")}
          troubled={isTroubled("queue")}
          advice={t("queue.advice")}
          figures={[
            [t("queue.waiting"), queue.waiting],
            [t("queue.lag"), t("seconds", { count: queue.lag_seconds })],
            [t("queue.retrying"), queue.retrying],
            [t("queue.failed"), queue.failed.length],
          ]}
        >
          {queue.failed.map((job) => (
            <Text key={`${job.task} ${job.at}`} size="xsmall" className="text-ui-fg-subtle">
              {new Date(job.at).toLocaleString(i18n.language)} · {job.task} · {job.error}
            </Text>
          ))}
        </HealthPart>
        <HealthPart
          title={t("rates.title")}
          troubled={isTroubled("rates")}
          advice={rates ? t("rates.advice") : t("rates.none")}
          figures={
            rates
              ? [
                  [t("rates.asOf"), new Date(rates.as_of).toLocaleDateString(i18n.language)],
                  [t("rates.age"), t("rates.days", { count: rates.age_days })],
                  [t("rates.source"), rates.source],
                ]
              : []
          }
        />
        <HealthPart
          title={t("disk.title")}
          troubled={isTroubled("disk")}
          advice={t("disk.advice")}
          figures={[
            [t("disk.free"), bytes(disk.free_bytes)],
            [t("disk.total"), bytes(disk.total_bytes)],
          ]}
        />
      </div>
    </div>
  )
}

const HealthSkeleton = () => (
  <div className="flex animate-pulse flex-col gap-y-3" aria-busy="true">
    {["h-16", "h-40", "h-40"].map((height, index) => (
      <Container key={index} className={`bg-ui-bg-component ${height}`} />
    ))}
  </div>
)
