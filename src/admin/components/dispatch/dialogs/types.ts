import type { Logistics } from "../../../types/dispatch"
import type { OrderCard } from "../../../types/orders"

export type DispatchDialogProps = {
  order: OrderCard
  logistics: Logistics
  /** The parcel that the dialog was opened for. */
  shipmentId: string | null
  onClose: () => void
}
