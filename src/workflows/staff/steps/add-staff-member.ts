import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { STAFF_MODULE } from "../../../modules/staff"
import type StaffModuleService from "../../../modules/staff/service"
import type { StaffRole } from "../../../modules/staff/types"

export const addStaffMemberStepId = "add-staff-member"

/** Gives a user a role; undone by taking the membership away. */
export const addStaffMemberStep = createStep(
  addStaffMemberStepId,
  async (input: { user_id: string; role: StaffRole }, { container }) => {
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    const member = await staff.addMember(input)
    return new StepResponse(member, member.id)
  },
  async (memberId, { container }) => {
    if (!memberId) {
      return
    }
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    await staff.removeMember(memberId)
  }
)
