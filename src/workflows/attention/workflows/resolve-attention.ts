import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { resolveAttentionStep, type ResolveAttentionInput } from "../steps/resolve-attention"

export const resolveAttentionWorkflowId = "resolve-attention"

/** A person says that an entry is done. */
export const resolveAttentionWorkflow = createWorkflow(
  resolveAttentionWorkflowId,
  (input: WorkflowData<ResolveAttentionInput>) => new WorkflowResponse(resolveAttentionStep(input))
)
