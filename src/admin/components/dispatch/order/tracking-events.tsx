import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useDispatchWords } from "../../../hooks/use-dispatch-words"
import { TRACKING_TAG_COLORS } from "../../../lib/dispatch-colors"
import type { TrackingEvent } from "../../../types/dispatch"
import { FullTime } from "../../orders/common/time"

const DOTS = {
  green: "bg-ui-tag-green-icon",
  red: "bg-ui-tag-red-icon",
  blue: "bg-ui-tag-blue-icon",
  orange: "bg-ui-tag-orange-icon",
  purple: "bg-ui-tag-purple-icon",
  grey: "bg-ui-fg-muted",
}

/** What the carrier has told of a parcel, the newest first. */
export const TrackingEvents = ({ events }: { events: TrackingEvent[] }) => {
  const { t } = useTranslation("dispatch")
  const words = useDispatchWords()
  return (
    <ol aria-label={t("events.label")} className="flex flex-col">
      {events.map((event, index) => (
        <li
          key={`${event.at} ${event.tag} ${index}`}
          className="relative flex gap-x-3 pb-4 last:pb-0"
        >
          {index < events.length - 1 && (
            <span
              aria-hidden="true"
              className="bg-ui-border-base absolute bottom-0 start-[3px] top-3 w-px"
            />
          )}
          <span
            aria-hidden="true"
            className={clx(
              "z-[1] mt-1.5 h-[7px] w-[7px] shrink-0 rounded-full",
              DOTS[TRACKING_TAG_COLORS[event.tag] ?? "grey"]
            )}
          />
          <div className="flex min-w-0 flex-col gap-y-0.5">
            <span className="txt-compact-small text-ui-fg-base break-words">
              {words.tag(event.tag)}
              {event.place && <span className="text-ui-fg-subtle"> · {event.place}</span>}
            </span>
            {event.words && (
              <span className="txt-compact-small text-ui-fg-subtle break-words">{event.words}</span>
            )}
            <span className="txt-compact-xsmall text-ui-fg-subtle">
              <FullTime at={event.at} />
            </span>
          </div>
        </li>
      ))}
    </ol>
  )
}
