import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { queueBulkJobStep, type QueueBulkJobInput } from "../steps/queue-bulk-job"

export const queueBulkJobWorkflowId = "queue-bulk-job"

/** Moves many orders in the background; the job tells how far it is. */
export const queueBulkJobWorkflow = createWorkflow(
  queueBulkJobWorkflowId,
  (input: WorkflowData<QueueBulkJobInput>) => new WorkflowResponse(queueBulkJobStep(input))
)
