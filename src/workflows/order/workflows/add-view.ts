import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { addViewStep, type AddViewInput } from "../steps/keep-view"

export const addViewWorkflowId = "add-view"

/** Keeps a filter of the Orders page by a name. */
export const addViewWorkflow = createWorkflow(
  addViewWorkflowId,
  (input: WorkflowData<AddViewInput>) => new WorkflowResponse(addViewStep(input))
)
