import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { archiveOrderStep, type ArchiveOrderInput } from "../steps/archive-order"

export const archiveOrderWorkflowId = "archive-order"

/** Puts an order aside (a test order, a mistake), or takes it back. */
export const archiveOrderWorkflow = createWorkflow(
  archiveOrderWorkflowId,
  (input: WorkflowData<ArchiveOrderInput>) => new WorkflowResponse(archiveOrderStep(input))
)
