import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { DEFAULT_ORDER } from "../../../lib/order-query"

const OPTIONS = [DEFAULT_ORDER, "created_at", "-total_usd", "total_usd", "customer_name", "status"]

type SortSelectProps = { order: string; onSort: (order: string) => void }

/** Cards have no headers to click: the order is chosen here. */
export const SortSelect = ({ order, onSort }: SortSelectProps) => {
  const { t } = useTranslation("orders")
  return (
    <Select size="small" value={OPTIONS.includes(order) ? order : undefined} onValueChange={onSort}>
      <Select.Trigger aria-label={t("list.sort")} className="min-w-0">
        <Select.Value placeholder={t("list.sort")} />
      </Select.Trigger>
      <Select.Content>
        {OPTIONS.map((option) => (
          <Select.Item key={option} value={option}>
            {t(`list.sortOption.${option}`)}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
