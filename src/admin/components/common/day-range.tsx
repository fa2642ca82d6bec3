import { Input } from "@medusajs/ui"

const ENDS = ["from", "to"] as const

type DayRangeProps = {
  labels: Record<(typeof ENDS)[number], string>
  from: string
  to: string
  onChange: (part: { from: string } | { to: string }) => void
}

/** From which day to which, side by side. */
export const DayRange = ({ labels, from, to, onChange }: DayRangeProps) => {
  const days = { from, to }
  return (
    <div className="flex items-center gap-x-2 max-sm:w-full">
      {ENDS.map((end) => (
        <div key={end} className="max-sm:flex-1">
          <Input
            size="small"
            type="date"
            aria-label={labels[end]}
            title={labels[end]}
            value={days[end]}
            onChange={({ target }) =>
              onChange(end === "from" ? { from: target.value } : { to: target.value })
            }
          />
        </div>
      ))}
    </div>
  )
}
