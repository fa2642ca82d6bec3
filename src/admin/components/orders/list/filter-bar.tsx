import { ChevronDownMini } from "@medusajs/icons"
import { Button, Popover } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

import type { OrderQuery } from "../../../lib/order-query"
import { hasDays } from "../../../lib/order-query"
import { DateFilter } from "./date-filter"
import type { FilterChoices } from "./filter-choices"
import { offeredFilters } from "./filter-choices"
import { FilterOptions } from "./filter-options"

export type FilterBarProps = {
  query: OrderQuery
  choices: FilterChoices
  onChange: (part: Partial<OrderQuery>) => void
}

type FilterButtonProps = { label: string; count: number; children: ReactNode }

const FilterButton = ({ label, count, children }: FilterButtonProps) => (
  <Popover>
    <Popover.Trigger asChild>
      <Button size="small" variant="secondary" className="gap-x-1 whitespace-nowrap">
        {label}
        {count > 0 && <span className="text-ui-tag-blue-text tabular-nums">{count}</span>}
        <ChevronDownMini className="text-ui-fg-muted" />
      </Button>
    </Popover.Trigger>
    <Popover.Content align="end" collisionPadding={12} className="w-64 p-2">
      {children}
    </Popover.Content>
  </Popover>
)

/** One button per filter, on screens wide enough for them. */
export const FilterBar = ({ query, choices, onChange }: FilterBarProps) => {
  const { t } = useTranslation("orders")
  return (
    <div className="hidden flex-wrap items-center gap-2 lg:flex">
      {offeredFilters(query, choices).map((name) => (
        <FilterButton key={name} label={t(`filter.${name}`)} count={query[name].length}>
          <FilterOptions
            label={t(`filter.${name}`)}
            choices={choices[name]}
            chosen={query[name]}
            onChange={(chosen) => onChange({ [name]: chosen })}
          />
        </FilterButton>
      ))}
      <FilterButton label={t("filter.date")} count={hasDays(query) ? 1 : 0}>
        <DateFilter query={query} onChange={onChange} />
      </FilterButton>
    </div>
  )
}
