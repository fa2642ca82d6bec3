import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { Button, Container, Heading, Textarea } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { TrackingRows } from "../../../hooks/api/tracking"
import {
  usePreviewTrackingImport,
  useStartTrackingImport,
  useTrackingImport,
} from "../../../hooks/api/tracking"
import { useErrorText } from "../../../hooks/use-error-text"
import type { FileInput } from "../../../lib/read-file"
import type { TrackingImportRow } from "../../../types/dispatch"
import { Field } from "../../common/field"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { SwitchField } from "../../common/switch-field"
import { LoadFailure } from "../../orders/common/load-failure"
import { cardPath } from "../../orders/list/order-cells"
import { Figures } from "../common/figures"
import { FilePick } from "../common/file-pick"
import { ProgressLine } from "../../common/progress-line"
import { SmallLink } from "../common/small-link"

/** What needs somebody stands first. */
const ORDER = ["bad", "doubtful", "new", "known"] as const

const isRight = ({ what }: TrackingImportRow): boolean => what === "new" || what === "known"

const Row = ({ row }: { row: TrackingImportRow }) => {
  const { t } = useTranslation("dispatch")
  return (
    <li className="flex items-start gap-x-3 px-4 py-2.5 md:px-6">
      <span className="txt-compact-small text-ui-fg-subtle w-10 shrink-0 text-end tabular-nums">
        {row.line}
      </span>
      {isRight(row) ? (
        <CheckCircleSolid className="text-ui-tag-green-icon mt-0.5 shrink-0" aria-hidden="true" />
      ) : (
        <ExclamationCircleSolid
          className="text-ui-tag-orange-icon mt-0.5 shrink-0"
          aria-hidden="true"
        />
      )}
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <code className="txt-compact-small text-ui-fg-base break-all font-mono">{row.number}</code>
        <span className="txt-compact-small break-all">
          {row.crm_order_id ? (
            <SmallLink to={cardPath(row.crm_order_id)}>{row.reference}</SmallLink>
          ) : (
            <span className="text-ui-fg-subtle">{row.reference}</span>
          )}
        </span>
        {(row.carrier_name ?? row.carrier) && (
          <span className="txt-compact-small text-ui-fg-subtle">
            {row.carrier_name ?? row.carrier}
          </span>
        )}
        {(row.words ?? (row.what === "known" ? t("numbers.known") : null)) && (
          <span className="txt-compact-small text-ui-fg-subtle w-full break-words">
            {row.words ?? t("numbers.known")}
          </span>
        )}
      </div>
    </li>
  )
}

const placeOf = ({ what }: TrackingImportRow): number => ORDER.indexOf(what ?? "bad")

const Rows = ({ rows, total }: { rows: TrackingImportRow[]; total: number }) => {
  const { t } = useTranslation("dispatch")
  const shown = [...rows].sort((one, other) => placeOf(one) - placeOf(other))
  return (
    <ul className="divide-ui-border-base border-ui-border-base divide-y border-t">
      {shown.map((row) => (
        <Row key={row.line} row={row} />
      ))}
      {total > shown.length && (
        <li className="txt-compact-small text-ui-fg-subtle px-4 py-2.5 md:px-6">
          {t("file.more", { count: total - shown.length })}
        </li>
      )}
    </ul>
  )
}

