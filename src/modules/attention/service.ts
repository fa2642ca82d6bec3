import { MedusaService } from "@medusajs/framework/utils"

class AttentionModuleService extends MedusaService({}) {}

export default AttentionModuleService
