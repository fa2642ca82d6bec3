import { Badge, StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useDispatchWords } from "../../../hooks/use-dispatch-words"
import {
  NUMBER_CHECK_COLORS,
  SHIPMENT_STATE_COLORS,
  TRACKING_TAG_COLORS,
} from "../../../lib/dispatch-colors"
import type { NumberCheck, ReshipReason, ShipmentState, TrackingTag } from "../../../types/dispatch"

export const ShipmentStateBadge = ({ state }: { state: ShipmentState }) => {
  const words = useDispatchWords()
  return (
    <StatusBadge color={SHIPMENT_STATE_COLORS[state] ?? "grey"} className="whitespace-nowrap">
      {words.state(state)}
    </StatusBadge>
  )
}

export const TrackingTagBadge = ({ tag }: { tag: TrackingTag }) => {
  const words = useDispatchWords()
  return (
    <Badge size="2xsmall" color={TRACKING_TAG_COLORS[tag] ?? "grey"} className="whitespace-nowrap">
      {words.tag(tag)}
    </Badge>
  )
}

/** Only what is out of the ordinary is said: a number that fits needs no badge. */
export const NumberCheckBadge = ({ check }: { check: NumberCheck }) => {
  const { t } = useTranslation("dispatch")
  return check === "checked" ? null : (
    <Badge size="2xsmall" color={NUMBER_CHECK_COLORS[check]} title={t(`checkText.${check}`)}>
      {t(`check.${check}`)}
    </Badge>
  )
}

type ParcelKindProps = { kind: string | null; reason?: ReshipReason | null; insured: boolean }

/** What makes a parcel another than most: it replaces one, or it is insured. */
export const ParcelKindBadges = ({ kind, reason, insured }: ParcelKindProps) => {
  const { t } = useTranslation("dispatch")
  const words = useDispatchWords()
  return (
    <>
      {kind === "reship" && (
        <Badge size="2xsmall" color="purple">
          {reason ? t("parcel.reshipped", { reason: words.reason(reason) }) : t("parcel.reship")}
        </Badge>
      )}
      {insured && (
        <Badge size="2xsmall" color="blue">
          {t("parcel.insured")}
        </Badge>
      )}
    </>
  )
}
