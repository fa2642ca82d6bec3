import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { unitOfWork } from "../../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../../modules/attention"
import type AttentionModuleService from "../../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"

export type ResolveAttentionInput = {
  id: string
  user_id: string
  note: string | null
  cause: string | null
}

export const resolveAttentionStepId = "resolve-attention"

/** Resolves an entry by hand; of an order's entry its stream tells it. Twice changes nothing. */
export const resolveAttentionStep = createStep(
  { name: resolveAttentionStepId, noCompensation: true },
  async ({ id, user_id, note, cause }: ResolveAttentionInput, { container }) => {
    const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const entry = await unitOfWork(container, async (transaction) => {
      const subject = await attention.readSubject(transaction, id)
      if (subject.type === "order") {
        await orders.lockOrder(transaction, subject.id)
      }
      const resolved = await attention.resolve(transaction, id, user_id, note)
      if (resolved.was_open && resolved.entry.subject_type === "order") {
        const crm_order_id = resolved.entry.subject_id
        await orders.changeOpenAttention(transaction, crm_order_id, -1)
        await orders.appendEvents(transaction, [
          {
            crm_order_id,
            kind: "attention.resolved",
            actor: { type: "staff", id: user_id },
            cause,
            data: { kind: resolved.entry.kind },
            personal: note ? { note } : undefined,
          },
        ])
      }
      return resolved.entry
    })
    return new StepResponse(entry)
  }
)
