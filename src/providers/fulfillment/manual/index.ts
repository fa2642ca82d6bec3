import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { ManualFulfillmentProvider } from "./service"

export default ModuleProvider(Modules.FULFILLMENT, { services: [ManualFulfillmentProvider] })
