import { Input, Textarea } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { AddCustomerInput, ChangeCustomerInput } from "../../../types/customers"
import { Field } from "../../common/field"

type CustomerFieldsProps = {
  /** Without an address where it cannot be changed: it is what a customer is known by. */
  input: AddCustomerInput | ChangeCustomerInput
  faultOf: (field: string) => string | undefined
  onChange: (part: Partial<AddCustomerInput>) => void
}

export const CustomerFields = ({ input, faultOf, onChange }: CustomerFieldsProps) => {
  const { t } = useTranslation("customers")
  return (
    <>
      {"email" in input && (
        <Field label={t("form.email")} hint={t("form.emailHint")} fault={faultOf("email")}>
          {(ids) => (
            <Input
              {...ids}
              type="email"
              autoComplete="off"
              value={input.email}
              onChange={(event) => onChange({ email: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={t("form.name")} fault={faultOf("name")}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            value={input.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("form.phone")} hint={t("form.phoneHint")} fault={faultOf("phone")}>
        {(ids) => (
          <Input
            {...ids}
            type="tel"
            autoComplete="off"
            value={input.phone}
            onChange={(event) => onChange({ phone: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("form.note")} hint={t("form.noteHint")} fault={faultOf("note")}>
        {(ids) => (
          <Textarea
            {...ids}
            rows={4}
            maxLength={5000}
            value={input.note}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
