import type { ReactNode } from "react"

/** Colours that Medusa keeps legible in light and in dark. */
export const COLORS = {
  green: "var(--tag-green-icon)",
  orange: "var(--tag-orange-icon)",
  red: "var(--tag-red-icon)",
  blue: "var(--tag-blue-icon)",
  purple: "var(--tag-purple-icon)",
  grey: "var(--tag-neutral-icon)",
} as const

export const AXIS = {
  stroke: "var(--border-strong)",
  tick: { fill: "var(--fg-subtle)", fontSize: 11 },
  tickLine: false,
}

export const GRID = { stroke: "var(--border-base)", vertical: false }

/** The box at the pointer, as the rest of the pages looks. */
export const TOOLTIP = {
  contentStyle: {
    background: "var(--bg-component)",
    border: "1px solid var(--border-base)",
    borderRadius: 8,
    color: "var(--fg-base)",
    fontSize: 12,
  },
  labelStyle: { color: "var(--fg-base)", fontWeight: 500 },
  cursor: { fill: "var(--bg-base-hover)" },
  isAnimationActive: false,
} as const

type ChartFrameProps = { label: string; children: ReactNode }

/** A chart is a picture to a screen reader; the table below it has its figures. */
export const ChartFrame = ({ label, children }: ChartFrameProps) => (
  <div role="img" aria-label={label} className="h-64 w-full min-w-0">
    {children}
  </div>
)

/** What the colours mean. */
export const Legend = ({ items }: { items: { name: string; color: string }[] }) => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1">
    {items.map(({ name, color }) => (
      <li key={name} className="txt-compact-xsmall text-ui-fg-subtle flex items-center gap-x-1.5">
        <span aria-hidden="true" className="h-2.5 w-2.5 rounded-sm" style={{ background: color }} />
        {name}
      </li>
    ))}
  </ul>
)
