import { useTranslation } from "react-i18next"

import { useFormats } from "../../hooks/use-formats"
import type { OrderCalls } from "../../types/calls"
import { FullTime } from "../orders/common/time"

/** The last calls about an order, the newest first; all of them are in its history. */
export const MadeCalls = ({ calls }: { calls: OrderCalls }) => {
  const { t } = useTranslation("calls")
  const { dateTime } = useFormats()
  if (calls.made.length === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-2">
      <h3 className="txt-compact-small-plus text-ui-fg-base">
        {t("made.title", { count: calls.count })}
      </h3>
      <ol className="flex flex-col gap-y-2">
        {calls.made.map((call) => (
          <li key={call.id} className="txt-compact-small flex flex-col gap-y-0.5">
            <span className="text-ui-fg-base">
              {call.number}. {t(`result.${call.result}`)}
              {call.next_call_at && (
                <span className="text-ui-fg-subtle">
                  {" "}
                  · {t("made.next", { when: dateTime(call.next_call_at) })}
                </span>
              )}
            </span>
            <span className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5">
              {call.by && <span>{call.by} ·</span>}
              <FullTime at={call.at} />
            </span>
            {call.note && (
              <q className="text-ui-fg-subtle whitespace-pre-wrap break-words">{call.note}</q>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
