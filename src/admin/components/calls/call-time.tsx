import { Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { LocalTime } from "../../types/calls"
import { Field } from "../common/field"

type CallTimeProps = {
  label: string
  hint?: string
  value: string
  fault?: string
  local: LocalTime
  onChange: (value: string) => void
}

const timeThere = (value: string, zone: string, locale: string): string | null => {
  const at = new Date(value)
  if (!value || Number.isNaN(at.getTime())) {
    return null
  }
  try {
    return new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }).format(at)
  } catch {
    return null
  }
}

/** A day and a time by the reader's own clock, and what the customer's clock will say then. */
export const CallTime = ({ label, hint, value, fault, local, onChange }: CallTimeProps) => {
  const { t, i18n } = useTranslation("calls")
  const there = timeThere(value, local.zones[0] ?? "UTC", i18n.language)
  return (
    <Field label={label} hint={there ? t("form.there", { when: there }) : hint} fault={fault}>
      {(ids) => (
        <Input
          {...ids}
          type="datetime-local"
          className="max-w-60"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** What such a field holds, as a moment; undefined while it is empty. */
export const momentOf = (value: string): string | undefined => {
  const at = new Date(value)
  return value && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined
}
