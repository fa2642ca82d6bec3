import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { NmiPaymentProvider } from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [NmiPaymentProvider] })
