import { Button, DatePicker, Label } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { OrderQuery } from "../../../lib/order-query"

type Days = Pick<OrderQuery, "from" | "to">
type DateRangeProps = Days & { onChange: (days: Days) => void }

const toDay = (date: Date): string => {
  const pad = (part: number) => String(part).padStart(2, "0")
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

const toDate = (day: string): Date | null =>
  day ? new Date(day.includes("T") ? day : `${day}T00:00:00`) : null

const daysBack = (count: number): Days => {
  const date = new Date()
  date.setDate(date.getDate() - count + 1)
  return { from: toDay(date), to: "" }
}

const thisMonth = (): Days => ({ from: `${toDay(new Date()).slice(0, 8)}01`, to: "" })

export const DateRange = ({ from, to, onChange }: DateRangeProps) => {
  const { t } = useTranslation("orders")
  const presets: [string, () => Days][] = [
    [t("filter.today"), () => daysBack(1)],
    [t("filter.lastDays", { count: 7 }), () => daysBack(7)],
    [t("filter.lastDays", { count: 30 }), () => daysBack(30)],
    [t("filter.thisMonth"), thisMonth],
  ]
  return (
    <div className="flex flex-col gap-y-3">
      <div className="grid grid-cols-2 gap-2">
        {presets.map(([label, days]) => (
          <Button
            key={label}
            type="button"
            size="small"
            variant="secondary"
            className="whitespace-nowrap"
            onClick={() => onChange(days())}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className="flex flex-col gap-y-1">
        <Label size="xsmall" weight="plus">
          {t("filter.from")}
        </Label>
        <DatePicker
          aria-label={t("filter.from")}
          size="small"
          value={toDate(from)}
          maxValue={toDate(to) ?? undefined}
          onChange={(date) => onChange({ from: date ? toDay(date) : "", to })}
        />
      </div>
      <div className="flex flex-col gap-y-1">
        <Label size="xsmall" weight="plus">
          {t("filter.to")}
        </Label>
        <DatePicker
          aria-label={t("filter.to")}
          size="small"
          value={toDate(to)}
          minValue={toDate(from) ?? undefined}
          onChange={(date) => onChange({ from, to: date ? toDay(date) : "" })}
        />
      </div>
    </div>
  )
}
