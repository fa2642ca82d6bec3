import type { CallCenterStatus, OrderStatus } from "../types/orders"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"

export const ORDER_STATUS_COLORS: Record<OrderStatus, Color> = {
  pending: "orange",
  approved: "green",
  declined: "red",
  cancelled: "grey",
  call_center: "purple",
  packed: "blue",
  shipped: "blue",
  reshipped: "blue",
  delivered: "green",
  refunded: "orange",
  chargeback: "red",
  closed: "grey",
}

export const CALL_CENTER_STATUS_COLORS: Record<CallCenterStatus, Color> = {
  new_inquiry: "purple",
  awaiting_response: "orange",
  resolved: "green",
  failed: "red",
  cancelled: "grey",
  closed: "grey",
  refund_initiated: "orange",
  reship_initiated: "blue",
  refunded: "grey",
  reshipped: "grey",
}
