import { useTranslation } from "react-i18next"

import type { OrderQuery } from "../../../lib/order-query"
import { NO_DAYS, PERIODS } from "../../../lib/order-query"
import { DateRange } from "../../common/date-range"

type DateFilterProps = {
  query: OrderQuery
  onChange: (part: Partial<OrderQuery>) => void
}

/** When the orders came in: in a period that moves with the calendar, or between two days. */
export const DateFilter = ({ query, onChange }: DateFilterProps) => {
  const { t } = useTranslation("orders")
  const { from, to } = query
  return (
    <DateRange
      from={from}
      to={to}
      named={PERIODS.map((period) => ({
        label: t(`filter.period.${period}`),
        isChosen: query.period === period,
        choose: () => onChange({ ...NO_DAYS, period: query.period === period ? "" : period }),
      }))}
      onChange={(days) => onChange({ ...days, period: "" })}
    />
  )
}
