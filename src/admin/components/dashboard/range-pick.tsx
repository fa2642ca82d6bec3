import { CalendarMini } from "@medusajs/icons"
import { Button, Popover } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useChartFormats } from "../../hooks/use-chart-formats"
import type { Days } from "../../lib/dashboard-query"
import { daysOf, presetOf, PRESETS } from "../../lib/dashboard-query"
import { DateRange } from "../common/date-range"

type RangePickProps = { days: Days; today: string; onChange: (days: Days) => void }

/** Which days the dashboard is about: by name, or from one day to another. */
export const RangePick = ({ days, today, onChange }: RangePickProps) => {
  const { t } = useTranslation("dashboard")
  const { days: said } = useChartFormats()
  const preset = presetOf(days, today)
  return (
    <Popover>
      <Popover.Trigger asChild>
        <Button size="small" variant="secondary" className="w-full sm:w-auto">
          <CalendarMini />
          {preset ? `${t(`preset.${preset}`)}: ${said(days)}` : said(days)}
        </Button>
      </Popover.Trigger>
      <Popover.Content align="end" collisionPadding={12} className="w-72 p-3">
        <DateRange
          {...days}
          named={PRESETS.map((name) => ({
            label: t(`preset.${name}`),
            isChosen: name === preset,
            choose: () => onChange(daysOf(name, today)),
          }))}
          onChange={(chosen) => {
            // The figures are of a range with both its ends: a day that is wiped out is typed anew.
            if (chosen.from && chosen.to) {
              onChange(chosen)
            }
          }}
        />
      </Popover.Content>
    </Popover>
  )
}
