import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats, useNow } from "../../../hooks/use-formats"
import type { Shipment, ShipmentState } from "../../../types/dispatch"

const STEPS = ["planned", "handed_over", "shipped", "delivered"] as const
type Step = (typeof STEPS)[number]

/** How many steps of the road lie behind a parcel in this state. */
const REACHED: Record<ShipmentState, number> = {
  planned: 1,
  handing_over: 1,
  taken: 2,
  accepted: 2,
  rejected: 1,
  shipped: 3,
  delivered: 4,
  lost: 3,
  cancelled: 1,
}

const STOPPED: readonly ShipmentState[] = ["rejected", "lost", "cancelled"]

const momentOf = (shipment: Shipment, step: Step): string | null => {
  switch (step) {
    case "planned":
      return shipment.created_at
    case "handed_over":
      return shipment.handed_over_at
    case "shipped":
      return shipment.shipped_at
    default:
      return shipment.delivered_at
  }
}

/** The road of a parcel at a glance: what has been reached is filled, where it ended is red. */
export const ParcelRoad = ({ shipment }: { shipment: Shipment }) => {
  const { t } = useTranslation("dispatch")
  const { shortDate, exactTime } = useFormats()
  const now = useNow()
  const reached = REACHED[shipment.state]
  const stopped = STOPPED.includes(shipment.state)
  return (
    <ol aria-label={t("road.label")} className="grid grid-cols-4 gap-x-1.5">
      {STEPS.map((step, index) => {
        const done = index < reached
        const at = done ? momentOf(shipment, step) : null
        return (
          <li key={step} className="flex min-w-0 flex-col gap-y-1">
            <span
              aria-hidden="true"
              className={clx("h-1 rounded-full", {
                "bg-ui-tag-green-icon": done && !stopped,
                "bg-ui-tag-red-icon": done && stopped && shipment.state !== "cancelled",
                "bg-ui-fg-muted": done && shipment.state === "cancelled",
                "bg-ui-border-base": !done,
              })}
            />
            <span
              className={clx(
                "txt-compact-xsmall truncate",
                done ? "text-ui-fg-base" : "text-ui-fg-subtle"
              )}
            >
              {t(`road.${step}`)}
              {!done && <span className="sr-only">: {t("road.notYet")}</span>}
            </span>
            {at && (
              <time
                dateTime={at}
                title={exactTime(at)}
                className="txt-compact-xsmall text-ui-fg-subtle truncate tabular-nums"
              >
                {shortDate(at, now)}
              </time>
            )}
          </li>
        )
      })}
    </ol>
  )
}
