import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { STAFF_MODULE } from "../../../modules/staff"
import type StaffModuleService from "../../../modules/staff/service"

export const endSessionsStepId = "end-sessions"

/** Signs a person out everywhere. Not undone: what was ended stays ended. */
export const endSessionsStep = createStep(
  { name: endSessionsStepId, noCompensation: true },
  async (input: { id: string }, { container }) => {
    const staff: StaffModuleService = container.resolve(STAFF_MODULE)
    await staff.endSessions(input.id)
    return new StepResponse(await staff.getMember(input.id))
  }
)
