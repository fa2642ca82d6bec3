import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useChargeback, useChargebackReversal } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { useNeededReason } from "../../../hooks/use-needed-reason"
import { useWhy } from "../../../hooks/use-why"
import { readAmount } from "../../../lib/amounts"
import { PromptForm } from "../../common/prompt-form"
import { ReasonField } from "../../orders/common/reason-field"
import { AmountField } from "./amount-field"
import type { PaymentDialogProps } from "./types"

/** The bank has taken the money back, and no callback has said so. */
export const Chargeback = ({ order, payment, onClose }: PaymentDialogProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const errorText = useErrorText()
  const why = useWhy()
  const { mutate, isPending, error } = useChargeback()
  const action = payment.actions.chargeback
  const { reason, tried, onTry, field } = useNeededReason()
  const [amount, setAmount] = useState("")
  const part = readAmount(amount)
  const nonsense = amount.trim() !== "" && part === null

  const submit = () => {
    onTry()
    if (!reason || nonsense) {
      return
    }
    mutate(
      { id: order.id, reason, amount: part ?? undefined },
      {
        onSuccess: () => {
          toast.success(t("chargeback.done"))
          onClose()
        },
      }
    )
  }

  return (
    <PromptForm
      danger
      title={t("action.chargeback")}
      description={t("chargeback.text")}
      confirm={t("chargeback.confirm")}
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <AmountField
        label={t("chargeback.amount")}
        currency={payment.currency}
        value={amount}
        wrong={tried && nonsense}
        hint={t("chargeback.amountHint", { amount: money(payment.captured, payment.currency) })}
        onChange={setAmount}
      />
      <ReasonField {...field} />
    </PromptForm>
  )
}

/** The bank has given the money back to us. */
export const ChargebackReversal = ({ order, payment, onClose }: PaymentDialogProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const errorText = useErrorText()
  const why = useWhy()
  const { mutate, isPending, error } = useChargebackReversal()
  const action = payment.actions.chargeback_reversal
  const { reason, onTry, field } = useNeededReason()

  const submit = () => {
    onTry()
    if (!reason) {
      return
    }
    mutate(
      { id: order.id, reason },
      {
        onSuccess: () => {
          toast.success(t("reversal.done"))
          onClose()
        },
      }
    )
  }

  return (
    <PromptForm
      title={t("action.chargeback_reversal")}
      description={t("reversal.text", {
        amount: money(payment.charged_back, payment.currency),
      })}
      confirm={t("reversal.confirm")}
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField autoFocus {...field} />
    </PromptForm>
  )
}
