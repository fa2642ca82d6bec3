import { clx } from "@medusajs/ui"

import { useFormats, useNow } from "../../../hooks/use-formats"

type TimeProps = { at: string; className?: string }

/** "5 min. ago"; the exact moment is in the tooltip. */
export const RelativeTime = ({ at, className }: TimeProps) => {
  const now = useNow()
  const { relative, exactTime } = useFormats()
  return (
    <time dateTime={at} title={exactTime(at)} className={className}>
      {relative(at, now)}
    </time>
  )
}

/** "22 Nov 2025, 10:12", and how long ago that was. */
export const FullTime = ({ at, className }: TimeProps) => {
  const now = useNow()
  const { dateTime, relative, exactTime } = useFormats()
  return (
    <time
      dateTime={at}
      title={exactTime(at)}
      className={clx("whitespace-nowrap tabular-nums", className)}
    >
      {dateTime(at)} <span className="text-ui-fg-subtle">· {relative(at, now)}</span>
    </time>
  )
}

/** Two short lines for a narrow column. */
export const StackedTime = ({ at }: TimeProps) => {
  const now = useNow()
  const { shortDate, relative, exactTime } = useFormats()
  return (
    <time dateTime={at} title={exactTime(at)} className="block whitespace-nowrap tabular-nums">
      <span className="text-ui-fg-base block">{shortDate(at, now)}</span>
      <span className="text-ui-fg-subtle txt-compact-xsmall block">{relative(at, now)}</span>
    </time>
  )
}
