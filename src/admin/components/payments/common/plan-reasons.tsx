import { CheckMini, MinusMini } from "@medusajs/icons"
import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { usePaymentWords } from "../../../hooks/use-payment-words"
import type { PlanReason } from "../../../types/payments"

/** Every processor account that was looked at, in the order of the plan, and why (not). */
export const PlanReasons = ({ reasons }: { reasons: PlanReason[] }) => {
  const { t } = useTranslation("payments")
  const words = usePaymentWords()
  return (
    <ol className="flex flex-col gap-y-2">
      {reasons.map((reason, index) => (
        <li key={`${reason.account.id} ${index}`} className="flex items-start gap-x-2">
          <span
            className={clx(
              "mt-px shrink-0",
              reason.chosen ? "text-ui-tag-green-icon" : "text-ui-fg-muted"
            )}
            aria-hidden="true"
          >
            {reason.chosen ? <CheckMini /> : <MinusMini />}
          </span>
          <span className="txt-compact-small min-w-0 break-words">
            <span className="sr-only">{t(reason.chosen ? "plan.chosen" : "plan.leftOut")}: </span>
            <span className="text-ui-fg-base font-medium">
              {reason.account.name ?? reason.account.id}
            </span>{" "}
            <span className="text-ui-fg-subtle">{words.reason(reason)}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
