import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  changeManyOrderStatusesStep,
  type ChangeManyOrderStatusesInput,
} from "../steps/change-many-order-statuses"

export const changeManyOrderStatusesWorkflowId = "change-many-order-statuses"

/** Moves up to a hundred ticked orders while the person waits: one answer per order. */
export const changeManyOrderStatusesWorkflow = createWorkflow(
  changeManyOrderStatusesWorkflowId,
  (input: WorkflowData<ChangeManyOrderStatusesInput>) =>
    new WorkflowResponse(changeManyOrderStatusesStep(input))
)
