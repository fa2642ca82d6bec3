import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  changeShippingAddressStep,
  type ChangeShippingAddressInput,
} from "../steps/change-shipping-address"

export const changeShippingAddressWorkflowId = "change-shipping-address"

/** Another shipping address for an order whose parcel can still go there. */
export const changeShippingAddressWorkflow = createWorkflow(
  changeShippingAddressWorkflowId,
  (input: WorkflowData<ChangeShippingAddressInput>) =>
    new WorkflowResponse(changeShippingAddressStep(input))
)
