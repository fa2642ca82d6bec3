import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFinishRefill } from "../../../hooks/api/mail"
import { ReasonPrompt } from "../../orders/common/reason-prompt"

type RefillCalledProps = { orderId: string; onClose: () => void }

/** The customer has been called about the next order; what was agreed is kept in the stream. */
export const RefillCalled = ({ orderId, onClose }: RefillCalledProps) => {
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
