import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useCloseLink } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import type { Attempt } from "../../../types/payments"
import { PromptForm } from "../../common/prompt-form"

type CloseLinkPromptProps = { orderId: string; attempt: Attempt; onClose: () => void }

export const CloseLinkPrompt = ({ orderId, attempt, onClose }: CloseLinkPromptProps) => {
  const { t } = useTranslation("payments")
  const errorText = useErrorText()
  const { mutate, isPending, error } = useCloseLink()
  return (
    <PromptForm
      title={t("closeLink.title")}
      description={t("closeLink.text", { account: attempt.account.name })}
      confirm={t("closeLink.open")}
      isPending={isPending}
      fault={error && errorText(error)}
      onSubmit={() =>
        mutate(
          { id: orderId, attemptId: attempt.id },
          {
            onSuccess: () => {
              toast.success(t("closeLink.done"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}
