import { RecordedFulfillmentProvider } from "../recorded-provider"
import { restSupplier } from "./supplier"

/** A supplier by REST in Medusa's own fulfilment records. */
export class RestFulfillmentProvider extends RecordedFulfillmentProvider {
  static override identifier = restSupplier.name
}
