import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"
import type { CreateShopInput } from "../../../modules/shop/types"

export const createShopStepId = "create-shop"

/** Writes the shop with its domains and its first key; undone by removing it. */
export const createShopStep = createStep(
  createShopStepId,
  async (input: CreateShopInput, { container }) => {
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    const created = await shops.createShop(input)
    return new StepResponse(created, created.shop.id)
  },
  async (shopId, { container }) => {
    if (!shopId) {
      return
    }
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    await shops.removeShop(shopId)
  }
)
