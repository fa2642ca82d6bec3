import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderScope } from "../../modules/crm_order/types"

/** More of them say nothing any more. */
export const MOST_TAGS_OF_AN_ORDER = 20

export type ChangeTagsInput = {
  id: string
  add: readonly string[]
  remove: readonly string[]
  actor: EventActor
  scope: OrderScope
  cause: string | null
}

/**
 * Gives an order tags and takes others away; what it has already or never had changes nothing.
 *
 * @returns the tags that it has then
 * @throws Problem 404, 422 `too_many_tags`
 */
export const changeTags = async (
  container: MedusaContainer,
  { id, add, remove, actor, scope, cause }: ChangeTagsInput
): Promise<string[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await orders.readState(id, scope)
  return unitOfWork(container, async (transaction) => {
    await orders.lockOrder(transaction, id)
    const { tags, added, removed } = await orders.changeTags(transaction, id, { add, remove })
    if (tags.length > MOST_TAGS_OF_AN_ORDER) {
      throw new Problem(
        422,
        "too_many_tags",
        `An order has up to ${MOST_TAGS_OF_AN_ORDER} tags: take one away first.`,
        { fields: [{ path: "add", message: "This is one tag too many." }] }
      )
    }
    if (added.length > 0 || removed.length > 0) {
      await orders.appendEvents(transaction, [
        {
          crm_order_id: id,
          kind: "order.tags_changed",
          actor,
          cause,
          data: { added: added.join(", "), removed: removed.join(", ") },
        },
      ])
    }
    return tags
  })
}
