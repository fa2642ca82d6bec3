import type { ManagedPayment, OrderCard } from "../../../types/orders"

/** What every dialog about an order's payment is given. */
export type PaymentDialogProps = {
  order: OrderCard
  payment: ManagedPayment
  onClose: () => void
}
