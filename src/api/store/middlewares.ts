import type { MiddlewareRoute } from "@medusajs/framework/http"
import { BODY_LIMIT } from "../shop-doors/create-order"

export const storeMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/crm/orders", methods: ["POST"], bodyParser: { sizeLimit: BODY_LIMIT } },
  { matcher: "/create_order.php", methods: ["POST"], bodyParser: { sizeLimit: BODY_LIMIT } },
]
