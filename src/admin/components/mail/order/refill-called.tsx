import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFinishRefill } from "../../../hooks/api/mail"
import { ReasonPrompt } from "../../orders/common/reason-prompt"

type RefillPromptProps = { orderId: string; onClose: () => void }

/** The customer has been called about the next order; what was agreed is kept in the stream. */
export const RefillCalled = ({ orderId, onClose }: RefillPromptProps) => {
  const { t } = useTranslation("mail")
  const { mutate, isPending, error } = useFinishRefill()
  return (
    <ReasonPrompt
      title={t("refill.calledTitle")}
      description={t("refill.calledText")}
      confirm={t("refill.called")}
      isPending={isPending}
      error={error}
      onConfirm={(note) =>
        mutate(
          { id: orderId, state: "called", note: note || undefined },
          {
            onSuccess: () => {
              toast.success(t("refill.saved"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}

/** The customer is not to be reminded of this order. */
export const RefillCancel = ({ orderId, onClose }: RefillPromptProps) => {
  const { t } = useTranslation("mail")
  const { mutate, isPending, error } = useFinishRefill()
  return (
    <ReasonPrompt
      danger
      title={t("refill.cancelTitle")}
      description={t("refill.cancelText")}
      confirm={t("refill.cancel")}
      isPending={isPending}
      error={error}
      onConfirm={(note) =>
        mutate(
          { id: orderId, state: "cancelled", note: note || undefined },
          {
            onSuccess: () => {
              toast.success(t("refill.cancelled"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}
