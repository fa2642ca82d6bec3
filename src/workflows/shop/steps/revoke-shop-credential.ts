import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"

export const revokeShopCredentialStepId = "revoke-shop-credential"

/** Ends a key. Not undone: a key that somebody wanted ended must not come back to life. */
export const revokeShopCredentialStep = createStep(
  { name: revokeShopCredentialStepId, noCompensation: true },
  async (input: { shop_id: string; credential_id: string }, { container }) => {
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    return new StepResponse(await shops.revokeCredential(input.shop_id, input.credential_id))
  }
)
