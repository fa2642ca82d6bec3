import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveRouting } from "../../../hooks/api/routing"
import { useErrorText } from "../../../hooks/use-error-text"
import type { RoutingRules } from "../../../types/payments"
import { NoteField } from "../../common/note-field"
import { PromptForm } from "../../common/prompt-form"

type SaveRoutingProps = {
  rules: RoutingRules
  note: string
  version: number
  onSaved: () => void
  onClose: () => void
}

/** A new version, with what it is good for; refused when somebody else has saved meanwhile. */
export const SaveRouting = ({
  rules,
  note: first,
  version,
  onSaved,
  onClose,
}: SaveRoutingProps) => {
  const { t } = useTranslation("payments")
  const errorText = useErrorText()
  const [note, setNote] = useState(first)
  const [tried, setTried] = useState(false)
  const save = useSaveRouting()
  return (
    <PromptForm
      title={t("routing.saveTitle")}
      description={t("routing.saveText")}
      confirm={t("routing.save")}
      isPending={save.isPending}
      fault={save.error && errorText(save.error)}
      onSubmit={() => {
        setTried(true)
        if (note.trim()) {
          save.mutate(
            { rules, note: note.trim(), expected_version: version },
            {
              onSuccess: (answer) => {
                toast.success(t("routing.saved", { version: answer.version }))
                onSaved()
              },
            }
          )
        }
      }}
      onClose={onClose}
    >
      <NoteField
        label={t("history.note")}
        hint={t("history.noteHint")}
        fault={tried && !note.trim() ? t("history.noteMissing") : null}
        value={note}
        onChange={setNote}
      />
    </PromptForm>
  )
}
