import { Input, Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { CustomerQuery } from "../../../lib/customer-query"
import { CUSTOMER_SORTS, CUSTOMER_STATUSES } from "../../../types/customers"
import { SearchInput } from "../../common/search-input"

/** A select has no empty value: this one stands for all. */
const ALL = "all"

type CustomerFiltersProps = {
  query: CustomerQuery
  onChange: (part: Partial<CustomerQuery>, options?: { replace: boolean }) => void
}

export const CustomerFilters = ({ query, onChange }: CustomerFiltersProps) => {
  const { t } = useTranslation("customers")
  const days = ["from", "to"] as const
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3 md:px-6">
      <div className="min-w-0 flex-1 basis-56 max-sm:basis-full">
        <SearchInput
          label={t("list.search")}
          value={query.q}
          onSearch={(q) => onChange({ q }, { replace: true })}
        />
      </div>
      <Select
        size="small"
        value={query.status || ALL}
        onValueChange={(value) =>
          onChange({ status: CUSTOMER_STATUSES.find((status) => status === value) ?? "" })
        }
      >
        <Select.Trigger aria-label={t("list.status")} className="w-36 max-sm:flex-1">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          <Select.Item value={ALL}>{t("list.everyStatus")}</Select.Item>
          {CUSTOMER_STATUSES.map((status) => (
            <Select.Item key={status} value={status}>
              {t(`status.${status}`)}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
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
      <div className="flex items-center gap-x-2 max-sm:w-full">
        {days.map((day) => (
          <div key={day} className="max-sm:flex-1">
            <Input
              size="small"
              type="date"
              aria-label={t(`list.${day}`)}
              title={t(`list.${day}`)}
              value={query[day]}
              onChange={(event) => onChange({ [day]: event.target.value })}
            />
          </div>
        ))}
      </div>
    </div>
  )
}
