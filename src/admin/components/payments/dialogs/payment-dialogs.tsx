import { usePaymentDialog } from "../../../hooks/use-payment-dialog"
import type { ManagedPayment, OrderCard } from "../../../types/orders"
import { ApproveByHand } from "./approve-by-hand"
import { Chargeback, ChargebackReversal } from "./chargeback"
import { CreateLink } from "./create-link"
import { ManualPayment } from "./manual-payment"
import { Refund } from "./refund"
import { RefundOverpayment } from "./refund-overpayment"

type PaymentDialogsProps = { order: OrderCard; payment: ManagedPayment }

/** The one dialog about the payment that is open, if any. */
export const PaymentDialogs = ({ order, payment }: PaymentDialogsProps) => {
  const { open, ask } = usePaymentDialog()
  const props = { order, payment, onClose: () => ask(null) }
  switch (open) {
    case "manual_payment":
      return <ManualPayment {...props} onLink={() => ask("create_link")} />
    case "create_link":
      return <CreateLink {...props} />
    case "refund":
      return <Refund {...props} />
    case "refund_overpayment":
      return <RefundOverpayment {...props} />
    case "approve_by_hand":
      return <ApproveByHand {...props} />
    case "chargeback":
      return <Chargeback {...props} />
    case "chargeback_reversal":
      return <ChargebackReversal {...props} />
    default:
      return null
  }
}
