import { Container, Heading, Text, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useChangeStaffRules, useStaffRules } from "../../hooks/api/access"
import { useErrorText } from "../../hooks/use-error-text"
import { STAFF_ROLES } from "../../types/staff"
import { SwitchField } from "../common/switch-field"

/** Of which roles a second factor is demanded. */
export const FactorRules = () => {
  const { t } = useTranslation("staff")
  const { data } = useStaffRules()
  const change = useChangeStaffRules()
  const errorText = useErrorText()
  if (!data) {
    return null
  }
  const demanded = data.second_factor_roles
  return (
    <Container className="flex flex-col gap-y-4 px-6 py-4">
      <div>
        <Heading level="h2">{t("factor.rules")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("factor.rulesText")}
        </Text>
      </div>
      {STAFF_ROLES.map((role) => (
        <SwitchField
          key={role}
          label={t(`role.${role}`)}
          checked={demanded.includes(role)}
          onChange={(on) =>
            change.mutate(
              STAFF_ROLES.filter((one) => (one === role ? on : demanded.includes(one))),
              {
                onSuccess: () => toast.success(t("toast.saved")),
                onError: (error) => toast.error(errorText(error)),
              }
            )
          }
        />
      ))}
    </Container>
  )
}
