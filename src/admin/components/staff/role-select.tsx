import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { StaffRole } from "../../types/staff"
import { STAFF_ROLES } from "../../types/staff"

type RoleSelectProps = { id: string; value: StaffRole; onChange: (role: StaffRole) => void }

export const RoleSelect = ({ id, value, onChange }: RoleSelectProps) => {
  const { t } = useTranslation("staff")
  return (
    <Select
      value={value}
      onValueChange={(chosen) => {
        const role = STAFF_ROLES.find((one) => one === chosen)
        if (role) {
          onChange(role)
        }
      }}
    >
      <Select.Trigger id={id}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {STAFF_ROLES.map((role) => (
          <Select.Item key={role} value={role}>
            {t(`role.${role}`)}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
