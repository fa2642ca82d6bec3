import { Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { Field } from "../../common/field"

type AmountFieldProps = {
  label: string
  currency: string
  value: string
  hint?: string
  /** Says that what is typed is no amount. */
  wrong: boolean
  autoFocus?: boolean
  onChange: (value: string) => void
}

export const AmountField = (props: AmountFieldProps) => {
  const { label, currency, value, hint, wrong, autoFocus, onChange } = props
  const { t } = useTranslation("payments")
  return (
    <Field
      label={`${label}, ${currency}`}
      hint={hint}
      fault={wrong ? t("dialog.wrongAmount") : undefined}
    >
      {(ids) => (
        <Input
          {...ids}
          size="small"
          inputMode="decimal"
          autoComplete="off"
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
