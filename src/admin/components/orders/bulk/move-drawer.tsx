import { ArrowPath } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMovePreview, useStartMove } from "../../../hooks/api/bulk"
import type { BulkInput } from "../../../hooks/api/orders"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { LoadingRows } from "../../common/loading-rows"
import { WideDrawer } from "../../dispatch/common/wide-drawer"
import { LoadFailure } from "../common/load-failure"
import { ReasonField } from "../common/reason-field"
import { PreviewView } from "./preview-view"

/** Moves that nobody should make by an accident: they are confirmed in red. */
const GRAVE = ["refunded", "chargeback"]

type MoveDrawerProps = {
  choice: BulkInput
  onStarted: (jobId: string) => void
  onClose: () => void
}

/** Many orders to a status: what would happen, and the button that makes it happen. */
export const MoveDrawer = ({ choice, onStarted, onClose }: MoveDrawerProps) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  const errorText = useErrorText()
  const [fixed] = useState(choice)
  const [reason, setReason] = useState("")
  const [tried, setTried] = useState(false)
  const { data: preview, error, refetch, isFetching } = useMovePreview(fixed)
  const start = useStartMove()
  const needed = (preview?.needs_reason ?? 0) > 0
  const isMissing = needed && !reason.trim()
  const moves = preview?.moves ?? 0
  const title = t("preview.title", { move: t(`orders:move.${fixed.status}`) })

  const submit = () => {
    setTried(true)
    if (!isMissing) {
      start.mutate(
        { ...fixed, ...(reason.trim() ? { reason: reason.trim() } : {}) },
        { onSuccess: ({ job_id }) => onStarted(job_id) }
      )
    }
  }

  return (
    <WideDrawer
      title={title}
      text={t("preview.text")}
      onClose={onClose}
      footer={
        <>
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("preview.cancel")}
          </Button>
          <Button
            size="small"
            variant={GRAVE.includes(fixed.status) ? "danger" : "primary"}
            disabled={moves === 0}
            isLoading={start.isPending}
            onClick={submit}
          >
            {moves > 0
              ? t(preview?.is_exact ? "preview.confirm" : "preview.confirmAbout", {
                  count: moves,
                  formatted: number(moves),
                })
              : t(`orders:move.${fixed.status}`)}
          </Button>
        </>
      }
    >
      {!preview && error && (
        <LoadFailure title={t("preview.failure")} error={error} onRetry={() => void refetch()} />
      )}
      {!preview && !error && (
        <>
          <p role="status" className="txt-small text-ui-fg-subtle">
            {t("preview.working")}
          </p>
          <LoadingRows rows={4} />
        </>
      )}
      {preview && (
        <>
          <PreviewView preview={preview} to={fixed.status} />
          {moves > 0 && (
            <ReasonField
              value={reason}
              needed={needed}
              fault={tried && isMissing ? t("preview.reasonNeeded") : null}
              onChange={setReason}
            />
          )}
          <div>
            <Button
              size="small"
              variant="transparent"
              isLoading={isFetching}
              onClick={() => void refetch()}
            >
              <ArrowPath className="text-ui-fg-muted" />
              {t("preview.again")}
            </Button>
          </div>
        </>
      )}
      {start.error && (
        <p role="alert" className="txt-small text-ui-fg-error">
          {errorText(start.error)}
        </p>
      )}
    </WideDrawer>
  )
}
