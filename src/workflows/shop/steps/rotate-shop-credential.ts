import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"

export const rotateShopCredentialStepId = "rotate-shop-credential"

/** Issues a further key; undone by revoking it. */
export const rotateShopCredentialStep = createStep(
  rotateShopCredentialStepId,
  async (input: { shop_id: string }, { container }) => {
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    const credential = await shops.rotateCredential(input.shop_id)
    return new StepResponse(credential, { shop_id: input.shop_id, credential_id: credential.id })
  },
  async (issued, { container }) => {
    if (!issued) {
      return
    }
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    await shops.revokeCredential(issued.shop_id, issued.credential_id)
  }
)
