import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { BtcpayPaymentProvider } from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [BtcpayPaymentProvider] })
