import type { ReactNode } from "react"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useErrorText } from "../../../hooks/use-error-text"
import type { CrmError } from "../../../lib/client"
import { PromptForm } from "../../common/prompt-form"
import { ReasonField } from "./reason-field"

type ReasonPromptProps = {
  title: string
  description: ReactNode
  confirm: string
  danger?: boolean
  reasonRequired?: boolean
  isPending: boolean
  error: CrmError | null
  onConfirm: (reason: string) => void
  onClose: () => void
  /** Stands below the reason. */
  children?: ReactNode
}

/** Asks "really, and why?". Stays open with the server's sentence when the server refuses. */
export const ReasonPrompt = (props: ReasonPromptProps) => {
  const { title, description, confirm, danger, isPending, error, onConfirm, onClose } = props
  const { t } = useTranslation("orders")
  const errorText = useErrorText()
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  // The list does not know which moves need a reason: the server's refusal tells.
  const needed =
    props.reasonRequired ||
    error?.code === "reason_required" ||
    Boolean(error?.fields.some((field) => field.path === "reason"))

  const submit = () => {
    const text = reason.trim()
    setMissing(needed && !text)
    if (!needed || text) {
      onConfirm(text)
    }
  }

  return (
    <PromptForm
      title={title}
      description={description}
      confirm={confirm}
      danger={danger}
      isPending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField
        autoFocus
        value={reason}
        needed={needed}
        fault={missing ? t("prompt.reasonRequired") : error ? errorText(error) : null}
        onChange={(value) => {
          setReason(value)
          setMissing(false)
        }}
      />
      {props.children}
    </PromptForm>
  )
}
