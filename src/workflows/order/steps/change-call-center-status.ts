import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { unitOfWork } from "../../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../../modules/attention"
import type AttentionModuleService from "../../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../../modules/crm_order/order-events"
import {
  CALL_CENTER_OUTCOMES_FOR_MANAGERS,
  type CallCenterStatus,
  type Mover,
} from "../../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderScope } from "../../../modules/crm_order/types"

export type ChangeCallCenterStatusInput = {
  id: string
  to: CallCenterStatus
  mover: Mover
  actor: EventActor
  scope: OrderScope
  note: string | null
  cause: string | null
}

export const changeCallCenterStatusStepId = "change-call-center-status"

/**
 * Moves the call-centre status of one order. An outcome puts the order on the managers' list with
 * the operator's words; going on with the call takes it off again. The order status stays.
 */
export const changeCallCenterStatusStep = createStep(
  { name: changeCallCenterStatusStepId, noCompensation: true },
  async (input: ChangeCallCenterStatusInput, { container }) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    const { id, to, mover, actor, note, cause } = input
    const from = await orders.readState(id, input.scope)
    const subject = { type: "order" as const, id }
    const eventId = await unitOfWork(container, async (transaction) => {
      await orders.moveCallCenterStatus(transaction, { id, from, to, mover })
      const events: NewOrderEvent[] = [
        {
          crm_order_id: id,
          kind: "order.call_center_status_changed",
          actor,
          cause,
          data: { from: from.call_center_status, to },
          personal: note ? { note } : undefined,
        },
      ]
      const kind = "call_center_outcome"
      const about = { crm_order_id: id, actor, cause: "order.call_center_status_changed" }
      if (CALL_CENTER_OUTCOMES_FOR_MANAGERS.includes(to)) {
        const data = { status: to }
        const isNew = await attention.raise(transaction, { kind, subject, data, words: note })
        await orders.changeOpenAttention(transaction, id, isNew ? 1 : 0)
        events.push({ ...about, kind: "attention.raised", data: { kind, ...data } })
      } else {
        const settled = await attention.resolveFor(transaction, subject, actor.id, kind)
        await orders.changeOpenAttention(transaction, id, -settled.length)
        settled.forEach(() => events.push({ ...about, kind: "attention.resolved", data: { kind } }))
      }
      const [first] = await orders.appendEvents(transaction, events)
      return first
    })
    return new StepResponse({ id, to, event_id: eventId })
  }
)
