import { Clock } from "@medusajs/icons"
import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../hooks/use-formats"
import type { LocalTime } from "../../types/calls"

const placeOf = (zone: string): string => zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone

/** What time it is where the customer is, and whether one may call there now. */
export const LocalClock = ({ local, country }: { local: LocalTime; country?: string }) => {
  const { t } = useTranslation("calls")
  const { country: nameOf, dateTime } = useFormats()
  const first = local.times[0] ?? ""
  const last = local.times.at(-1) ?? ""
  const time = first === last ? first : `${first}–${last}`
  const place = local.is_guess && country ? nameOf(country) : placeOf(local.zones[0] ?? "")
  return (
    <span
      className={clx("txt-compact-small inline-flex flex-wrap items-center gap-x-1.5", {
        "text-ui-fg-subtle": local.is_call_time,
        "text-ui-tag-orange-text": !local.is_call_time,
      })}
    >
      <Clock aria-hidden="true" className="shrink-0" />
      <span className="tabular-nums">
        {t(local.is_guess ? "local.guess" : "local.time", { time, place })}
      </span>
      {!local.is_call_time && local.opens_at && (
        <span>{t("local.closed", { when: dateTime(local.opens_at) })}</span>
      )}
    </span>
  )
}
