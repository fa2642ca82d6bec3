import type { MedusaRequest } from "@medusajs/framework/http"
import { scopeOf } from "../../../../modules/staff/scope"
import { eventActorOf, moverOf } from "../../../../workflows/order/staff-mover"
import { staffOf } from "../../../middlewares/require-staff-permission"

/** Whose orders the signed-in person sees, as what they move them, and how the stream names them. */
export const askerOf = (request: MedusaRequest) => {
  const actor = staffOf(request)
  return {
    scope: scopeOf(actor),
    role: actor.role,
    mover: moverOf(actor),
    actor: eventActorOf(actor),
    cause: request.requestId ?? null,
  }
}
