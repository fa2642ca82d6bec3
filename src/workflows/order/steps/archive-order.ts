import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { Problem } from "../../../lib/problem"
import { unitOfWork } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { EventActor } from "../../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderScope } from "../../../modules/crm_order/types"

export type ArchiveOrderInput = {
  id: string
  /** False takes an archived order back. */
  archive: boolean
  reason: string
  actor: EventActor
  scope: OrderScope
  cause: string | null
}

export const archiveOrderStepId = "archive-order"

/**
 * Takes an order out of lists and figures with a reason, or back into them. Nobody deletes an order.
 *
 * @throws Problem 404, 409 `already_archived` or `not_archived`
 */
export const archiveOrderStep = createStep(
  { name: archiveOrderStepId, noCompensation: true },
  async ({ id, archive, reason, actor, scope, cause }: ArchiveOrderInput, { container }) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await orders.readState(id, scope)
    await unitOfWork(container, async (transaction) => {
      if (!(await orders.setArchived(transaction, id, archive))) {
        throw archive
          ? new Problem(409, "already_archived", "The order is archived already.")
          : new Problem(409, "not_archived", "The order is not archived.")
      }
      await orders.appendEvents(transaction, [
        {
          crm_order_id: id,
          kind: archive ? "order.archived" : "order.unarchived",
          actor,
          cause,
          data: {},
          personal: { note: reason },
        },
      ])
    })
    return new StepResponse({ id, archived: archive })
  }
)
