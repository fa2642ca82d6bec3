import { Input } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useAddView, useChangeView } from "../../../hooks/api/order-views"
import { useErrorText } from "../../../hooks/use-error-text"
import type { OrderView } from "../../../types/bulk"
import { Field } from "../../common/field"
import { PromptForm } from "../../common/prompt-form"
import { SwitchField } from "../../common/switch-field"

type ViewPromptProps = {
  /** Null: the list as it is now is kept under a new name. */
  view: OrderView | null
  filter: Record<string, unknown>
  canShare: boolean
  onClose: () => void
}

export const ViewPrompt = ({ view, filter, canShare, onClose }: ViewPromptProps) => {
  const { t } = useTranslation("bulk")
  const errorText = useErrorText()
  const [name, setName] = useState(view?.name ?? "")
  const [shared, setShared] = useState(view?.is_shared ?? false)
  const [tried, setTried] = useState(false)
  const add = useAddView()
  const change = useChangeView()
  const saving = view ? change : add
  const isEmpty = !name.trim()

  const submit = () => {
    setTried(true)
    if (isEmpty) {
      return
    }
    const named = { name: name.trim(), is_shared: shared }
    if (view) {
      change.mutate({ id: view.id, ...named }, { onSuccess: onClose })
    } else {
      add.mutate({ ...named, filter }, { onSuccess: onClose })
    }
  }

  return (
    <PromptForm
      title={t(view ? "views.renameTitle" : "views.addTitle")}
      description={t(view ? "views.renameText" : "views.addText")}
      confirm={t("views.save")}
      isPending={saving.isPending}
      fault={saving.error && errorText(saving.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("views.name")} fault={tried && isEmpty ? t("views.nameNeeded") : undefined}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            size="small"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {canShare && (
        <SwitchField
          label={t("views.shareLabel")}
          hint={t("views.shareHint")}
          checked={shared}
          onChange={setShared}
        />
      )}
    </PromptForm>
  )
}
