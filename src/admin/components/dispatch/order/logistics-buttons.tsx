import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { DispatchDialogName } from "../../../hooks/use-dispatch-dialog"
import { useDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import { useDispatchWords } from "../../../hooks/use-dispatch-words"
import type { Logistics, OrderActionName } from "../../../types/dispatch"
import { ORDER_ACTIONS } from "../../../types/dispatch"
import { Unfold } from "../../payments/common/unfold"

/** Each number and parcel has the other buttons beside it. */
const BUTTONS = [
  "send_to_shipper",
  "add_tracking",
  "reship",
] as const satisfies readonly (OrderActionName & DispatchDialogName)[]

/** What can be done about the parcels; what cannot is named with its reason, as for payments. */
export const LogisticsButtons = ({ actions }: { actions: Logistics["actions"] }) => {
  const { t } = useTranslation("dispatch")
  const { ask } = useDispatchDialog()
  const words = useDispatchWords()
  const allowed = BUTTONS.filter((name) => actions[name]?.allowed)
  const refused = ORDER_ACTIONS.filter((name) => actions[name] && !actions[name].allowed)
  return (
    <div className="flex flex-col gap-y-4">
      {allowed.length > 0 && (
        <div role="group" aria-label={t("action.label")} className="flex flex-wrap gap-2">
          {allowed.map((name) => (
            <Button key={name} size="small" variant="secondary" onClick={() => ask(name)}>
              {t(`action.${name}`)}
            </Button>
          ))}
        </div>
      )}
      {refused.length > 0 && (
        <Unfold label={t("action.whyNot", { count: refused.length })}>
          <dl className="txt-compact-small text-ui-fg-subtle grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-2">
            {refused.map((name) => (
              <div key={name} className="contents">
                <dt aria-disabled="true">{t(`action.${name}`)}</dt>
                <dd className="mb-2 break-words sm:mb-0">{words.why(actions[name])}</dd>
              </div>
            ))}
          </dl>
        </Unfold>
      )}
    </div>
  )
}
