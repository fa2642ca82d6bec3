import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { unitOfWork } from "../../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../../modules/attention"
import type AttentionModuleService from "../../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { finishRefillCall } from "../../mail/finish-refill"

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
        const about = {
          crm_order_id: resolved.entry.subject_id,
          actor: { type: "staff" as const, id: user_id },
          cause,
        }
        await orders.changeOpenAttention(transaction, about.crm_order_id, -1)
        await orders.appendEvents(transaction, [
          {
            ...about,
            kind: "attention.resolved",
            data: { kind: resolved.entry.kind },
            personal: note ? { note } : undefined,
          },
        ])
        if (resolved.entry.kind === "refill_call") {
          await finishRefillCall(container, transaction, about, note)
        }
      }
      return resolved.entry
    })
    return new StepResponse(entry)
  }
)
