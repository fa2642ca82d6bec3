import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SHOP_MODULE } from "../../../../modules/shop"
import type ShopModuleService from "../../../../modules/shop/service"
import { createShopWorkflow } from "../../../../workflows/shop/workflows/create-shop"
import { staffOf } from "../../../middlewares/require-staff-permission"
import { readBody } from "../../../read-input"
import { createShopBody } from "./validators"

/** Every shop, without any key. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const shops: ShopModuleService = request.scope.resolve(SHOP_MODULE)
  response.json({ shops: await shops.listShopViews() })
}

/** Creates a shop and answers its first key: the only time that this key can be read. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { result } = await createShopWorkflow(request.scope).run({
    input: { ...readBody(createShopBody, request), created_by: staffOf(request).user_id },
  })
  response.status(201).json(result)
}
