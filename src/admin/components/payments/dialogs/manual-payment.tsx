import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useManualCharge } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { isOpen, usePaymentWords } from "../../../hooks/use-payment-words"
import { useWhy } from "../../../hooks/use-why"
import type { ManualWay } from "../../../types/payments"
import { PromptForm } from "../../common/prompt-form"
import { SwitchField } from "../../common/switch-field"
import { AccountSelect } from "./account-select"
import { AttemptsSoFar } from "./attempts-so-far"
import { ChoiceList } from "./choice-list"
import type { PaymentDialogProps } from "./types"

type ManualPaymentProps = PaymentDialogProps & { onLink: () => void }

/** Charges once more by hand: says what is charged, how, and what has been tried before. */
export const ManualPayment = ({ order, payment, onLink, onClose }: ManualPaymentProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const errorText = useErrorText()
  const why = useWhy()
  const words = usePaymentWords()
  const { mutate, isPending, error } = useManualCharge()
  const action = payment.actions.manual_payment
  const [ways] = useState(action.ways)
  const [way, setWay] = useState<ManualWay>(ways[0] ?? "link")
  const [accountId, setAccountId] = useState<string>()
  const [closeLinks, setCloseLinks] = useState(false)
  const linkIsOpen =
    error?.code === "open_payment" ||
    payment.attempts.some((attempt) => attempt.way === "link" && isOpen(attempt))

  const submit = () => {
    if (way === "link") {
      onLink()
      return
    }
    mutate(
      {
        id: order.id,
        way,
        account_id: accountId,
        close_open_links: closeLinks || undefined,
      },
      {
        onSuccess: ({ attempt }) => {
          toast.success(t("dialog.charged", { account: attempt.account.name }), {
            description: words.outcome(attempt),
          })
          onClose()
        },
      }
    )
  }

  return (
    <PromptForm
      wide
      title={t("action.manual_payment")}
      description={t("dialog.manualText", { amount: money(order.total, order.currency) })}
      confirm={t(way === "link" ? "dialog.toLink" : "dialog.charge")}
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceList
        label={t("dialog.way")}
        value={way}
        onChange={setWay}
        choices={ways.map((value) => ({
          value,
          label: t(`way.${value}.name`),
          hint: t(`way.${value}.hint`),
        }))}
      />
      {way !== "link" && (
        <AccountSelect method={order.payment.method} value={accountId} onChange={setAccountId} />
      )}
      {way !== "link" && linkIsOpen && (
        <SwitchField
          label={t("dialog.closeLinks")}
          hint={t("dialog.closeLinksHint")}
          checked={closeLinks}
          onChange={setCloseLinks}
        />
      )}
      <AttemptsSoFar attempts={payment.attempts} />
    </PromptForm>
  )
}
