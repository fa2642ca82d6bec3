import { XMarkMini } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { FigureConditions, OrderQuery } from "../../../lib/order-query"
import { hasConditions, LIST_FILTERS, NO_FIGURE } from "../../../lib/order-query"
import type { FilterChoices } from "./filter-choices"

type FilterChipsProps = {
  query: OrderQuery
  choices: FilterChoices
  onChange: (part: Partial<OrderQuery>) => void
  onClear: () => void
}

type Chip = { key: string; text: string; without: Partial<OrderQuery> }

/** A figure of the dashboard says exactly from when to when; people say days. */
const isMoment = (text: string): boolean => text.includes("T")

/** What a figure of the dashboard has narrowed the list down to. */
const useFigureChips = () => {
  const { t } = useTranslation("orders")
  const { dateTime } = useFormats()
  return (figure: FigureConditions): Chip[] => {
    const chips: Chip[] = []
    if (figure.sales) {
      const text = t(`filter.sales.${figure.sales}`, { defaultValue: figure.sales })
      chips.push({ key: "sales", text, without: { figure: { ...figure, sales: "" } } })
    }
    if (figure.device) {
      const device = t(`devices.${figure.device}`, { ns: "dashboard", defaultValue: figure.device })
      const text = t("filter.device", { device })
      chips.push({ key: "device", text, without: { figure: { ...figure, device: "" } } })
    }
    if (figure.fact) {
      const { fact, fact_from, fact_to } = figure
      const parts = [
        t(`filter.fact.${fact}`, { defaultValue: fact }),
        fact_from && t("filter.fromChip", { date: dateTime(fact_from) }),
        fact_to && t("filter.beforeChip", { date: dateTime(fact_to) }),
      ]
      const { sales, device } = figure
      const without = { figure: { ...NO_FIGURE, sales, device } }
      chips.push({ key: "fact", text: parts.filter(Boolean).join(" · "), without })
    }
    return chips
  }
}

const useChips = (query: OrderQuery, choices: FilterChoices): Chip[] => {
  const { t } = useTranslation("orders")
  const { day, dateTime } = useFormats()
  const figureChips = useFigureChips()
  const dateOf = (text: string) => (isMoment(text) ? dateTime(text) : day(text))
  const chips: Chip[] = []
  if (query.q) {
    chips.push({ key: "q", text: t("filter.query", { value: query.q }), without: { q: "" } })
  }
  for (const name of LIST_FILTERS) {
    for (const value of query[name]) {
      const label = choices[name].find((choice) => choice.value === value)?.label ?? value
      chips.push({
        key: `${name}-${value}`,
        text: `${t(`filter.${name}`)}: ${label}`,
        without: { [name]: query[name].filter((entry) => entry !== value) },
      })
    }
  }
  chips.push(...figureChips(query.figure))
  if (query.period) {
    const text = t(`filter.period.${query.period}`)
    chips.push({ key: "period", text, without: { period: "" } })
  }
  if (query.from) {
    const text = t("filter.fromChip", { date: dateOf(query.from) })
    chips.push({ key: "from", text, without: { from: "" } })
  }
  if (query.to) {
    const text = t(isMoment(query.to) ? "filter.beforeChip" : "filter.toChip", {
      date: dateOf(query.to),
    })
    chips.push({ key: "to", text, without: { to: "" } })
  }
  return chips
}

export const FilterChips = ({ query, choices, onChange, onClear }: FilterChipsProps) => {
  const { t } = useTranslation("orders")
  const chips = useChips(query, choices)
  if (!hasConditions(query)) {
    return null
  }
  return (
    <ul aria-label={t("filter.active")} className="flex flex-wrap items-center gap-2 px-4 pb-3">
      {chips.map(({ key, text, without }) => (
        <li
          key={key}
          className="bg-ui-bg-component shadow-borders-base txt-compact-small-plus text-ui-fg-subtle flex h-7 max-w-full items-center rounded-md ps-2"
        >
          <span className="truncate">{text}</span>
          <button
            type="button"
            aria-label={t("filter.remove", { name: text })}
            onClick={() => onChange(without)}
            className="text-ui-fg-subtle hover:text-ui-fg-subtle focus-visible:shadow-borders-focus flex h-7 w-7 shrink-0 items-center justify-center rounded-md outline-none"
          >
            <XMarkMini />
          </button>
        </li>
      ))}
      <li>
        <Button size="small" variant="transparent" onClick={onClear}>
          {t("filter.clear")}
        </Button>
      </li>
    </ul>
  )
}
