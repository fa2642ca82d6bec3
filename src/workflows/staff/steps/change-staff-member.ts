import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { STAFF_MODULE } from "../../../modules/staff"
import type StaffModuleService from "../../../modules/staff/service"
import type { StaffRole } from "../../../modules/staff/types"

export const changeStaffMemberStepId = "change-staff-member"

export type ChangeStaffMemberStepInput = { id: string; role?: StaffRole; active?: boolean }

/** Changes role or activity; undone by writing back both (ended sign-ins stay ended). */
export const changeStaffMemberStep = createStep(
  changeStaffMemberStepId,
  async ({ id, role, active }: ChangeStaffMemberStepInput, { container }) => {
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    const before = await staff.getMember(id)
    const member = await staff.changeMember(id, {
      ...(role === undefined ? {} : { role }),
      ...(active === undefined ? {} : { active }),
    })
    return new StepResponse(member, { id, role: before.role, active: before.active })
  },
  async (before, { container }) => {
    if (!before) {
      return
    }
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    await staff.changeMember(before.id, { role: before.role, active: before.active })
  }
)
