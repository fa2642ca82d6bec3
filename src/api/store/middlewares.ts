import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { notFound } from "../../lib/problem"
import { isShopDoor } from "../shop-doors/call-log"

/**
 * Medusa's own storefront (carts, checkout, guests' orders by id) is closed: whoever knows a shop's
 * publishable key could otherwise make orders past our stream, or read them.
 */
const refuseStorefront = async (
  request: MedusaRequest,
  _response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  if (!isShopDoor(request.baseUrl + request.path)) {
    throw notFound("address")
  }
  next()
}

export const storeMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store", middlewares: [refuseStorefront] },
]
