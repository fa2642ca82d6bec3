import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"

/** Names of shops by id; staff read names, the records keep ids. */
export const shopNames = async (container: MedusaContainer): Promise<Map<string, string>> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  return new Map((await shops.listShopViews()).map((shop) => [shop.id, shop.name]))
}

/** Names of staff users by id, their e-mail address where they gave no name. */
export const staffNames = async (
  container: MedusaContainer,
  userIds: readonly string[]
): Promise<Map<string, string>> => {
  if (userIds.length === 0) {
    return new Map()
  }
  const users = container.resolve(Modules.USER)
  const found = await users.listUsers(
    { id: [...new Set(userIds)] },
    { select: ["id", "email", "first_name", "last_name"], take: userIds.length }
  )
  return new Map(
    found.map((user) => [
      user.id,
      [user.first_name, user.last_name].filter(Boolean).join(" ") || user.email,
    ])
  )
}
