import { RecordedPaymentProvider } from "../recorded-provider"
import { btcpayProcessor } from "./processor"

/** BTCPay Server in Medusa's own payment records. */
export class BtcpayPaymentProvider extends RecordedPaymentProvider {
  static override identifier = btcpayProcessor.name
}
