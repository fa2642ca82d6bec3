import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { addOrderNoteStep, type AddOrderNoteInput } from "../steps/add-order-note"

export const addOrderNoteWorkflowId = "add-order-note"

/** A note of the staff in the order's stream. */
export const addOrderNoteWorkflow = createWorkflow(
  addOrderNoteWorkflowId,
  (input: WorkflowData<AddOrderNoteInput>) => new WorkflowResponse(addOrderNoteStep(input))
)
