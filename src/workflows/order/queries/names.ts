import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { STAFF_MODULE } from "../../../modules/staff"
import type StaffModuleService from "../../../modules/staff/service"
import type { StaffRole } from "../../../modules/staff/types"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"

/** Names of shops by id; staff read names, the records keep ids. */
export const shopNames = async (container: MedusaContainer): Promise<Map<string, string>> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  return new Map((await shops.listShopViews()).map((shop) => [shop.id, shop.name]))
}

/** The people who work here now, by name: whom an order can be given to. */
export const listPeople = async (
  container: MedusaContainer
): Promise<{ id: string; name: string; role: StaffRole }[]> => {
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  const active = (await staff.listMembers()).filter((member) => member.active)
  const names = await staffNames(
    container,
    active.map(({ user_id }) => user_id)
  )
  return active
    .flatMap(({ user_id, role }) => {
      const name = names.get(user_id)
      return name ? [{ id: user_id, name, role }] : []
    })
    .sort((one, other) => one.name.localeCompare(other.name))
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
