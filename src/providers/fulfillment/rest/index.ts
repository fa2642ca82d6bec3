import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RestFulfillmentProvider } from "./service"

export default ModuleProvider(Modules.FULFILLMENT, { services: [RestFulfillmentProvider] })
