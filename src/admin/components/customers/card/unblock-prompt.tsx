import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useUnblockCustomer } from "../../../hooks/api/customers"
import { useErrorText } from "../../../hooks/use-error-text"
import type { Customer } from "../../../types/customers"
import { PromptForm } from "../../common/prompt-form"
import { ReasonField } from "../../orders/common/reason-field"

type UnblockPromptProps = { customer: Customer; onClose: () => void }

export const UnblockPrompt = ({ customer, onClose }: UnblockPromptProps) => {
  const { t } = useTranslation("customers")
  const errorText = useErrorText()
  const { mutate, isPending, error } = useUnblockCustomer(customer.id)
  const [reason, setReason] = useState("")
  return (
    <PromptForm
      title={t("unblock.title")}
      description={t("unblock.text")}
      confirm={t("action.unblock")}
      isPending={isPending}
      disabled={reason.trim() === ""}
      fault={error && errorText(error)}
      onSubmit={() =>
        mutate(
          { reason },
          {
            onSuccess: () => {
              toast.success(t("toast.unblocked"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    >
      <ReasonField needed autoFocus value={reason} onChange={setReason} />
    </PromptForm>
  )
}
