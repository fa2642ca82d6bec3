import { Label } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"

import { PromptTextarea } from "../../common/prompt-textarea"

type ReasonFieldProps = {
  value: string
  needed: boolean
  fault?: string | null
  autoFocus?: boolean
  onChange: (value: string) => void
}

/** "Why?", kept with what is done. */
export const ReasonField = ({ value, needed, fault, autoFocus, onChange }: ReasonFieldProps) => {
  const { t } = useTranslation("orders")
  const id = useId()
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {t("prompt.reason")}{" "}
        {!needed && (
          <span className="text-ui-fg-subtle txt-compact-small">({t("prompt.optional")})</span>
        )}
      </Label>
      <PromptTextarea
        id={id}
        autoFocus={autoFocus}
        maxLength={2000}
        value={value}
        placeholder={t("prompt.reasonPlaceholder")}
        aria-invalid={Boolean(fault)}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault && (
        <p id={`${id}-fault`} role="alert" className="text-ui-fg-error txt-small">
          {fault}
        </p>
      )}
    </div>
  )
}
