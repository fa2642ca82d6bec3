import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SHOP_MODULE } from "../../../../../modules/shop"
import type ShopModuleService from "../../../../../modules/shop/service"
import { updateShopWorkflow } from "../../../../../workflows/shop/workflows/update-shop"
import { readBody } from "../../../../read-input"
import { updateShopBody } from "../validators"

/** One shop, without any key. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const shops: ShopModuleService = request.scope.resolve(SHOP_MODULE)
  response.json({ shop: await shops.getShop(request.params.id) })
}

/** Changes the given fields of a shop. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { result } = await updateShopWorkflow(request.scope).run({
    input: { id: request.params.id, change: readBody(updateShopBody, request) },
  })
  response.json({ shop: result })
}
