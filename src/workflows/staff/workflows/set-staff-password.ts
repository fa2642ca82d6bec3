import {
  createWorkflow,
  transform,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { checkPasswordStep } from "../steps/check-password"
import { endSessionsStep } from "../steps/end-sessions"
import { setPasswordStep } from "../steps/set-password"

export type SetStaffPasswordWorkflowInput = { id: string; password: string }

export const setStaffPasswordWorkflowId = "set-staff-password"

/** Gives a person a new password and signs them out wherever they were signed in. */
export const setStaffPasswordWorkflow = createWorkflow(
  setStaffPasswordWorkflowId,
  (input: WorkflowData<SetStaffPasswordWorkflowInput>) => {
    checkPasswordStep(
      transform({ input }, ({ input }) => ({ password: input.password, member_id: input.id }))
    )
    const member = endSessionsStep(input)
    setPasswordStep(
      transform({ input, member }, ({ input, member }) => ({
        user_id: member.user_id,
        password: input.password,
      }))
    )
    return new WorkflowResponse(member)
  }
)
