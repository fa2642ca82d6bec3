import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  changeCallCenterStatusStep,
  type ChangeCallCenterStatusInput,
} from "../steps/change-call-center-status"

export const changeCallCenterStatusWorkflowId = "change-call-center-status"

/** What came of the call: moves the call-centre status and tells the managers where they must act. */
export const changeCallCenterStatusWorkflow = createWorkflow(
  changeCallCenterStatusWorkflowId,
  (input: WorkflowData<ChangeCallCenterStatusInput>) =>
    new WorkflowResponse(changeCallCenterStatusStep(input))
)
