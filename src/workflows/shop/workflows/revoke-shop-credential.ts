import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { revokeShopCredentialStep } from "../steps/revoke-shop-credential"

export const revokeShopCredentialWorkflowId = "revoke-shop-credential"

/** Ends one key of a shop. */
export const revokeShopCredentialWorkflow = createWorkflow(
  revokeShopCredentialWorkflowId,
  (input: WorkflowData<{ shop_id: string; credential_id: string }>) =>
    new WorkflowResponse(revokeShopCredentialStep(input))
)
