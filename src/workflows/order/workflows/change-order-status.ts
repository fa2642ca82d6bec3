import {
  createWorkflow,
  transform,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { MoveByHandInput } from "../move-by-hand"
import { changeOrderStatusStep } from "../steps/change-order-status"

export const changeOrderStatusWorkflowId = "change-order-status"

/** Medusa event for plug-ins; nothing of ours depends on it. Data: { id, from, to }. */
export const ORDER_STATUS_CHANGED = "crm_order.status_changed"

/** Moves one order to another status and tells whoever listens. */
export const changeOrderStatusWorkflow = createWorkflow(
  changeOrderStatusWorkflowId,
  (input: WorkflowData<MoveByHandInput>) => {
    const moved = changeOrderStatusStep(input)
    emitEventStep({
      eventName: ORDER_STATUS_CHANGED,
      data: transform({ moved }, ({ moved }) => ({ id: moved.id, from: moved.from, to: moved.to })),
    })
    return new WorkflowResponse(moved)
  }
)
