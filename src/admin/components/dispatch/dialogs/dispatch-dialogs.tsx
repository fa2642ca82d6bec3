import { useDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import type { Logistics } from "../../../types/dispatch"
import type { OrderCard } from "../../../types/orders"
import { AddTracking } from "./add-tracking"
import { Reship } from "./reship"
import { SendOrder } from "./send-order"

type DispatchDialogsProps = { order: OrderCard; logistics: Logistics }

/** The one dialog about the parcels that is open, if any. */
export const DispatchDialogs = ({ order, logistics }: DispatchDialogsProps) => {
  const { open, shipmentId, ask } = useDispatchDialog()
  const props = { order, logistics, shipmentId, onClose: () => ask(null) }
  switch (open) {
    case "send_to_shipper":
      return <SendOrder {...props} />
    case "add_tracking":
      return <AddTracking {...props} />
    case "reship":
      return <Reship {...props} />
    default:
      return null
  }
}
