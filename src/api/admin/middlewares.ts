import { authenticate } from "@medusajs/framework/http"
import type { MiddlewareRoute } from "@medusajs/framework/http"
import { refuseForeignOrigin } from "../middlewares/refuse-foreign-origin"
import { refuseStaleOrder } from "../middlewares/refuse-stale-order"
import { requireStaffPermission } from "../middlewares/require-staff-permission"

/**
 * Finds out who is asking also on the few routes that Medusa leaves open to everybody, so that the
 * guard can ask the table about them too; on all others Medusa has done so already.
 */
const identifyStaff = authenticate("user", ["session", "bearer"], { allowUnauthenticated: true })

/** A file of 8 MB as base64, with its name. */
const LONGEST_UPLOAD = "11mb"

export const staffMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/admin/crm/tracking-imports",
    bodyParser: { sizeLimit: LONGEST_UPLOAD },
  },
  {
    methods: ["POST"],
    matcher: "/admin/crm/suppliers/:id/answers",
    bodyParser: { sizeLimit: LONGEST_UPLOAD },
  },
  {
    methods: ["POST"],
    matcher: "/admin/crm/catalogue/import",
    bodyParser: { sizeLimit: LONGEST_UPLOAD },
  },
  {
    matcher: "/admin",
    middlewares: [refuseForeignOrigin, identifyStaff, requireStaffPermission, refuseStaleOrder],
  },
]
