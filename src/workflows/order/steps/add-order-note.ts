import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { unitOfWork } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { EventActor } from "../../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderScope } from "../../../modules/crm_order/types"

export type AddOrderNoteInput = {
  id: string
  text: string
  actor: EventActor
  scope: OrderScope
  cause: string | null
}

export const addOrderNoteStepId = "add-order-note"

/** Appends a note to the stream; its text goes to the erasable part. */
export const addOrderNoteStep = createStep(
  { name: addOrderNoteStepId, noCompensation: true },
  async (input: AddOrderNoteInput, { container }) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await orders.readState(input.id, input.scope)
    const [eventId] = await unitOfWork(container, (transaction) =>
      orders.appendEvents(transaction, [
        {
          crm_order_id: input.id,
          kind: "order.note_added",
          actor: input.actor,
          cause: input.cause,
          data: {},
          personal: { note: input.text },
        },
      ])
    )
    return new StepResponse({ event_id: eventId })
  }
)
