import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMoveOrder } from "../../../hooks/api/orders"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { useNeededReason } from "../../../hooks/use-needed-reason"
import { useWhy } from "../../../hooks/use-why"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"
import { ReasonField } from "../../orders/common/reason-field"
import type { PaymentDialogProps } from "./types"

const readPercent = (text: string): string | null => {
  const plain = text.trim().replace(",", ".")
  return /^\d+(\.\d+)?$/.test(plain) && Number(plain) <= 100 ? plain : null
}

/** The money came past every processor: notes the payment with who says so and why. */
export const ApproveByHand = ({ order, payment, onClose }: PaymentDialogProps) => {
  const { t } = useTranslation("payments")
  const { t: orders } = useTranslation("orders")
  const { money } = useFormats()
  const errorText = useErrorText()
  const why = useWhy()
  const { mutate, isPending, error } = useMoveOrder()
  const action = payment.actions.approve_by_hand
  const { reason, tried, onTry, field } = useNeededReason()
  const [fee, setFee] = useState("")
  const percent = readPercent(fee)
  const feeIsWrong = fee.trim() !== "" && percent === null

  const submit = () => {
    onTry()
    if (!reason || feeIsWrong) {
      return
    }
    mutate(
      {
        id: order.id,
        status: "approved",
        expected_status: order.status,
        reason,
        fee_percent: percent ?? undefined,
      },
      {
        onSuccess: () => {
          toast.success(
            orders("prompt.moved", {
              number: `#${order.display_id}`,
              status: orders("status.approved"),
            })
          )
          onClose()
        },
      }
    )
  }

  return (
    <PromptForm
      title={t("action.approve_by_hand")}
      description={t("byHand.text", { amount: money(order.total, order.currency) })}
      confirm={t("byHand.confirm")}
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField autoFocus {...field} />
      <Field
        label={t("byHand.fee")}
        hint={t("byHand.feeHint")}
        fault={tried && feeIsWrong ? t("byHand.feeWrong") : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            size="small"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            value={fee}
            onChange={(event) => setFee(event.target.value)}
          />
        )}
      </Field>
    </PromptForm>
  )
}
