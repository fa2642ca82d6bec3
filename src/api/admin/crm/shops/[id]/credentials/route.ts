import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { rotateShopCredentialWorkflow } from "../../../../../../workflows/shop/workflows/rotate-shop-credential"

/** Issues a further key, shown this once; the older one works until it is revoked. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { result } = await rotateShopCredentialWorkflow(request.scope).run({
    input: { shop_id: request.params.id },
  })
  response.status(201).json({ credential: result })
}
