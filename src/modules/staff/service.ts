import { MedusaService } from "@medusajs/framework/utils"

class StaffModuleService extends MedusaService({}) {}

export default StaffModuleService
