import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { removeViewStep, type RemoveViewInput } from "../steps/keep-view"

export const removeViewWorkflowId = "remove-view"

/** Forgets a view. */
export const removeViewWorkflow = createWorkflow(
  removeViewWorkflowId,
  (input: WorkflowData<RemoveViewInput>) => new WorkflowResponse(removeViewStep(input))
)
