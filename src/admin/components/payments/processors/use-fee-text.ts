import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { isZero } from "../../../lib/amounts"
import type { FeeRule } from "../../../types/payments"

/** "2.9 % + €0.30": what a charge costs. */
export const useFeeText = () => {
  const { t } = useTranslation("payments")
  const { money, rate } = useFormats()
  return ({ percent, fixed, currency }: FeeRule): string => {
    const share = t("fees.percent", { percent: rate(percent) })
    return isZero(fixed) ? share : `${share} + ${money(fixed, currency)}`
  }
}
