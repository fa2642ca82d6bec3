import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderScope } from "../../modules/crm_order/types"
import { listPeople, staffNames } from "./queries/names"

export type ChangeResponsibleInput = {
  id: string
  /** A staff user; null: nobody in particular. */
  user_id: string | null
  actor: EventActor
  scope: OrderScope
  cause: string | null
}

/** Who looks after an order, as the card shows it. */
export type Responsible = { id: string; name: string }

/**
 * Says who looks after an order. Only people who work here now are given orders; who had one before
 * keeps it in the stream.
 *
 * @throws Problem 404, 422 `not_staff`
 */
export const changeResponsible = async (
  container: MedusaContainer,
  { id, user_id, actor, scope, cause }: ChangeResponsibleInput
): Promise<Responsible | null> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { responsible_id: before } = await orders.readOrder(id, scope)
  const people = await listPeople(container)
  const person = people.find((one) => one.id === user_id) ?? null
  if (user_id && !person) {
    const message = "This is nobody who works here now."
    throw new Problem(422, "not_staff", message, { fields: [{ path: "user_id", message }] })
  }
  const names = await staffNames(container, before ? [before] : [])
  await unitOfWork(container, async (transaction) => {
    await orders.lockOrder(transaction, id)
    const was = await orders.setResponsible(transaction, id, user_id)
    if (was !== user_id) {
      await orders.appendEvents(transaction, [
        {
          crm_order_id: id,
          kind: "order.responsible_changed",
          actor,
          cause,
          data: { from: was, to: user_id },
          personal: { before: (was && names.get(was)) || "", after: person?.name ?? "" },
        },
      ])
    }
  })
  return person && { id: person.id, name: person.name }
}
