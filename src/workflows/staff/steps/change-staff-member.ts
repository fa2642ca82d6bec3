import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { STAFF_MODULE } from "../../../modules/staff"
import type StaffModuleService from "../../../modules/staff/service"
import type { StaffGrant, StaffRole } from "../../../modules/staff/types"

export const changeStaffMemberStepId = "change-staff-member"

export type ChangeStaffMemberStepInput = {
  id: string
  role?: StaffRole
  active?: boolean
  grants?: readonly StaffGrant[]
}

/** Changes role, activity or grants; undone by writing them back (ended sign-ins stay ended). */
export const changeStaffMemberStep = createStep(
  changeStaffMemberStepId,
  async ({ id, role, active, grants }: ChangeStaffMemberStepInput, { container }) => {
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    const before = await staff.getMember(id)
    const member = await staff.changeMember(id, {
      ...(role === undefined ? {} : { role }),
      ...(active === undefined ? {} : { active }),
      ...(grants === undefined ? {} : { grants: [...grants] }),
    })
    return new StepResponse(member, before)
  },
  async (before, { container }) => {
    if (!before) {
      return
    }
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    const { role, active, grants } = before
    await staff.changeMember(before.id, { role, active, grants })
  }
)
