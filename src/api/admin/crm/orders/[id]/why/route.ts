import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readWhy } from "../../../../../../workflows/order/why/read-why"
import { askerOf } from "../../asker"

/** Why the order is where it is: the kind of reason, what it names, since when, and the button that helps. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ why: await readWhy(request.scope, request.params.id, askerOf(request)) })
}
