import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSuppress, useUnsuppress } from "../../../hooks/api/mail-settings"
import { useErrorText } from "../../../hooks/use-error-text"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"
import { ReasonPrompt } from "../../orders/common/reason-prompt"

export const AddSuppression = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const [address, setAddress] = useState("")
  const [note, setNote] = useState("")
  const { mutate, isPending, error } = useSuppress()
  return (
    <PromptForm
      title={t("suppressed.addTitle")}
      description={t("suppressed.addText")}
      confirm={t("suppressed.addConfirm")}
      isPending={isPending}
      disabled={!address.trim() || !note.trim()}
      fault={error && (error.fields[0]?.message ?? errorText(error))}
      onSubmit={() =>
        mutate(
          { address: address.trim(), note: note.trim() },
          {
            onSuccess: () => {
              toast.success(t("suppressed.added", { address: address.trim() }))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    >
      <Field label={t("suppressed.address")}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            type="email"
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("suppressed.note")} hint={t("suppressed.noteHint")}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </PromptForm>
  )
}

type RemoveSuppressionProps = { address: string; onClose: () => void }

export const RemoveSuppression = ({ address, onClose }: RemoveSuppressionProps) => {
  const { t } = useTranslation("mail")
  const { mutate, isPending, error } = useUnsuppress()
  return (
    <ReasonPrompt
      reasonRequired
      title={t("suppressed.removeTitle", { address })}
      description={t("suppressed.removeText")}
      confirm={t("suppressed.remove")}
      isPending={isPending}
      error={error}
      onConfirm={(reason) =>
        mutate(
          { address, reason },
          {
            onSuccess: () => {
              toast.success(t("suppressed.removed", { address }))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}
