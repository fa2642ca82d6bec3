import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SHOP_MODULE } from "../../../../../../modules/shop"
import type ShopModuleService from "../../../../../../modules/shop/service"
import { readQuery } from "../../../../../read-input"
import { shopRequestsQuery } from "../../validators"

/** The last calls of a shop, newest first; `only=refused` leaves out what went well. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { limit, offset, only } = readQuery(shopRequestsQuery, request)
  const shops: ShopModuleService = request.scope.resolve(SHOP_MODULE)
  const page = { onlyRefused: only === "refused", limit, offset }
  response.json({ ...(await shops.listShopRequests(request.params.id, page)), limit, offset })
}
