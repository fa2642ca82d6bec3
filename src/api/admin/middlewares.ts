import type { MiddlewareRoute } from "@medusajs/framework/http"
import { refuseForeignOrigin } from "../middlewares/refuse-foreign-origin"
import { requireStaffPermission } from "../middlewares/require-staff-permission"

export const staffMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin", middlewares: [refuseForeignOrigin, requireStaffPermission] },
]
