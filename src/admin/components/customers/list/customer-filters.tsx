import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { CustomerQuery } from "../../../lib/customer-query"
import { CUSTOMER_SORTS, CUSTOMER_STATUSES } from "../../../types/customers"
import { DayRange } from "../../common/day-range"
import { FilterSelect } from "../../common/filter-select"
import { SearchInput } from "../../common/search-input"

type CustomerFiltersProps = {
  query: CustomerQuery
  onChange: (part: Partial<CustomerQuery>, options?: { replace: boolean }) => void
}

export const CustomerFilters = ({ query, onChange }: CustomerFiltersProps) => {
  const { t } = useTranslation("customers")
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3 md:px-6">
      <div className="min-w-0 flex-1 basis-56 max-sm:basis-full">
        <SearchInput
          label={t("list.search")}
          value={query.q}
          onSearch={(q) => onChange({ q }, { replace: true })}
        />
      </div>
      <FilterSelect
        label={t("list.status")}
        every={t("list.everyStatus")}
        value={query.status}
        choices={CUSTOMER_STATUSES.map((status) => ({
          value: status,
          label: t(`status.${status}`),
        }))}
        className="w-36 max-sm:flex-1"
        onChange={(value) =>
          onChange({ status: CUSTOMER_STATUSES.find((status) => status === value) ?? "" })
        }
      />
      <div className="max-sm:flex-1 lg:hidden">
        <Select
          size="small"
          value={query.sort}
          onValueChange={(value) => {
            const sort = CUSTOMER_SORTS.find((one) => one === value)
            if (sort) {
              onChange({ sort, descending: sort !== "name" })
            }
          }}
        >
          <Select.Trigger aria-label={t("list.sort")}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {CUSTOMER_SORTS.map((sort) => (
              <Select.Item key={sort} value={sort}>
                {t(`column.${sort}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      <DayRange
        labels={{ from: t("list.from"), to: t("list.to") }}
        from={query.from}
        to={query.to}
        onChange={onChange}
      />
    </div>
  )
}
