import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { DEFAULT_LAYOUT, LAYOUT_OF_ROLE, layoutConfigurationOf } from "../../modules/staff/layouts"
import type { StaffRole } from "../../modules/staff/types"

/** Writes the layout of everybody who has none of their own. May be repeated at every start. */
export const applyDefaultLayout = async (container: MedusaContainer): Promise<void> => {
  const settings = container.resolve(Modules.SETTINGS)
  for (const [zone, layout] of Object.entries(DEFAULT_LAYOUT)) {
    await settings.setSystemDefaultLayoutConfiguration(zone, layoutConfigurationOf(layout))
  }
}

/** Writes one person's menus as their role has them, and clears what an earlier role had. */
export const applyStaffLayout = async (
  container: MedusaContainer,
  userId: string,
  role: StaffRole
): Promise<void> => {
  const settings = container.resolve(Modules.SETTINGS)
  const layouts = LAYOUT_OF_ROLE[role]
  const zones = new Set(Object.values(LAYOUT_OF_ROLE).flatMap((zoned) => Object.keys(zoned)))
  for (const zone of zones) {
    if (layouts[zone]) {
      await settings.setLayoutConfiguration(zone, userId, layoutConfigurationOf(layouts[zone]))
    } else {
      await settings.clearLayoutConfiguration(zone, userId)
    }
  }
}
