import { ArrowUturnLeft, CheckCircleSolid, XCircleSolid } from "@medusajs/icons"
import { Button, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useFollowedJob, useUndoJob } from "../../../hooks/api/bulk"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { useSecondsUntil } from "../../../hooks/use-seconds-until"
import type { FollowedJob, JobResult } from "../../../types/bulk"
import { LoadingRows } from "../../common/loading-rows"
import { ProgressLine } from "../../common/progress-line"
import { SmallLink } from "../../dispatch/common/small-link"
import { WideDrawer } from "../../dispatch/common/wide-drawer"
import { LoadFailure } from "../common/load-failure"
import { OrderStatusBadge } from "../common/status-badges"
import { cardPath } from "../list/order-cells"

type ResultListProps = { heading: string; results: JobResult[]; count: number }

const ResultList = ({ heading, results, count }: ResultListProps) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  if (count === 0) {
    return null
  }
  const rest = count - results.length
  return (
    <section className="flex flex-col gap-y-2">
      <Heading level="h3">{heading}</Heading>
      <ul className="divide-ui-border-base divide-y">
        {results.map(({ id, ok, display_id, customer, error, status }) => (
          <li key={id} className="flex items-start gap-x-2 py-2">
            {ok ? (
              <CheckCircleSolid
                className="text-ui-tag-green-icon mt-0.5 shrink-0"
                aria-hidden="true"
              />
            ) : (
              <XCircleSolid className="text-ui-tag-red-icon mt-0.5 shrink-0" aria-hidden="true" />
            )}
            <div className="txt-compact-small flex min-w-0 flex-1 flex-col gap-y-0.5">
              <SmallLink to={cardPath(id)}>
                {display_id ? `#${display_id} · ${customer ?? ""}` : id}
              </SmallLink>
              {error && <span className="text-ui-fg-subtle break-words">{error}</span>}
            </div>
            {status && <OrderStatusBadge status={status} />}
          </li>
        ))}
        {rest > 0 && (
          <li className="txt-compact-small text-ui-fg-subtle py-2">
            {t("job.rest", { count: rest, formatted: number(rest) })}
          </li>
        )}
      </ul>
    </section>
  )
}

type UndoProps = { job: FollowedJob; onUndone: (jobId: string) => void }

/** Offered while the letters are held; then it is too late, and says so. */
const Undo = ({ job, onUndone }: UndoProps) => {
  const { t } = useTranslation("bulk")
  const errorText = useErrorText()
  const undo = useUndoJob()
  const seconds = useSecondsUntil(job.undo.until)
  if (!job.undo.allowed || seconds <= 0) {
    const because = job.undo.allowed ? "too_late" : job.undo.because
    return because && because !== "nothing_moved" ? (
      <p className="txt-small text-ui-fg-subtle">
        {t(`undo.why.${because}`, { defaultValue: job.undo.why ?? "" })}
      </p>
    ) : null
  }
  return (
    <div className="shadow-borders-base bg-ui-bg-component flex flex-wrap items-center gap-3 rounded-lg px-4 py-3">
      <p className="txt-small text-ui-fg-base min-w-0 flex-1 basis-48">
        {t("undo.text", { count: seconds })}
      </p>
      <Button
        size="small"
        variant="secondary"
        isLoading={undo.isPending}
        onClick={() => undo.mutate({ id: job.id }, { onSuccess: ({ job_id }) => onUndone(job_id) })}
      >
        <ArrowUturnLeft className="text-ui-fg-muted" />
        {t("undo.button")}
      </Button>
      {undo.error && (
        <p role="alert" className="txt-small text-ui-fg-error basis-full">
          {errorText(undo.error)}
        </p>
      )}
    </div>
  )
}

/** Where the words are about each kind of job. */
const TEXTS: Record<FollowedJob["kind"], string> = {
  status: "job",
  undo: "undone",
  dispatch: "dispatch:job",
}

type JobDrawerProps = { id: string; closeText?: string; onClose: () => void }

/** How far a job is, what became of each order, and the way back while there is one. */
export const JobDrawer = ({ id: first, closeText, onClose }: JobDrawerProps) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  const [id, setId] = useState(first)
  const { data: job, error, refetch } = useFollowedJob(id)
  const isDone = job?.state === "done"
  const texts = job ? TEXTS[job.kind] : TEXTS.status
  const moved = job?.moved ?? 0
  const failed = job?.failed ?? 0
  const results = job?.results ?? []
  const summary = [
    t(`${texts}.moved`, { count: moved, formatted: number(moved) }),
    ...(failed > 0 ? [t(`${texts}.failed`, { count: failed, formatted: number(failed) })] : []),
  ].join(", ")

  return (
    <WideDrawer
      title={job ? t(`${texts}.title`, { move: t(`orders:move.${job.status}`) }) : t("job.loading")}
      onClose={onClose}
      footer={
        <Button size="small" variant="secondary" onClick={onClose}>
          {closeText ?? t("job.close")}
        </Button>
      }
    >
      {error && <LoadFailure title={t("job.failure")} error={error} onRetry={refetch} />}
      {!job && !error && <LoadingRows rows={3} />}
      {job && !isDone && <ProgressLine done={job.done} total={job.total} />}
      {job && isDone && (
        <>
          <Text role="status" weight="plus">
            {summary}
          </Text>
          {job.kind === "status" && <Undo job={job} onUndone={setId} />}
        </>
      )}
      <ResultList
        heading={t(`${texts}.failedHeading`)}
        results={results.filter(({ ok }) => !ok)}
        count={failed}
      />
      <ResultList
        heading={t(`${texts}.movedHeading`)}
        results={results.filter(({ ok }) => ok)}
        count={moved}
      />
    </WideDrawer>
  )
}