const Job = ({ id, onAgain }: { id: string; onAgain: () => void }) => {
  const { t } = useTranslation("dispatch")
  const { data: job, error, refetch } = useTrackingImport(id)
  if (!job) {
    return error ? (
      <LoadFailure title={t("numbers.failure")} error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  const done = job.state === "done"
  return (
    <>
      <div className="flex flex-col gap-y-4 px-4 py-4 md:px-6">
        <div role="status">
          {done ? (
            <Heading level="h2">{t("numbers.done")}</Heading>
          ) : (
            <ProgressLine done={job.done} total={job.total} />
          )}
        </div>
        <Figures
          figures={[
            { label: t("numbers.added"), value: job.ok, tone: "good" },
            { label: t("numbers.notAdded"), value: job.failed, tone: "bad" },
          ]}
        />
        {done && (
          <div>
            <Button size="small" variant="secondary" onClick={onAgain}>
              {t("numbers.again")}
            </Button>
          </div>
        )}
      </div>
      {job.rows.length > 0 && <Rows rows={job.rows} total={job.failed} />}
    </>
  )
}

/** Tracking numbers of many orders at once, pasted or from a file. */
export const ImportTracking = () => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const [text, setText] = useState("")
  const [file, setFile] = useState<FileInput | null>(null)
  const [override, setOverride] = useState(false)
  const preview = usePreviewTrackingImport()
  const start = useStartTrackingImport()
  const fault = preview.error ?? start.error
  const rows: TrackingRows | null = file ?? (text.trim() ? { text } : null)
  const checked = preview.data
  const good = checked ? checked.counts.new : 0
  const doubtful = checked?.counts.doubtful ?? 0
  const starting = good + (override ? doubtful : 0)

  const again = () => {
    preview.reset()
    start.reset()
    setOverride(false)
    setText("")
    setFile(null)
  }
  const change = () => {
    preview.reset()
    start.reset()
  }

  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("numbers.title")} text={t("numbers.text")} />
      {start.data ? (
        <Job id={start.data.job_id} onAgain={again} />
      ) : (
        <>
          <form
            className="flex flex-col gap-y-4 px-4 py-4 md:px-6"
            onSubmit={(event) => {
              event.preventDefault()
              if (rows) {
                preview.mutate(rows)
              }
            }}
          >
            <div className="grid gap-4 lg:grid-cols-2">
              <Field label={t("numbers.paste")} hint={t("numbers.pasteHint")}>
                {(ids) => (
                  <Textarea
                    {...ids}
                    rows={6}
                    spellCheck={false}
                    className="font-mono"
                    placeholder={t("numbers.example")}
                    disabled={file !== null}
                    value={text}
                    onChange={(event) => {
                      setText(event.target.value)
                      change()
                    }}
                  />
                )}
              </Field>
              <div className="flex flex-col gap-y-1.5">
                <span className="txt-compact-small-plus text-ui-fg-base" aria-hidden="true">
                  {t("numbers.orFile")}
                </span>
                <FilePick
                  label={t("file.pick")}
                  hint={t("numbers.fileHint")}
                  file={file}
                  onPick={(picked) => {
                    setFile(picked)
                    change()
                  }}
                />
              </div>
            </div>
            {fault && (
              <p role="alert" className="txt-small text-ui-fg-error">
                {errorText(fault)}
              </p>
            )}
            <div className="flex flex-wrap items-center gap-2">
              <Button
                type="submit"
                size="small"
                variant="secondary"
                disabled={!rows}
                isLoading={preview.isPending}
              >
                {t("numbers.check")}
              </Button>
              {starting > 0 && (
                <Button
                  type="button"
                  size="small"
                  isLoading={start.isPending}
                  onClick={() => rows && start.mutate({ ...rows, override })}
                >
                  {t("numbers.start", { count: starting })}
                </Button>
              )}
            </div>
          </form>
          {checked && (
            <>
              <div role="status" className="flex flex-col gap-y-3 px-4 py-4 md:px-6">
                <Figures
                  figures={[
                    { label: t("numbers.rows"), value: checked.total },
                    { label: t("numbers.good"), value: checked.counts.new, tone: "good" },
                    { label: t("numbers.alreadyThere"), value: checked.counts.known },
                    { label: t("numbers.doubtful"), value: doubtful },
                    { label: t("numbers.bad"), value: checked.counts.bad, tone: "bad" },
                  ]}
                />
                {doubtful > 0 && (
                  <SwitchField
                    label={t("numbers.insist")}
                    hint={t("numbers.insistHint")}
                    checked={override}
                    onChange={setOverride}
                  />
                )}
              </div>
              <Rows rows={checked.rows} total={checked.total} />
            </>
          )}
        </>
      )}
    </Container>
  )
}
