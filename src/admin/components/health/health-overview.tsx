import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useHealth } from "../../hooks/api/health"
import { useFormats } from "../../hooks/use-formats"
import type { Health } from "../../types/health"
import { LoadFailure } from "../orders/common/load-failure"
import { RelativeTime } from "../orders/common/time"
import { FailedJobs } from "./failed-jobs"
import { HealthPart } from "./health-part"
import { MailServers, mailTrouble } from "./mail-servers"

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
  const { number, day } = useFormats()
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
  const { database, queue, rates, mail, disk } = health
  const isTroubled = (part: Health["troubled"][number]) => health.troubled.includes(part)
  const at = new Date(health.checked_at).toLocaleTimeString(i18n.language)
  const troubles = health.troubled.length

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h1">{t("title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {error ? t("stale", { at }) : t("checked", { at })}
          </Text>
        </div>
        <StatusBadge color={troubles === 0 ? "green" : "red"}>
          {troubles === 0 ? t("allWell") : t("needsSomebody", { count: troubles })}
        </StatusBadge>
      </Container>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <div className="flex flex-col gap-y-3">
          <HealthPart
            title={t("database.title")}
            troubled={isTroubled("database")}
            advice={t("database.advice")}
            figures={[
              [t("database.answer"), t("milliseconds", { value: number(database.answer_ms) })],
              [t("database.size"), bytes(database.size_bytes)],
              [t("database.connections"), number(database.connections)],
            ]}
          />
          <HealthPart
            title={t("rates.title")}
            troubled={isTroubled("rates")}
            advice={rates ? t("rates.advice") : t("rates.none")}
            figures={
              rates
                ? [
                    [t("rates.asOf"), day(rates.as_of)],
                    [t("rates.age"), t("rates.days", { count: rates.age_days })],
                    [t("rates.source"), rates.source],
                    [
                      t("rates.asked"),
                      rates.refresh ? (
                        <RelativeTime at={rates.refresh.tried_at} />
                      ) : (
                        t("rates.never")
                      ),
                    ],
                  ]
                : []
            }
          >
            {rates?.refresh?.error && (
              <Text size="small" className="text-ui-fg-subtle break-words">
                {t("rates.notRefreshed", { reason: rates.refresh.error })}
              </Text>
            )}
          </HealthPart>
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
        <div className="flex flex-col gap-y-3">
          <HealthPart
            title={t("queue.title")}
            troubled={isTroubled("queue")}
            advice={queue.failed > 0 ? t("queue.failedAdvice") : t("queue.lagAdvice")}
            figures={[
              [t("queue.waiting"), number(queue.waiting)],
              [t("queue.lag"), t("seconds", { value: number(queue.lag_seconds) })],
              [t("queue.retrying"), number(queue.retrying)],
              [t("queue.failed"), number(queue.failed)],
            ]}
          >
            {queue.failed > 0 && <FailedJobs jobs={queue.latest_failed} />}
          </HealthPart>
          <HealthPart
            title={t("mail.title")}
            troubled={isTroubled("mail")}
            advice={t(`mail.advice.${mailTrouble(mail)}`)}
            figures={[
              [t("mail.waiting"), number(mail.waiting)],
              [t("mail.lag"), t("seconds", { value: number(mail.lag_seconds) })],
              [t("mail.broken"), number(mail.broken)],
              [t("mail.sentToday"), number(mail.sent_today)],
              [t("mail.failedToday"), number(mail.failed_today)],
            ]}
          >
            <MailServers mail={mail} />
          </HealthPart>
        </div>
      </div>
    </div>
  )
}

const HealthSkeleton = () => (
  <div className="flex animate-pulse flex-col gap-y-3" aria-busy="true">
    <Container className="bg-ui-bg-component h-20" />
    <div className="grid gap-3 lg:grid-cols-2">
      {[0, 1, 2, 3, 4].map((part) => (
        <Container key={part} className="bg-ui-bg-component h-44" />
      ))}
    </div>
  </div>
)
