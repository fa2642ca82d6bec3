import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { CustomerStatus } from "../../../types/customers"

const COLORS = { active: "green", blocked: "red", erased: "grey" } as const

export const CustomerStatusBadge = ({ status }: { status: CustomerStatus }) => {
  const { t } = useTranslation("customers")
  return (
    <StatusBadge color={COLORS[status]} className="whitespace-nowrap">
      {t(`status.${status}`)}
    </StatusBadge>
  )
}
