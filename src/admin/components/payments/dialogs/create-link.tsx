import { Button, Prompt } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useCreateLink } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import { useWhy } from "../../../hooks/use-why"
import { readAmount } from "../../../lib/amounts"
import { CopyLine } from "../../common/copy-line"
import { PromptContent } from "../../common/prompt-content"
import { PromptForm } from "../../common/prompt-form"
import { SwitchField } from "../../common/switch-field"
import { AccountSelect } from "./account-select"
import { AmountField } from "./amount-field"
import type { PaymentDialogProps } from "./types"

type ReadyLinkProps = { link: string; sentTo: string | null; onClose: () => void }

const ReadyLink = ({ link, sentTo, onClose }: ReadyLinkProps) => {
  const { t } = useTranslation("payments")
  return (
    <Prompt open onOpenChange={(open) => !open && onClose()} variant="confirmation">
      <PromptContent className="max-w-[560px]">
        <Prompt.Header>
          <Prompt.Title>{t("link.readyTitle")}</Prompt.Title>
          <Prompt.Description>
            {sentTo ? t("link.readySent", { to: sentTo }) : t("link.readyText")}
          </Prompt.Description>
        </Prompt.Header>
        <div className="px-6 pt-4">
          <CopyLine label={t("link.address")} value={link} />
        </div>
        <div className="flex justify-end p-6">
          <Button size="small" onClick={onClose}>
            {t("link.done")}
          </Button>
        </div>
      </PromptContent>
    </Prompt>
  )
}

/** A page of the processor where the customer pays by themselves; shown afterwards to be copied. */
export const CreateLink = ({ order, payment, onClose }: PaymentDialogProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const errorText = useErrorText()
  const why = useWhy()
  const { mutate, isPending, error, data } = useCreateLink()
  const [accountId, setAccountId] = useState<string>()
  const [amount, setAmount] = useState("")
  const [wrong, setWrong] = useState(false)
  const [send, setSend] = useState(true)
  const action = payment.actions.create_link
  const link = data?.attempt.redirect_url

  if (link) {
    return <ReadyLink link={link} sentTo={send ? order.customer.email : null} onClose={onClose} />
  }
  const submit = () => {
    const read = readAmount(amount)
    const nonsense = amount.trim() !== "" && read === null
    setWrong(nonsense)
    if (!nonsense) {
      mutate({ id: order.id, account_id: accountId, amount: read ?? undefined, send })
    }
  }

  return (
    <PromptForm
      title={t("action.create_link")}
      description={t("link.text")}
      confirm={t("link.create")}
      isPending={isPending}
      disabled={!action.allowed}
      fault={error ? errorText(error) : data ? t("link.later") : why(action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <AccountSelect
        forLink
        method={order.payment.method}
        value={accountId}
        onChange={setAccountId}
      />
      <AmountField
        label={t("link.amount")}
        currency={order.currency}
        value={amount}
        wrong={wrong}
        hint={t("link.amountHint", { amount: money(order.total, order.currency) })}
        onChange={(value) => {
          setAmount(value)
          setWrong(false)
        }}
      />
      <SwitchField
        label={t("link.send", { to: order.customer.email })}
        hint={t("link.sendHint")}
        checked={send}
        onChange={setSend}
      />
    </PromptForm>
  )
}
