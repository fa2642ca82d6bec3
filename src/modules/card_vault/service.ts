import { MedusaService } from "@medusajs/framework/utils"

class CardVaultModuleService extends MedusaService({}) {}

export default CardVaultModuleService
