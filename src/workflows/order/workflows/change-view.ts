import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { changeViewStep, type ChangeViewInput } from "../steps/keep-view"

export const changeViewWorkflowId = "change-view"

/** Renames a view, gives it another filter, or shares it. */
export const changeViewWorkflow = createWorkflow(
  changeViewWorkflowId,
  (input: WorkflowData<ChangeViewInput>) => new WorkflowResponse(changeViewStep(input))
)
