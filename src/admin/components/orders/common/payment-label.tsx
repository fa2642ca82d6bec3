import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { brandName } from "../../../lib/formats"
import type { PaymentMethod } from "../../../types/orders"

type PaymentLabelProps = {
  method: PaymentMethod
  card: { brand: string; last4: string } | null
  /** In a narrow column the digits stand under the brand. */
  stacked?: boolean
}

/** "Visa •••• 4242", or the name of the method where there is no card. */
export const PaymentLabel = ({ method, card, stacked }: PaymentLabelProps) => {
  const { t } = useTranslation("orders")
  if (!card) {
    return <span className="block truncate">{t(`method.${method}`, { defaultValue: method })}</span>
  }
  const digits = (
    <span
      className={clx("tabular-nums", { "txt-compact-xsmall text-ui-fg-subtle block": stacked })}
    >
      <span aria-hidden="true">••••</span> {card.last4}
    </span>
  )
  return (
    <span className="whitespace-nowrap">
      {brandName(card.brand)} {digits}
    </span>
  )
}
