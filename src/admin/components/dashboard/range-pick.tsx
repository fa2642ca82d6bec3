import { CalendarMini } from "@medusajs/icons"
import { Button, DatePicker, Label, Popover } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useChartFormats } from "../../hooks/use-chart-formats"
import type { Days } from "../../lib/dashboard-query"
import { daysOf, presetOf, PRESETS } from "../../lib/dashboard-query"

const toDay = (date: Date): string => {
  const pad = (part: number) => String(part).padStart(2, "0")
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

const toDate = (day: string): Date => new Date(`${day}T00:00:00`)

type RangePickProps = { days: Days; today: string; onChange: (days: Days) => void }

/** Which days the dashboard is about: by name, or from one day to another. */
export const RangePick = ({ days, today, onChange }: RangePickProps) => {
  const { t } = useTranslation("dashboard")
  const { days: said } = useChartFormats()
  const preset = presetOf(days, today)
  const pick = (from: string, to: string) =>
    onChange(from <= to ? { from, to } : { from, to: from })
  return (
    <Popover>
      <Popover.Trigger asChild>
        <Button size="small" variant="secondary" className="w-full sm:w-auto">
          <CalendarMini />
          {preset ? `${t(`preset.${preset}`)}: ${said(days)}` : said(days)}
        </Button>
      </Popover.Trigger>
      <Popover.Content align="end" collisionPadding={12} className="flex w-72 flex-col gap-y-3 p-3">
        <div className="grid grid-cols-2 gap-2">
          {PRESETS.map((name) => (
            <Button
              key={name}
              size="small"
              variant={name === preset ? "primary" : "secondary"}
              aria-pressed={name === preset}
              onClick={() => onChange(daysOf(name, today))}
            >
              {t(`preset.${name}`)}
            </Button>
          ))}
        </div>
        {(["from", "to"] as const).map((end) => (
          <div key={end} className="flex flex-col gap-y-1">
            <Label size="xsmall" weight="plus">
              {t(`range.${end}`)}
            </Label>
            <DatePicker
              aria-label={t(`range.${end}`)}
              size="small"
              value={toDate(days[end])}
              minValue={end === "to" ? toDate(days.from) : undefined}
              onChange={(date) => {
                if (date) {
                  pick(
                    end === "from" ? toDay(date) : days.from,
                    end === "to" ? toDay(date) : days.to
                  )
                }
              }}
            />
          </div>
        ))}
      </Popover.Content>
    </Popover>
  )
}
