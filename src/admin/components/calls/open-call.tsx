import { useTranslation } from "react-i18next"

import { useFormats } from "../../hooks/use-formats"
import type { OpenCall as Call } from "../../types/calls"

/** Why an order is to be called about, since when, how often it was tried, and who does. */
export const OpenCall = ({ call }: { call: Call }) => {
  const { t } = useTranslation("calls")
  const { dateTime } = useFormats()
  return (
    <p className="txt-compact-small text-ui-fg-base flex flex-wrap gap-x-2 gap-y-1">
      <span>{t(`reason.${call.reason}`, { defaultValue: call.why })}</span>
      <span className="text-ui-fg-subtle">
        {t("queue.due", { when: dateTime(call.due_at) })}
        {call.attempts > 0 && ` · ${t("attempts", { count: call.attempts })}`}
        {call.held && ` · ${t("queue.held", { name: call.held.by ?? "–" })}`}
      </span>
    </p>
  )
}
