import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { generatePassword } from "../../lib/generate-password"
import { Field } from "../common/field"
import { PasswordInput } from "../sign-in/password-input"

type NewPasswordProps = { value: string; fault?: string; onChange: (password: string) => void }

export const NewPassword = ({ value, fault, onChange }: NewPasswordProps) => {
  const { t } = useTranslation("staff")
  return (
    <Field label={t("form.password")} hint={t("form.passwordRule")} fault={fault}>
      {(ids) => (
        <div className="flex gap-x-2">
          <div className="flex-1">
            <PasswordInput
              {...ids}
              value={value}
              autoComplete="new-password"
              onChange={(event) => onChange(event.target.value)}
            />
          </div>
          <Button type="button" variant="secondary" onClick={() => onChange(generatePassword())}>
            {t("form.generate")}
          </Button>
        </div>
      )}
    </Field>
  )
}
