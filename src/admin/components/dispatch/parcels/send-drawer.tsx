import { ArrowPath } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { SendChoice } from "../../../hooks/api/dispatch"
import { useDispatchPreview, useSendMany } from "../../../hooks/api/dispatch"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import type { DispatchPreview } from "../../../types/dispatch"
import { LoadingRows } from "../../common/loading-rows"
import { JobDrawer } from "../../orders/bulk/job-drawer"
import { LoadFailure } from "../../orders/common/load-failure"
import { WideDrawer } from "../common/wide-drawer"
import { PreviewView } from "./preview-view"

type SendDrawerProps = {
  choice: SendChoice
  onSent?: () => void
  onClose: () => void
}

/** How many orders will be sent; one that goes to two suppliers counts once. */
const goingOf = ({ total, already, stays_count }: DispatchPreview): number =>
  Math.max(0, total - already - stays_count)

/** Many orders to their shippers: first what would happen, then how far it is, then what happened. */
export const SendDrawer = ({ choice, onSent, onClose }: SendDrawerProps) => {
  const { t } = useTranslation("dispatch")
  const { number } = useFormats()
  const errorText = useErrorText()
  const [fixed] = useState(choice)
  const { data: preview, error, refetch, isFetching } = useDispatchPreview(fixed)
  const send = useSendMany()
  const going = preview ? goingOf(preview) : 0

  if (send.data) {
    return <JobDrawer id={send.data.job_id} onClose={onClose} />
  }
  return (
    <WideDrawer
      title={t("action.send_to_shipper")}
      text={t("send.manyText")}
      onClose={onClose}
      footer={
        <>
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("form.cancel")}
          </Button>
          <Button
            size="small"
            disabled={going === 0}
            isLoading={send.isPending}
            onClick={() => send.mutate(fixed, { onSuccess: onSent })}
          >
            {going > 0
              ? t("send.confirm", { count: going, formatted: number(going) })
              : t("action.send_to_shipper")}
          </Button>
        </>
      }
    >
      {!preview && error && (
        <LoadFailure title={t("preview.failure")} error={error} onRetry={() => void refetch()} />
      )}
      {!preview && !error && <LoadingRows rows={4} />}
      {preview && (
        <>
          <PreviewView preview={preview} />
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
      {send.error && (
        <p role="alert" className="txt-small text-ui-fg-error">
          {errorText(send.error)}
        </p>
      )}
    </WideDrawer>
  )
}
