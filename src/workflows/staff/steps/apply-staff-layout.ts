import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { StaffRole } from "../../../modules/staff/types"
import { applyStaffLayout } from "../staff-layout"

export const applyStaffLayoutStepId = "apply-staff-layout"

/** Gives a person the menus of their role. Only presentation, so there is nothing to undo. */
export const applyStaffLayoutStep = createStep(
  { name: applyStaffLayoutStepId, noCompensation: true },
  async (input: { user_id: string; role: StaffRole }, { container }) => {
    await applyStaffLayout(container, input.user_id, input.role)
    return new StepResponse(undefined)
  }
)
