import { RecordedFulfillmentProvider } from "../recorded-provider"
import { csvSftpSupplier } from "./supplier"

/** A supplier by files on a server in Medusa's own fulfilment records. */
export class CsvSftpFulfillmentProvider extends RecordedFulfillmentProvider {
  static override identifier = csvSftpSupplier.name
}
