import { RecordedFulfillmentProvider } from "../recorded-provider"
import { manualSupplier } from "./supplier"

/** A supplier by hand in Medusa's own fulfilment records. */
export class ManualFulfillmentProvider extends RecordedFulfillmentProvider {
  static override identifier = manualSupplier.name
}
