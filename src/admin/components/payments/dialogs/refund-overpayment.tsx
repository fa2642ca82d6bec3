import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useRefundOverpayment } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { useWhy } from "../../../hooks/use-why"
import { PromptForm } from "../../common/prompt-form"
import type { PaymentDialogProps } from "./types"

/** Gives back what came in beyond the order's total; the order itself stays paid. */
export const RefundOverpayment = ({ order, payment, onClose }: PaymentDialogProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const errorText = useErrorText()
  const why = useWhy()
  const { mutate, isPending, error } = useRefundOverpayment()
  const action = payment.actions.refund_overpayment
  const amount = money(action.amount ?? "0", payment.currency)
  return (
    <PromptForm
      danger
      title={t("action.refund_overpayment")}
      description={t("refund.overpaidText", { amount })}
      confirm={t("refund.confirm", { amount })}
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : why(action)}
      onSubmit={() =>
        mutate(
          { id: order.id },
          {
            onSuccess: () => {
              toast.success(t("refund.asked"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}
