import { Input } from "@medusajs/ui"

import { Field } from "./field"

type NoteFieldProps = {
  label: string
  hint: string
  /** Why a version without a note is not kept; null as long as nobody has tried. */
  fault: string | null
  value: string
  onChange: (value: string) => void
}

/** What a new version is good for, in a line for whoever reads the history. */
export const NoteField = ({ label, hint, fault, value, onChange }: NoteFieldProps) => (
  <Field label={label} hint={hint} fault={fault ?? undefined}>
    {(ids) => (
      <Input
        {...ids}
        autoFocus
        autoComplete="off"
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)
