import { useMemo } from "react"
import { useTranslation } from "react-i18next"

import { useOrderFilters } from "../../../hooks/api/orders"
import { useFormats } from "../../../hooks/use-formats"
import type { ListFilter, OrderQuery } from "../../../lib/order-query"
import { LIST_FILTERS } from "../../../lib/order-query"

export type Choice = { value: string; label: string }
export type FilterChoices = Record<ListFilter, Choice[]>

/** Filters that few need: they stand there only where there is something to choose, or chosen. */
const SELDOM: readonly ListFilter[] = ["tag", "responsible_id"]

/** The filters that the page offers now. */
export const offeredFilters = (query: OrderQuery, choices: FilterChoices): ListFilter[] =>
  LIST_FILTERS.filter(
    (name) => !SELDOM.includes(name) || choices[name].length > 0 || query[name].length > 0
  )

/** Every filter's values with the words a person reads for them. */
export const useFilterChoices = (): FilterChoices => {
  const { data } = useOrderFilters()
  const { t } = useTranslation("orders")
  const { country } = useFormats()
  return useMemo(() => {
    const named = (values: string[] | undefined, label: (value: string) => string) =>
      (values ?? []).map((value) => ({ value, label: label(value) }))
    return {
      status: named(data?.statuses, (value) => t(`status.${value}`)),
      call_center_status: named(data?.call_center_statuses, (value) =>
        t(`callCenterStatus.${value}`)
      ),
      shop_id: (data?.shops ?? []).map((shop) => ({ value: shop.id, label: shop.name })),
      country: named(data?.countries, country).sort((one, other) =>
        one.label.localeCompare(other.label)
      ),
      payment_method: named(data?.payment_methods, (value) =>
        t(`method.${value}`, { defaultValue: value })
      ),
      tag: named(data?.tags, (value) => value),
      responsible_id: (data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
    }
  }, [data, t, country])
}
