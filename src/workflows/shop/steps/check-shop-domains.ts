import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"

export const checkShopDomainsStepId = "check-shop-domains"

/** Refuses domains of other shops before anything is created. */
export const checkShopDomainsStep = createStep(
  checkShopDomainsStepId,
  async (input: { domains: string[] }, { container }) => {
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    await shops.checkDomainsAreFree(input.domains)
    return new StepResponse(undefined)
  }
)
