import { MedusaService } from "@medusajs/framework/utils"

class ExchangeRateModuleService extends MedusaService({}) {}

export default ExchangeRateModuleService
