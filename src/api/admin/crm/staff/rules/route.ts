import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { STAFF_MODULE } from "../../../../../modules/staff"
import type StaffModuleService from "../../../../../modules/staff/service"
import { readBody } from "../../../../read-input"
import { staffRulesBody } from "../validators"

/** Which roles have to sign in with a second factor. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  response.json({ second_factor_roles: await staff.secondFactor.demandedRoles() })
}

/** Demands a second factor of roles; who has none sets it up at the next page. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { second_factor_roles } = readBody(staffRulesBody, request)
  const staff: StaffModuleService = request.scope.resolve(STAFF_MODULE)
  await staff.demandSecondFactor(second_factor_roles)
  response.json({ second_factor_roles: await staff.secondFactor.demandedRoles() })
}
