import { Input } from "@medusajs/ui"

import { Field } from "../common/field"

type CodeFieldProps = {
  label: string
  hint?: string
  value: string
  fault?: string
  autoFocus?: boolean
  onChange: (code: string) => void
}

/** The six digits of an authenticator. */
export const CodeField = ({ label, hint, value, fault, autoFocus, onChange }: CodeFieldProps) => (
  <Field label={label} hint={hint} fault={fault}>
    {(ids) => (
      <Input
        {...ids}
        autoFocus={autoFocus}
        inputMode="numeric"
        autoComplete="one-time-code"
        className="max-w-40 tabular-nums"
        maxLength={9}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)
