import { InlineTip, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveTemplate } from "../../../hooks/api/mail-templates"
import { useErrorText } from "../../../hooks/use-error-text"
import type { TemplateScope, Wording } from "../../../types/mail"
import { NoteField } from "../../common/note-field"
import { PromptForm } from "../../common/prompt-form"

type SaveTemplateProps = {
  scope: TemplateScope
  wording: Wording
  /** The newest version that was seen. */
  version: number
  /** It is known already that the letter cannot be written with it. */
  isBroken: boolean
  onSaved: () => void
  onClose: () => void
}

/** A new version. One that does not work is saved only by somebody who has been told so. */
export const SaveTemplate = (props: SaveTemplateProps) => {
  const { scope, wording, version, isBroken, onSaved, onClose } = props
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const [note, setNote] = useState("")
  const [tried, setTried] = useState(false)
  const save = useSaveTemplate()
  const broken = isBroken || save.error?.code === "template_broken"
  const fault = save.error && save.error.code !== "template_broken" ? errorText(save.error) : null

  const submit = () => {
    setTried(true)
    if (!note.trim()) {
      return
    }
    save.mutate(
      {
        ...scope,
        ...wording,
        note: note.trim(),
        expected_version: version,
        ...(broken && { save_broken: true }),
      },
      {
        onSuccess: () => {
          toast.success(t("save.saved"))
          onSaved()
        },
      }
    )
  }

  return (
    <PromptForm
      title={t("save.title")}
      description={t("save.text")}
      confirm={t(broken ? "save.broken" : "save.confirm")}
      danger={broken}
      isPending={save.isPending}
      fault={fault}
      onSubmit={submit}
      onClose={onClose}
    >
      {broken && (
        <InlineTip variant="warning" label={t("save.brokenTitle")}>
          {t("save.brokenText")}
        </InlineTip>
      )}
      <NoteField
        label={t("save.note")}
        hint={t("save.noteHint")}
        fault={tried && !note.trim() ? t("save.noteMissing") : null}
        value={note}
        onChange={setNote}
      />
    </PromptForm>
  )
}
