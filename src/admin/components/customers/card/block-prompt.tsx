import { Checkbox, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useBlockCustomer } from "../../../hooks/api/customers"
import { useErrorText } from "../../../hooks/use-error-text"
import type { BlockInput, Customer } from "../../../types/customers"
import { PromptForm } from "../../common/prompt-form"
import { ReasonField } from "../../orders/common/reason-field"

type ChoiceProps = { label: string; checked: boolean; onChange: (checked: boolean) => void }

const Choice = ({ label, checked, onChange }: ChoiceProps) => {
  const id = useId()
  return (
    <div className="flex items-center gap-x-2">
      <Checkbox id={id} checked={checked} onCheckedChange={(state) => onChange(state === true)} />
      <label
        htmlFor={id}
        className="txt-compact-small text-ui-fg-base min-w-0 cursor-pointer break-all"
      >
        {label}
      </label>
    </div>
  )
}

const toggled = (list: string[], value: string, on: boolean): string[] =>
  on ? [...list, value] : list.filter((one) => one !== value)

type BlockPromptProps = { customer: Customer; onClose: () => void }

/** By what a customer is blocked, and why. */
export const BlockPrompt = ({ customer, onClose }: BlockPromptProps) => {
  const { t } = useTranslation("customers")
  const errorText = useErrorText()
  const { mutate, isPending, error } = useBlockCustomer(customer.id)
  const [input, setInput] = useState<BlockInput>({
    email: true,
    phones: [],
    card_ids: [],
    reason: "",
  })
  const isEmpty = !input.email && input.phones.length === 0 && input.card_ids.length === 0
  return (
    <PromptForm
      danger
      title={t("block.title")}
      description={t("block.text")}
      confirm={t("action.block")}
      isPending={isPending}
      disabled={isEmpty || input.reason.trim() === ""}
      fault={error && errorText(error)}
      onSubmit={() =>
        mutate(input, {
          onSuccess: () => {
            toast.success(t("toast.blocked"))
            onClose()
          },
        })
      }
      onClose={onClose}
    >
      <fieldset className="flex flex-col gap-y-2">
        <legend className="txt-compact-small-plus text-ui-fg-base mb-2">{t("block.by")}</legend>
        <Choice
          label={customer.email}
          checked={input.email}
          onChange={(email) => setInput({ ...input, email })}
        />
        {customer.phones.map((phone) => (
          <Choice
            key={phone}
            label={phone}
            checked={input.phones.includes(phone)}
            onChange={(on) => setInput({ ...input, phones: toggled(input.phones, phone, on) })}
          />
        ))}
        {customer.cards.map((card) => (
          <Choice
            key={card.id}
            label={t(`block.${card.kind}`, {
              brand: card.brand ?? t("block.anyCard"),
              last4: card.last4,
            })}
            checked={input.card_ids.includes(card.id)}
            onChange={(on) =>
              setInput({ ...input, card_ids: toggled(input.card_ids, card.id, on) })
            }
          />
        ))}
      </fieldset>
      <ReasonField
        needed
        value={input.reason}
        onChange={(reason) => setInput({ ...input, reason })}
      />
    </PromptForm>
  )
}
