import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { Health } from "../../types/health"
import { RelativeTime } from "../orders/common/time"

type FailedJobsProps = { jobs: Health["queue"]["latest_failed"] }

/** The jobs that are not tried again: what each was to do, since when it stands, and its error. */
export const FailedJobs = ({ jobs }: FailedJobsProps) => {
  const { t } = useTranslation("health")
  return (
    <ul className="divide-y border-t">
      {jobs.map(({ id, task, error, at }) => (
        <li key={id} className="py-2">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Text size="small" weight="plus">
              {t(`tasks.${task}`, { defaultValue: task })}
            </Text>
            <RelativeTime at={at} className="txt-compact-xsmall text-ui-fg-subtle" />
          </div>
          {error && (
            <Text size="xsmall" className="text-ui-fg-subtle line-clamp-3 break-words">
              {error}
            </Text>
          )}
        </li>
      ))}
    </ul>
  )
}
