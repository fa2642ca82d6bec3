import {
  createWorkflow,
  transform,
  when,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { updateSalesChannelsWorkflow } from "@medusajs/medusa/core-flows"
import type { UpdateShopInput } from "../../../modules/shop/types"
import { updateShopStep } from "../steps/update-shop"

export type UpdateShopWorkflowInput = { id: string; change: UpdateShopInput }

export const updateShopWorkflowId = "update-shop"

/** Changes a shop; its sales channel keeps the shop's name. */
export const updateShopWorkflow = createWorkflow(
  updateShopWorkflowId,
  (input: WorkflowData<UpdateShopWorkflowInput>) => {
    const shop = updateShopStep(input)
    when("the-shop-is-renamed", input, ({ change }) => change.name !== undefined).then(() => {
      updateSalesChannelsWorkflow.runAsStep({
        input: transform({ shop }, ({ shop }) => ({
          selector: { id: shop.sales_channel_id },
          update: { name: shop.name },
        })),
      })
    })
    return new WorkflowResponse(shop)
  }
)
