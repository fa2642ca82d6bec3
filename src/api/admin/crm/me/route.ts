import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { isPermitted } from "../../../../modules/staff/permission-match"
import { staffOf } from "../../../middlewares/require-staff-permission"
import { joinName } from "../staff/names"

/** What the pages ask about: each is a question to the one table, so that buttons follow the lock. */
const QUESTIONS = {
  change_status: ["POST", "/admin/crm/orders/:id/status"],
  bulk: ["POST", "/admin/crm/orders/bulk-status"],
  notes: ["POST", "/admin/crm/orders/:id/notes"],
  call_center: ["POST", "/admin/crm/orders/:id/call-center-status"],
  payment_link: ["POST", "/admin/crm/orders/:id/messages/payment-link"],
  archive: ["POST", "/admin/crm/orders/:id/archive"],
  tags: ["POST", "/admin/crm/orders/:id/tags"],
  responsible: ["POST", "/admin/crm/orders/:id/responsible"],
  attention: ["GET", "/admin/crm/attention"],
  shops: ["GET", "/admin/crm/shops"],
  change_shops: ["POST", "/admin/crm/shops"],
  staff: ["GET", "/admin/crm/staff"],
  payments: ["GET", "/admin/crm/processors"],
  change_processors: ["POST", "/admin/crm/processors/accounts"],
  change_routing: ["POST", "/admin/crm/routing"],
  mail: ["GET", "/admin/crm/mail/messages"],
  dispatch: ["POST", "/admin/crm/dispatch/send"],
  dashboard: ["GET", "/admin/crm/dashboard"],
  customers: ["GET", "/admin/crm/customers"],
  erase_customers: ["POST", "/admin/crm/customers/:id/erase"],
  report: ["GET", "/admin/crm/orders/report"],
  create_order: ["POST", "/admin/crm/orders/create"],
} as const

/** The signed-in person, their role and what its pages may offer. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { user_id, role, grants, second_factor } = staffOf(request)
  const user = await request.scope.resolve(Modules.USER).retrieveUser(user_id)
  response.json({
    user: { id: user.id, email: user.email, name: joinName(user) },
    role,
    second_factor,
    permissions: Object.fromEntries(
      Object.entries(QUESTIONS).map(([name, [method, path]]) => [
        name,
        isPermitted(role, method, path, grants),
      ])
    ),
  })
}
