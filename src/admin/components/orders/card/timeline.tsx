import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useEventText } from "../../../hooks/use-event-text"
import type { OrderEvent, OrderStatus } from "../../../types/orders"
import { FullTime } from "../common/time"
import { EventIcon } from "./event-icon"

/** The road of an order that goes well; what follows the present status is shown as not reached. */
const ROAD: OrderStatus[] = ["pending", "approved", "packed", "shipped", "delivered"]

const stepsAhead = (status: OrderStatus): OrderStatus[] => {
  const here = ROAD.indexOf(status === "reshipped" ? "shipped" : status)
  return here < 0 ? [] : ROAD.slice(here + 1)
}

const Rail = ({ last }: { last: boolean }) =>
  last ? null : (
    <span
      aria-hidden="true"
      className="bg-ui-border-base absolute bottom-0 start-3.5 top-7 w-px -translate-x-1/2"
    />
  )

const TimelineStep = ({ event, last }: { event: OrderEvent; last: boolean }) => {
  const { t } = useTranslation("orders")
  const text = useEventText()
  const actor = event.actor.name ?? t(`history.actorType.${event.actor.type}`)
  return (
    <li className={clx("relative flex gap-x-3", { "pb-5": !last })}>
      <Rail last={last} />
      <EventIcon event={event} />
      <div className="flex min-w-0 flex-1 flex-col gap-y-0.5 pt-1">
        <span className="txt-compact-small-plus text-ui-fg-base break-words">{text(event)}</span>
        <span className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5">
          <span className="break-words">{actor}</span>
          <span aria-hidden="true">·</span>
          <FullTime at={event.at} />
        </span>
        {event.before && event.after && (
          <p className="txt-compact-small text-ui-fg-subtle mt-1 break-words">
            <del>{event.before}</del> <ins className="no-underline">→ {event.after}</ins>
          </p>
        )}
        {event.note && (
          <p className="txt-small text-ui-fg-base bg-ui-bg-subtle border-ui-border-base mt-1.5 whitespace-pre-wrap break-words rounded-md border px-3 py-2">
            {event.note}
          </p>
        )}
      </div>
    </li>
  )
}

const StepsAhead = ({ statuses }: { statuses: OrderStatus[] }) => {
  const { t } = useTranslation("orders")
  return (
    <ol aria-label={t("history.notReachedLabel")}>
      {statuses.map((status, index) => {
        const last = index === statuses.length - 1
        return (
          <li key={status} className={clx("relative flex gap-x-3", { "pb-4": !last })}>
            <Rail last={last} />
            <span
              aria-hidden="true"
              className="bg-ui-bg-base border-ui-border-strong z-[1] h-7 w-7 shrink-0 rounded-full border border-dashed"
            />
            <span className="txt-compact-small text-ui-fg-subtle pt-1.5">
              {t(`status.${status}`)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

type TimelineProps = { events: OrderEvent[]; status: OrderStatus; newestFirst: boolean }

export const Timeline = ({ events, status, newestFirst }: TimelineProps) => {
  const sorted = [...events].sort((one, other) => one.at.localeCompare(other.at))
  const shown = newestFirst ? sorted.reverse() : sorted
  const ahead = newestFirst ? [] : stepsAhead(status)
  return (
    <div className="isolate">
      <ol>
        {shown.map((event, index) => (
          <TimelineStep
            key={event.id}
            event={event}
            last={index === shown.length - 1 && ahead.length === 0}
          />
        ))}
      </ol>
      {ahead.length > 0 && <StepsAhead statuses={ahead} />}
    </div>
  )
}
