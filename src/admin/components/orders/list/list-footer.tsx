import { ChevronLeftMini, ChevronRightMini } from "@medusajs/icons"
import { IconButton, Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { OrderQuery } from "../../../lib/order-query"
import { PAGE_SIZES } from "../../../lib/order-query"
import type { OrderListAnswer } from "../../../types/orders"

type ListFooterProps = {
  query: OrderQuery
  answer: OrderListAnswer
  onChange: (part: Partial<OrderQuery>) => void
}

export const ListFooter = ({ query, answer, onChange }: ListFooterProps) => {
  const { t } = useTranslation("orders")
  const { number } = useFormats()
  const { page, limit } = query
  const { count, count_is_estimate: estimated, orders } = answer
  const pages = Math.max(1, Math.ceil(count / limit))
  // An estimated total may be too small: a full page is reason enough to offer the next.
  const hasNext = page < pages || (estimated && orders.length === limit)
  const range = t(estimated ? "list.rangeEstimate" : "list.range", {
    from: number((page - 1) * limit + 1),
    to: number((page - 1) * limit + orders.length),
    total: number(count),
  })
  return (
    <div className="txt-compact-small text-ui-fg-subtle flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <span className="tabular-nums">{range}</span>
      <div className="flex items-center gap-x-4">
        <div className="flex items-center gap-x-2">
          <span className="hidden sm:inline">{t("list.pageSize")}</span>
          <Select
            size="small"
            value={String(limit)}
            onValueChange={(value) => onChange({ limit: Number(value) })}
          >
            <Select.Trigger aria-label={t("list.pageSize")} className="w-[68px]">
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {PAGE_SIZES.map((size) => (
                <Select.Item key={size} value={String(size)}>
                  {size}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
        <nav aria-label={t("list.page", { page })} className="flex items-center gap-x-1">
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("list.previous")}
            disabled={page <= 1}
            onClick={() => onChange({ page: page - 1 })}
          >
            <ChevronLeftMini className="rtl:rotate-180" />
          </IconButton>
          <span className="px-1 tabular-nums">
            {estimated
              ? t("list.page", { page: number(page) })
              : t("list.pageOf", { page: number(page), pages: number(pages) })}
          </span>
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("list.next")}
            disabled={!hasNext}
            onClick={() => onChange({ page: page + 1 })}
          >
            <ChevronRightMini className="rtl:rotate-180" />
          </IconButton>
        </nav>
      </div>
    </div>
  )
}
