import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type { AttentionKind } from "../../modules/attention/kinds"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"

/** On whose account an entry of an order is raised or resolved. */
type About = Pick<NewOrderEvent, "crm_order_id" | "actor" | "cause">

export type EntryToRaise = { kind: AttentionKind; data: Record<string, unknown> }

/** Raises entries on an order: the list, the order's count and its stream in one transaction. */
export const raiseOnOrder = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: About,
  entries: readonly EntryToRaise[]
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const subject = { type: "order" as const, id: about.crm_order_id }
  for (const { kind, data } of entries) {
    const isNew = await attention.raise(transaction, { kind, subject, data })
    if (isNew) {
      await orders.changeOpenAttention(transaction, about.crm_order_id, 1)
      await orders.appendEvents(transaction, [
        { ...about, kind: "attention.raised", data: { kind, ...data } },
      ])
    }
  }
}

/** The same entry on many orders with a handful of statements. */
export const raiseOnOrders = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<NewOrderEvent, "actor" | "cause">,
  kind: AttentionKind,
  entries: readonly { order_id: string; data: Record<string, unknown> }[]
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const raised = new Set(await attention.raiseOnMany(transaction, kind, entries))
  await orders.changeOpenAttentionOfMany(transaction, [...raised], 1)
  await orders.appendEvents(
    transaction,
    entries
      .filter(({ order_id }) => raised.has(order_id))
      .map(({ order_id, data }) => ({
        ...about,
        crm_order_id: order_id,
        kind: "attention.raised" as const,
        data: { kind, ...data },
      }))
  )
}

/** Resolves the open entries of these kinds on many orders. */
export const resolveOnOrders = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<NewOrderEvent, "actor" | "cause">,
  orderIds: readonly string[],
  kinds: readonly AttentionKind[]
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const resolved = await attention.resolveOnMany(transaction, orderIds, about.actor.id, kinds)
  await orders.changeOpenAttentionOfMany(
    transaction,
    resolved.map(({ order_id }) => order_id),
    -1
  )
  await orders.appendEvents(
    transaction,
    resolved.map(({ order_id, kind }) => ({
      ...about,
      crm_order_id: order_id,
      kind: "attention.resolved" as const,
      data: { kind },
    }))
  )
}

/** Resolves the open entries of these kinds: what they were about is over. */
export const resolveOnOrder = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: About,
  kinds: readonly AttentionKind[]
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  if (kinds.length === 0) {
    return
  }
  const resolved = await attention.resolveKinds(
    transaction,
    { type: "order", id: about.crm_order_id },
    about.actor.id,
    kinds
  )
  if (resolved.length > 0) {
    await orders.changeOpenAttention(transaction, about.crm_order_id, -resolved.length)
    await orders.appendEvents(
      transaction,
      resolved.map((kind) => ({ ...about, kind: "attention.resolved" as const, data: { kind } }))
    )
  }
}
