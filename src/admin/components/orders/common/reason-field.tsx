import { Label, Textarea } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"

type ReasonFieldProps = {
  value: string
  needed: boolean
  fault?: string | null
  autoFocus?: boolean
  onChange: (value: string) => void
}

/** "Why?", kept with what is done. Ctrl + Enter sends the form it stands in. */
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
      <Textarea
        id={id}
        autoFocus={autoFocus}
        rows={3}
        maxLength={2000}
        value={value}
        placeholder={t("prompt.reasonPlaceholder")}
        aria-invalid={Boolean(fault)}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }
        }}
      />
      {fault && (
        <p id={`${id}-fault`} role="alert" className="text-ui-fg-error txt-small">
          {fault}
        </p>
      )}
    </div>
  )
}
