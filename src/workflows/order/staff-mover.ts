import type { EventActor } from "../../modules/crm_order/order-events"
import type { Mover } from "../../modules/crm_order/order-status"
import type { StaffActor } from "../../modules/staff/types"

/** As whom a signed-in person moves orders: the tables know managers and operators. */
export const moverOf = (actor: StaffActor): Mover =>
  actor.role === "operator" ? "operator" : "manager"

/** How the stream names a signed-in person. */
export const eventActorOf = (actor: StaffActor): EventActor => ({
  type: "staff",
  id: actor.user_id,
})
