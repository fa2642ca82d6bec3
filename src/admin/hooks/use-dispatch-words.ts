import { useTranslation } from "react-i18next"

import type { DispatchAction, ShipmentState, TrackingTag } from "../types/dispatch"

/** What dispatch is called, in the reader's language; the server's own words where there is no text. */
export const useDispatchWords = () => {
  const { t } = useTranslation("dispatch")
  return {
    state: (state: ShipmentState | string): string =>
      t(`state.${state}`, { defaultValue: state.replaceAll("_", " ") }),
    tag: (tag: TrackingTag | string): string =>
      t(`tag.${tag}`, { defaultValue: tag.replaceAll("_", " ") }),
    /** Why a parcel is sent once more. */
    reason: (reason: string): string => t(`reshipReason.${reason}`, { defaultValue: reason }),
    /** Where a tracking number comes from. */
    source: (source: string): string => t(`source.${source}`, { defaultValue: source }),
    /** Why an action is not possible now. */
    why: ({ allowed, why, because }: DispatchAction): string | null =>
      allowed ? null : t(`why.${because ?? ""}`, { defaultValue: why ?? t("why.unknown") }),
  }
}
