import { Input } from "@medusajs/ui"
import type { ComponentProps } from "react"

import { Field } from "../../common/field"

type TextFieldProps = {
  label: string
  hint?: string
  fault?: string
  value: string
  onChange: (value: string) => void
} & Pick<ComponentProps<typeof Input>, "inputMode" | "maxLength" | "type">

export const TextField = ({ label, hint, fault, value, onChange, ...input }: TextFieldProps) => (
  <Field label={label} hint={hint} fault={fault}>
    {(ids) => (
      <Input
        {...ids}
        {...input}
        size="small"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)
