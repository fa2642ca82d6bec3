import { RecordedFulfillmentProvider } from "../recorded-provider"

/** A supplier by e-mail in Medusa's own fulfilment records. */
export class CsvEmailFulfillmentProvider extends RecordedFulfillmentProvider {
  static override identifier = "csv_email"
}
