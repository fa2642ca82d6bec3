import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"
import type { UpdateShopInput } from "../../../modules/shop/types"

export const updateShopStepId = "update-shop"

/** Changes a shop; undone by writing back what it was. */
export const updateShopStep = createStep(
  updateShopStepId,
  async ({ id, change }: { id: string; change: UpdateShopInput }, { container }) => {
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    const before = await shops.getShop(id)
    const shop = await shops.updateShop(id, change)
    return new StepResponse(shop, before)
  },
  async (before, { container }) => {
    if (!before) {
      return
    }
    const shops: ShopModuleService = container.resolve(SHOP_MODULE)
    await shops.updateShop(before.id, {
      name: before.name,
      active: before.active,
      domains: before.domains,
      default_currency: before.default_currency,
      default_language: before.default_language,
      totals_required: before.totals_required,
      allowed_addresses: before.allowed_addresses,
    })
  }
)
