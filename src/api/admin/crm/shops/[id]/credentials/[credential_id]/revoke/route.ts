import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { revokeShopCredentialWorkflow } from "../../../../../../../../workflows/shop/workflows/revoke-shop-credential"

/** Ends a key for good. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { result } = await revokeShopCredentialWorkflow(request.scope).run({
    input: { shop_id: request.params.id, credential_id: request.params.credential_id },
  })
  response.json({ shop: result })
}
