import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useDispatchPreview, useSendToShipper } from "../../../hooks/api/dispatch"
import { useDispatchWords } from "../../../hooks/use-dispatch-words"
import { useErrorText } from "../../../hooks/use-error-text"
import { LoadingRows } from "../../common/loading-rows"
import { PromptForm } from "../../common/prompt-form"
import { PreviewView } from "../parcels/preview-view"
import type { DispatchDialogProps } from "./types"

/** What goes to whom, before it goes. */
export const SendOrder = ({ order, logistics, onClose }: DispatchDialogProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const words = useDispatchWords()
  const { data: preview, error: failure } = useDispatchPreview({ ids: [order.id] })
  const { mutate, isPending, error } = useSendToShipper()
  const action = logistics.actions.send_to_shipper
  const goes = preview ? preview.goes.length > 0 : action.allowed
  const fault = error ?? failure
  return (
    <PromptForm
      wide
      title={t("send.orderTitle", { number: order.display_id })}
      description={t("send.orderText")}
      confirm={t("action.send_to_shipper")}
      isPending={isPending}
      disabled={!goes}
      fault={fault ? errorText(fault) : preview ? null : words.why(action)}
      onSubmit={() =>
        mutate(
          { id: order.id },
          {
            onSuccess: ({ shipments }) => {
              toast.success(t("send.sent", { count: shipments?.length ?? 1 }))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    >
      {preview ? <PreviewView preview={preview} single /> : !failure && <LoadingRows rows={1} />}
    </PromptForm>
  )
}
