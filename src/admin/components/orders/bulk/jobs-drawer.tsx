import { Badge, Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { JOBS_PAGE_SIZE, useBulkJobs } from "../../../hooks/api/bulk"
import { useFormats } from "../../../hooks/use-formats"
import type { BulkJobLine } from "../../../types/bulk"
import { LoadingRows } from "../../common/loading-rows"
import { Pager } from "../../common/pager"
import { WideDrawer } from "../../dispatch/common/wide-drawer"
import { LoadFailure } from "../common/load-failure"
import { FullTime } from "../common/time"
import { JobDrawer } from "./job-drawer"

type LineProps = { job: BulkJobLine; onOpen: () => void }

const JobLine = ({ job, onOpen }: LineProps) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  const move = t(`orders:move.${job.status}`)
  const titles: Record<BulkJobLine["kind"], string> = {
    status: move,
    dispatch: t("jobs.dispatch"),
    undo: t("jobs.undo", { move }),
  }
  const outcome =
    job.state === "done"
      ? t("jobs.result", { moved: number(job.moved ?? 0), total: number(job.total) })
      : t("jobs.running", { count: job.total, formatted: number(job.total) })
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus txt-compact-small -mx-2 flex w-[calc(100%+1rem)] flex-col gap-y-1 rounded-md px-2 py-2.5 text-start outline-none"
      >
        <span className="flex w-full flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-ui-fg-base txt-compact-small-plus">{titles[job.kind]}</span>
          <span className="text-ui-fg-subtle tabular-nums">{outcome}</span>
          {job.can_undo && (
            <Badge size="2xsmall" color="orange">
              {t("jobs.canUndo")}
            </Badge>
          )}
          {job.undone_by && <Badge size="2xsmall">{t("jobs.undone")}</Badge>}
        </span>
        {job.reason && <q className="text-ui-fg-subtle break-words">{job.reason}</q>}
        <span className="text-ui-fg-subtle">
          {job.by && <>{job.by} · </>}
          <FullTime at={job.created_at} />
        </span>
      </button>
    </li>
  )
}

/** What was done to many orders at once, by anybody; each opens with its results and the way back. */
export const JobsDrawer = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation("bulk")
  const [offset, setOffset] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, error, refetch } = useBulkJobs(offset)

  if (chosen) {
    return <JobDrawer id={chosen} closeText={t("jobs.back")} onClose={() => setChosen(null)} />
  }
  return (
    <WideDrawer
      title={t("jobs.title")}
      text={t("jobs.text")}
      onClose={onClose}
      footer={
        <Button size="small" variant="secondary" onClick={onClose}>
          {t("job.close")}
        </Button>
      }
    >
      {error && <LoadFailure title={t("jobs.failure")} error={error} onRetry={refetch} />}
      {!data && !error && <LoadingRows rows={5} />}
      {data?.count === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("jobs.empty")}
        </Text>
      )}
      {data && data.count > 0 && (
        <ul className="divide-ui-border-base divide-y">
          {data.jobs.map((job) => (
            <JobLine key={job.id} job={job} onOpen={() => setChosen(job.id)} />
          ))}
        </ul>
      )}
      {data && data.count > JOBS_PAGE_SIZE && (
        <Pager count={data.count} offset={offset} pageSize={JOBS_PAGE_SIZE} onMove={setOffset} />
      )}
    </WideDrawer>
  )
}
