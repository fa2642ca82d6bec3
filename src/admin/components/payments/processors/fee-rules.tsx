import { Badge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { isZero } from "../../../lib/amounts"
import type { FeeRule } from "../../../types/payments"
import { useFeeText } from "./use-fee-text"

type FeeRulesProps = { rules: FeeRule[]; current: string | null }

/** What an account costs and has cost, the latest first. */
export const FeeRules = ({ rules, current }: FeeRulesProps) => {
  const { t } = useTranslation("payments")
  const { money, day } = useFormats()
  const feeText = useFeeText()
  const latestFirst = [...rules].sort((one, other) =>
    other.valid_from.localeCompare(one.valid_from)
  )
  return (
    <ul className="border-ui-border-base divide-ui-border-base divide-y rounded-md border">
      {latestFirst.map((rule) => (
        <li key={rule.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
          <span className="txt-compact-small text-ui-fg-subtle w-32 tabular-nums">
            {t("fees.from", { day: day(rule.valid_from) })}
          </span>
          <span className="txt-compact-small-plus text-ui-fg-base tabular-nums">
            {feeText(rule)}
          </span>
          {rule.id === current && (
            <Badge size="2xsmall" color="green">
              {t("fees.inForce")}
            </Badge>
          )}
          <span className="txt-compact-xsmall text-ui-fg-subtle">
            {[
              isZero(rule.chargeback_fee)
                ? null
                : t("fees.perChargeback", { fee: money(rule.chargeback_fee, rule.currency) }),
              t(rule.refund_returns_fee ? "fees.returned" : "fees.notReturned"),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  )
}
