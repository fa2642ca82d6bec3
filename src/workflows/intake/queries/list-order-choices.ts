import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_METHODS } from "../../../modules/crm_order/types"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"
import { deliveryMethods, insurancePrices } from "../data/delivery-prices"

/** What a new order can be made of: the shops that take orders, deliveries with their prices, ways to pay. */
export const listOrderChoices = async (container: MedusaContainer) => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const all = await shops.listShopViews()
  return {
    shops: all
      .filter(({ active, domains }) => active && domains.length > 0)
      .map(({ id, name, default_currency, default_language }) => ({
        ...{ id, name },
        currency: default_currency,
        language: default_language,
      })),
    deliveries: deliveryMethods.map(({ id, name, prices }) => ({ id, name, prices })),
    insurance_prices: insurancePrices,
    payment_methods: PAYMENT_METHODS,
  }
}
