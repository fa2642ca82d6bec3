import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readRules } from "../../../../../../../workflows/mail/queries/read-rules"
import { saveMailShop } from "../../../../../../../workflows/mail/save-rules"
import { staffOf } from "../../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../../read-input"
import { mailShopBody } from "../../validators"

/** Decides how a shop writes to its customers. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const shop = { shop_id: request.params.shop_id, ...readBody(mailShopBody, request) }
  await saveMailShop(request.scope, shop, staffOf(request).user_id)
  response.json(await readRules(request.scope))
}
