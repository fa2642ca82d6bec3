import {
  createWorkflow,
  transform,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import type { StaffRole } from "../../../modules/staff/types"
import { applyStaffLayoutStep } from "../steps/apply-staff-layout"
import { addStaffMemberStep } from "../steps/add-staff-member"
import { checkPasswordStep } from "../steps/check-password"
import { registerPasswordStep } from "../steps/register-password"

export type CreateStaffMemberWorkflowInput = {
  /** Trimmed and in lower case: sign-in compares it letter by letter. */
  email: string
  password: string
  role: StaffRole
  first_name?: string
  last_name?: string
}

export const createStaffMemberWorkflowId = "create-staff-member"

/** Creates a person who can sign in: Medusa's user, e-mail and password, and the role here. */
export const createStaffMemberWorkflow = createWorkflow(
  createStaffMemberWorkflowId,
  (input: WorkflowData<CreateStaffMemberWorkflowInput>) => {
    checkPasswordStep(
      transform({ input }, ({ input }) => ({
        password: input.password,
        owner: {
          email: input.email,
          name: [input.first_name, input.last_name].filter(Boolean).join(" "),
        },
      }))
    )
    const authIdentityId = registerPasswordStep(input)
    const user = createUserAccountWorkflow.runAsStep({
      input: transform({ input, authIdentityId }, ({ input, authIdentityId }) => ({
        authIdentityId,
        userData: {
          email: input.email,
          first_name: input.first_name,
          last_name: input.last_name,
        },
      })),
    })
    const member = addStaffMemberStep(
      transform({ input, user }, ({ input, user }) => ({ user_id: user.id, role: input.role }))
    )
    applyStaffLayoutStep(
      transform({ member }, ({ member }) => ({ user_id: member.user_id, role: member.role }))
    )
    return new WorkflowResponse(member)
  }
)
