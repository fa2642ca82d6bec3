import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SupplierCatalogue } from "./catalogue"
import { HandOverBatches } from "./hand-over-batches"
import { ShipmentStore } from "./shipments"
import { ShippingCallbacks } from "./shipping-callbacks"
import { ShippingRules } from "./shipping-rules"
import { SupplierFiles } from "./supplier-files"
import { SupplierStore } from "./suppliers"
import { TrackingImports } from "./tracking-imports"
import { TrackingNumbers } from "./tracking-numbers"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/**
 * Everything about getting goods to customers: who ships (suppliers, their catalogue, the rules), what
 * is on its way (shipments, tracking numbers), and what suppliers and carriers tell (files, callbacks).
 */
class DispatchModuleService {
  readonly suppliers: SupplierStore
  readonly catalogue: SupplierCatalogue
  readonly rules: ShippingRules
  readonly shipments: ShipmentStore
  readonly batches: HandOverBatches
  readonly tracking: TrackingNumbers
  readonly imports: TrackingImports
  readonly files: SupplierFiles
  readonly callbacks: ShippingCallbacks

  constructor(dependencies: Dependencies) {
    const connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    this.suppliers = new SupplierStore(connection)
    this.catalogue = new SupplierCatalogue(connection)
    this.rules = new ShippingRules(connection)
    this.shipments = new ShipmentStore(connection)
    this.batches = new HandOverBatches(connection)
    this.tracking = new TrackingNumbers(connection)
    this.imports = new TrackingImports(connection)
    this.files = new SupplierFiles(connection)
    this.callbacks = new ShippingCallbacks(connection)
  }
}

export default DispatchModuleService
