import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readShopOrder } from "../../../../../workflows/order/queries/read-shop-order"
import { authenticateShop } from "../../../../shop-doors/create-order"
import { methodNotAllowed } from "../../../../shop-doors/method-not-allowed"

/** Reads an order back; another shop's order does not exist for the asker. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const shop = await authenticateShop(request, null, true)
  response.json(await readShopOrder(request.scope, shop, request.params.id))
}

const refuse = methodNotAllowed(["GET"])
export const POST = refuse
export const PUT = refuse
export const PATCH = refuse
export const DELETE = refuse
