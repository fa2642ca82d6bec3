import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderEvent } from "../../../../../../workflows/order/queries/list-order-events"
import { changeShippingAddressWorkflow } from "../../../../../../workflows/order/workflows/change-shipping-address"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { shippingAddressBody } from "../../validators"

/** Gives the order another shipping address, as long as a parcel can still go there. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { phone, reason, state, address2, ...address } = readBody(shippingAddressBody, request)
  const { actor, scope, cause } = askerOf(request)
  const { result } = await changeShippingAddressWorkflow(request.scope).run({
    input: {
      id: request.params.id,
      address: { ...address, state: state ?? undefined, address2: address2 ?? undefined },
      phone: phone || null,
      reason: reason ?? null,
      actor,
      scope,
      cause,
    },
  })
  response.json({
    order: { id: result.id },
    event: await readOrderEvent(request.scope, result.event_id),
  })
}
