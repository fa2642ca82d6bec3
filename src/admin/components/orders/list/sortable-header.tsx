import { ArrowDownMini, ArrowUpMini } from "@medusajs/icons"
import { clx, Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { SortKey } from "../../../lib/order-query"

type SortableHeaderProps = {
  name: SortKey
  order: string
  className?: string
  alignRight?: boolean
  onSort: (order: string) => void
}

const DESCENDING_FIRST: SortKey[] = ["created_at", "total_usd", "display_id"]

const nextOrder = (name: SortKey, order: string): string => {
  if (order === name) {
    return `-${name}`
  }
  if (order === `-${name}`) {
    return name
  }
  return DESCENDING_FIRST.includes(name) ? `-${name}` : name
}

export const SortableHeader = (props: SortableHeaderProps) => {
  const { name, order, className, alignRight, onSort } = props
  const { t } = useTranslation("orders")
  const sorted = order === name ? "ascending" : order === `-${name}` ? "descending" : undefined
  const Arrow = sorted === "ascending" ? ArrowUpMini : ArrowDownMini
  return (
    <Table.HeaderCell aria-sort={sorted ?? "none"} className={className}>
      <button
        type="button"
        onClick={() => onSort(nextOrder(name, order))}
        className={clx(
          "hover:text-ui-fg-base focus-visible:shadow-borders-focus group relative block max-w-full rounded outline-none",
          { "text-ui-fg-base": sorted, "ms-auto": alignRight }
        )}
      >
        <span className="block truncate">{t(`column.${name}`)}</span>
        <Arrow
          aria-hidden="true"
          className={clx("absolute top-1/2 -translate-y-1/2", {
            "start-full": !alignRight,
            "end-full": alignRight,
            "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60": !sorted,
          })}
        />
      </button>
    </Table.HeaderCell>
  )
}
