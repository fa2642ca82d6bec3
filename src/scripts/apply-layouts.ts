import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { readMark, writeMark } from "../lib/installation-marks"
import { STAFF_MODULE } from "../modules/staff"
import { DEFAULT_LAYOUT, LAYOUT_OF_ROLE } from "../modules/staff/layouts"
import type StaffModuleService from "../modules/staff/service"
import { applyDefaultLayout, applyStaffLayout } from "../workflows/staff/staff-layout"

/** Says which edition of the roles' layouts this installation has. */
const MARK = "staff_layouts"

/**
 * Writes what each role sees, once per edition of the table: what an administrator arranges
 * afterwards stays until a new version of the product brings another table.
 */
export const applyLayouts = async (container: MedusaContainer): Promise<void> => {
  const edition = createHash("sha256")
    .update(JSON.stringify([DEFAULT_LAYOUT, LAYOUT_OF_ROLE]))
    .digest("hex")
  if ((await readMark(container, MARK)) === edition) {
    return
  }
  await applyDefaultLayout(container)
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  for (const { user_id, role } of await staff.listMembers()) {
    await applyStaffLayout(container, user_id, role)
  }
  await writeMark(container, MARK, edition)
}
