import { clx } from "@medusajs/ui"

import { useFormats } from "../../../hooks/use-formats"

export type FigureOf = { label: string; value: number; tone?: "good" | "bad" }

/** Counts side by side: the number large, its name above it. */
export const Figures = ({ figures }: { figures: FigureOf[] }) => {
  const { number } = useFormats()
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {figures.map(({ label, value, tone }) => (
        <div key={label} className="flex flex-col">
          <dt className="txt-compact-xsmall text-ui-fg-subtle">{label}</dt>
          <dd
            className={clx("txt-compact-medium-plus tabular-nums", {
              "text-ui-fg-base": !tone || value === 0,
              "text-ui-tag-green-text": tone === "good" && value > 0,
              "text-ui-tag-red-text": tone === "bad" && value > 0,
            })}
          >
            {number(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
