import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { CsvSftpFulfillmentProvider } from "./service"

export default ModuleProvider(Modules.FULFILLMENT, { services: [CsvSftpFulfillmentProvider] })
