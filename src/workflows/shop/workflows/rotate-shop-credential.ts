import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { rotateShopCredentialStep } from "../steps/rotate-shop-credential"

export const rotateShopCredentialWorkflowId = "rotate-shop-credential"

/** Issues a further key of a shop. The key is in the result and nowhere else. */
export const rotateShopCredentialWorkflow = createWorkflow(
  rotateShopCredentialWorkflowId,
  (input: WorkflowData<{ shop_id: string }>) =>
    new WorkflowResponse(rotateShopCredentialStep(input))
)
