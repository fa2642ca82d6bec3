import {
  createWorkflow,
  transform,
  when,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { updateUsersWorkflow } from "@medusajs/medusa/core-flows"
import type { StaffGrant, StaffRole } from "../../../modules/staff/types"
import { applyStaffLayoutStep } from "../steps/apply-staff-layout"
import { changeStaffMemberStep } from "../steps/change-staff-member"

export type ChangeStaffMemberWorkflowInput = {
  id: string
  role?: StaffRole
  active?: boolean
  grants?: readonly StaffGrant[]
  /** Both names together; absent leaves them. */
  names?: { first_name: string; last_name: string }
}

export const changeStaffMemberWorkflowId = "change-staff-member"

/** Changes a person's role, activity, grants or name; whoever is switched off is signed out everywhere. */
export const changeStaffMemberWorkflow = createWorkflow(
  changeStaffMemberWorkflowId,
  (input: WorkflowData<ChangeStaffMemberWorkflowInput>) => {
    const member = changeStaffMemberStep(input)
    when("a-name-is-given", input, ({ names }) => names !== undefined).then(() => {
      updateUsersWorkflow.runAsStep({
        input: transform({ input, member }, ({ input, member }) => ({
          updates: [{ id: member.user_id, ...input.names }],
        })),
      })
    })
    when("a-role-is-given", input, ({ role }) => role !== undefined).then(() => {
      applyStaffLayoutStep(
        transform({ member }, ({ member }) => ({ user_id: member.user_id, role: member.role }))
      )
    })
    return new WorkflowResponse(member)
  }
)
