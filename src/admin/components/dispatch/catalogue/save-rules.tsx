import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveShippingRules } from "../../../hooks/api/catalogue"
import { useErrorText } from "../../../hooks/use-error-text"
import type { ShippingRule } from "../../../types/dispatch"
import { NoteField } from "../../common/note-field"
import { PromptForm } from "../../common/prompt-form"

type SaveRulesProps = {
  rules: ShippingRule[]
  version: number
  onSaved: () => void
  onClose: () => void
}

/** A new version, with what it is good for; refused when somebody else has saved meanwhile. */
export const SaveRules = ({ rules, version, onSaved, onClose }: SaveRulesProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const [note, setNote] = useState("")
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error } = useSaveShippingRules()
  const faults = error?.fields.map(({ message }) => message).join(" ")

  const submit = () => {
    setTried(true)
    if (note.trim()) {
      mutate(
        { rules, note: note.trim(), expected_version: version },
        {
          onSuccess: (saved) => {
            toast.success(t("rules.saved", { version: saved.version }))
            onSaved()
          },
        }
      )
    }
  }

  return (
    <PromptForm
      title={t("rules.saveTitle")}
      description={t("rules.saveText")}
      confirm={t("form.save")}
      isPending={isPending}
      fault={error && (faults || errorText(error))}
      onSubmit={submit}
      onClose={onClose}
    >
      <NoteField
        label={t("rules.note")}
        hint={t("rules.noteHint")}
        fault={tried && !note.trim() ? t("rules.noteMissing") : null}
        value={note}
        onChange={setNote}
      />
    </PromptForm>
  )
}
