import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { CsvEmailFulfillmentProvider } from "./service"

export default ModuleProvider(Modules.FULFILLMENT, { services: [CsvEmailFulfillmentProvider] })
