import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useEraseCustomer } from "../../../hooks/api/customers"
import { useErrorText } from "../../../hooks/use-error-text"
import type { Customer } from "../../../types/customers"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"

type ErasePromptProps = { customer: Customer; onClose: () => void }

/** What cannot be taken back is asked for by typing, not by a second click. */
export const ErasePrompt = ({ customer, onClose }: ErasePromptProps) => {
  const { t } = useTranslation("customers")
  const errorText = useErrorText()
  const { mutate, isPending, error } = useEraseCustomer(customer.id)
  const [typed, setTyped] = useState("")
  const isSame = typed.trim().toLowerCase() === customer.email
  return (
    <PromptForm
      danger
      wide
      title={t("erase.title")}
      description={t("erase.text")}
      confirm={t("erase.confirm")}
      isPending={isPending}
      disabled={!isSame}
      fault={error && errorText(error)}
      onSubmit={() =>
        mutate(
          { confirm: typed.trim() },
          {
            onSuccess: () => {
              toast.success(t("toast.erased"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    >
      <Field label={t("erase.type", { email: customer.email })}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
    </PromptForm>
  )
}
