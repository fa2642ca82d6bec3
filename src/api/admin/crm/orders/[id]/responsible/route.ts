import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeResponsible } from "../../../../../../workflows/order/change-responsible"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { responsibleBody } from "../../validators"

/** Says who looks after the order; null for nobody in particular. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { user_id } = readBody(responsibleBody, request)
  const { actor, scope, cause } = askerOf(request)
  const { id } = request.params
  const responsible = await changeResponsible(request.scope, { id, user_id, actor, scope, cause })
  response.json({ order: { id, responsible } })
}
