import { MedusaService } from "@medusajs/framework/utils"

class CrmOrderModuleService extends MedusaService({}) {}

export default CrmOrderModuleService
