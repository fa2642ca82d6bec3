import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFollowedJob } from "../../../hooks/api/bulk"
import { useFormats } from "../../../hooks/use-formats"
import { useSecondsUntil } from "../../../hooks/use-seconds-until"

type LastJobProps = { id: string; onOpen: () => void }

/** What was begun and closed again: how far it is, and for how long it can still be undone. */
export const LastJob = ({ id, onOpen }: LastJobProps) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  const { data: job } = useFollowedJob(id)
  const seconds = useSecondsUntil(job?.undo.until ?? null)
  if (!job) {
    return null
  }
  const isRunning = job.state !== "done"
  if (!isRunning && !(job.undo.allowed && seconds > 0)) {
    return null
  }
  return (
    <div className="bg-ui-bg-base shadow-elevation-flyout sticky bottom-3 mx-3 mb-3 flex flex-wrap items-center gap-2 rounded-lg px-3 py-2">
      <span className="txt-compact-small text-ui-fg-base min-w-0 flex-1 tabular-nums">
        {isRunning
          ? t("job.running", { done: number(job.done), total: number(job.total) })
          : t("undo.bar", {
              count: seconds,
              moved: t("job.moved", { count: job.moved, formatted: number(job.moved) }),
            })}
      </span>
      <Button size="small" variant="secondary" onClick={onOpen}>
        {t("job.open")}
      </Button>
    </div>
  )
}
