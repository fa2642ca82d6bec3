import { Badge, StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { CALL_CENTER_STATUS_COLORS, ORDER_STATUS_COLORS } from "../../../lib/status-colors"
import type { CallCenterStatus, OrderStatus } from "../../../types/orders"

export const OrderStatusBadge = ({ status }: { status: OrderStatus }) => {
  const { t } = useTranslation("orders")
  return (
    <StatusBadge color={ORDER_STATUS_COLORS[status]} className="max-w-full whitespace-nowrap">
      <span className="truncate">{t(`status.${status}`)}</span>
    </StatusBadge>
  )
}

type CallCenterBadgeProps = { status: CallCenterStatus; withPrefix?: boolean }

export const CallCenterBadge = ({ status, withPrefix }: CallCenterBadgeProps) => {
  const { t } = useTranslation("orders")
  const name = t(`callCenterStatus.${status}`)
  const text = withPrefix ? t("card.callCenter", { status: name }) : name
  return (
    <Badge
      size="2xsmall"
      color={CALL_CENTER_STATUS_COLORS[status]}
      className="max-w-full whitespace-nowrap"
      title={text}
    >
      <span className="truncate">{text}</span>
    </Badge>
  )
}
