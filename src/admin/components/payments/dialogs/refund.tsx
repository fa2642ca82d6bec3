import { Select, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useRefund } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { useNeededReason } from "../../../hooks/use-needed-reason"
import { usePaymentWords } from "../../../hooks/use-payment-words"
import { useWhy } from "../../../hooks/use-why"
import { readAmount } from "../../../lib/amounts"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"
import { SwitchField } from "../../common/switch-field"
import { ReasonField } from "../../orders/common/reason-field"
import { AmountField } from "./amount-field"
import { ChoiceList } from "./choice-list"
import type { PaymentDialogProps } from "./types"

type Extent = "full" | "part"

/** Gives money back through the processor that took it, or notes that it was given back elsewhere. */
export const Refund = ({ order, payment, onClose }: PaymentDialogProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const errorText = useErrorText()
  const why = useWhy()
  const words = usePaymentWords()
  const { mutate, isPending, error } = useRefund()
  const action = payment.actions.refund
  const charges = payment.attempts.filter(
    ({ kind, state }) => kind === "charge" && state === "approved"
  )
  const [extent, setExtent] = useState<Extent>("full")
  const [amount, setAmount] = useState("")
  const { reason, tried, onTry, field } = useNeededReason()
  const [elsewhere, setElsewhere] = useState(false)
  const [chargeId, setChargeId] = useState(charges[0]?.id)
  const part = readAmount(amount)
  const whole = money(action.available, payment.currency)
  const charge = charges.find(({ id }) => id === chargeId)

  const submit = () => {
    onTry()
    if (!reason || (extent === "part" && part === null)) {
      return
    }
    mutate(
      {
        id: order.id,
        reason,
        amount: extent === "part" ? (part ?? undefined) : undefined,
        attempt_id: charges.length > 1 ? chargeId : undefined,
        elsewhere: elsewhere || undefined,
      },
      {
        onSuccess: ({ attempt }) => {
          toast.success(t("refund.asked"), { description: words.outcome(attempt) })
          onClose()
        },
      }
    )
  }

  return (
    <PromptForm
      danger
      title={t("action.refund")}
      description={
        elsewhere
          ? t("refund.textElsewhere")
          : t("refund.text", { account: charge?.account.name ?? "" })
      }
      confirm={
        extent === "full"
          ? t("refund.confirm", { amount: whole })
          : part
            ? t("refund.confirm", { amount: money(part, payment.currency) })
            : t("action.refund")
      }
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceList
        label={t("refund.extent")}
        value={extent}
        onChange={setExtent}
        choices={[
          {
            value: "full",
            label: t("refund.full", { amount: whole }),
            hint: t("refund.fullHint"),
          },
          { value: "part", label: t("refund.part"), hint: t("refund.partHint") },
        ]}
      />
      {extent === "part" && (
        <AmountField
          autoFocus
          label={t("refund.amount")}
          currency={payment.currency}
          value={amount}
          wrong={tried && part === null}
          onChange={setAmount}
        />
      )}
      {charges.length > 1 && (
        <Field label={t("refund.charge")}>
          {({ id }) => (
            <Select size="small" value={chargeId} onValueChange={setChargeId}>
              <Select.Trigger id={id}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {charges.map((one) => (
                  <Select.Item key={one.id} value={one.id}>
                    {`${one.number}. ${one.account.name}, ${money(one.amount, one.currency)}`}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      )}
      <ReasonField {...field} />
      <SwitchField
        label={t("refund.elsewhere")}
        hint={t("refund.elsewhereHint")}
        checked={elsewhere}
        onChange={setElsewhere}
      />
    </PromptForm>
  )
}
