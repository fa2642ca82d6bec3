import { Button, DatePicker, Label } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

/** Days, `YYYY-MM-DD`, both included; or an exact moment where a figure has opened the list. */
type Days = { from: string; to: string }

type NamedRange = { label: string; isChosen: boolean; choose: () => void }

type DateRangeProps = Days & {
  /** Ranges that are chosen by name. */
  named: NamedRange[]
  onChange: (days: Days) => void
}

const toDay = (date: Date): string => {
  const pad = (part: number) => String(part).padStart(2, "0")
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

const toDate = (day: string): Date | null =>
  day ? new Date(day.includes("T") ? day : `${day}T00:00:00`) : null

/**
 * A range of days: by its name, or from one day to another, each end open until it is chosen. A
 * beginning after the end takes the end along.
 */
export const DateRange = ({ from, to, named, onChange }: DateRangeProps) => {
  const { t } = useTranslation("orders")
  const change = (end: keyof Days, day: string) => {
    const days = { from, to, [end]: day }
    const isTurned = days.from !== "" && days.to !== "" && days.from > days.to
    onChange(isTurned ? { from: day, to: day } : days)
  }
  return (
    <div className="flex flex-col gap-y-3">
      <div className="grid grid-cols-2 gap-2">
        {named.map(({ label, isChosen, choose }) => (
          <Button
            key={label}
            type="button"
            size="small"
            variant={isChosen ? "primary" : "secondary"}
            aria-pressed={isChosen}
            className="w-full whitespace-nowrap"
            onClick={choose}
          >
            {label}
          </Button>
        ))}
      </div>
      {(["from", "to"] as const).map((end) => (
        <div key={end} className="flex flex-col gap-y-1">
          <Label size="xsmall" weight="plus">
            {t(`filter.${end}`)}
          </Label>
          <DatePicker
            aria-label={t(`filter.${end}`)}
            size="small"
            value={toDate(end === "from" ? from : to)}
            minValue={end === "to" ? (toDate(from) ?? undefined) : undefined}
            onChange={(date) => change(end, date ? toDay(date) : "")}
          />
        </div>
      ))}
    </div>
  )
}
