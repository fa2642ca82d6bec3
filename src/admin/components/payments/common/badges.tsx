import { Badge, StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import {
  ATTEMPT_STATE_COLORS,
  CALLBACK_STATE_COLORS,
  PAYMENT_STATE_COLORS,
} from "../../../lib/payment-colors"
import type { PaymentState } from "../../../types/orders"
import type { AttemptState, CallbackState } from "../../../types/payments"

export const PaymentStateBadge = ({ state }: { state: PaymentState }) => {
  const { t } = useTranslation("orders")
  const name = t(`payment.stateName.${state}`, { defaultValue: state })
  return (
    <Badge
      size="2xsmall"
      color={PAYMENT_STATE_COLORS[state] ?? "grey"}
      className="max-w-full"
      title={name}
    >
      <span className="truncate">{name}</span>
    </Badge>
  )
}

export const AttemptStateBadge = ({ state }: { state: AttemptState }) => {
  const { t } = useTranslation("payments")
  return (
    <StatusBadge color={ATTEMPT_STATE_COLORS[state] ?? "grey"} className="whitespace-nowrap">
      {t(`state.${state}`, { defaultValue: state })}
    </StatusBadge>
  )
}

export const CallbackStateBadge = ({ state }: { state: CallbackState }) => {
  const { t } = useTranslation("payments")
  return (
    <StatusBadge color={CALLBACK_STATE_COLORS[state] ?? "grey"} className="whitespace-nowrap">
      {t(`callbacks.state.${state}`, { defaultValue: state })}
    </StatusBadge>
  )
}
