import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { unitOfWork } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderScope } from "../../../modules/crm_order/types"
import { moveCallCenterWithin, type CallCenterMoveInput } from "../move-call-center"

export type ChangeCallCenterStatusInput = CallCenterMoveInput & { id: string; scope: OrderScope }

export const changeCallCenterStatusStepId = "change-call-center-status"

/** Moves the call-centre status of one order. */
export const changeCallCenterStatusStep = createStep(
  { name: changeCallCenterStatusStepId, noCompensation: true },
  async ({ id, scope, ...input }: ChangeCallCenterStatusInput, { container }) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const from = await orders.readState(id, scope)
    const eventId = await unitOfWork(container, (transaction) =>
      moveCallCenterWithin(container, transaction, from, input)
    )
    return new StepResponse({ id, to: input.to, event_id: eventId })
  }
)
