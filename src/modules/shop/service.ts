import { MedusaService } from "@medusajs/framework/utils"

class ShopModuleService extends MedusaService({}) {}

export default ShopModuleService
