import { useTranslation } from "react-i18next"

import type { PaymentAction } from "../types/payments"

/** Why an action is not possible now, in the reader's language where its reason is a known one. */
export const useWhy = () => {
  const { t } = useTranslation("payments")
  return ({ allowed, why, because }: PaymentAction): string | null =>
    allowed ? null : t(`why.${because ?? ""}`, { defaultValue: why ?? t("why.unknown") })
}
