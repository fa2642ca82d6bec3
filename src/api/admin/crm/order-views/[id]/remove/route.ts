import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeViewWorkflow } from "../../../../../../workflows/order/workflows/remove-view"
import { staffOf } from "../../../../../middlewares/require-staff-permission"

/** Forgets one's own view. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { result } = await removeViewWorkflow(request.scope).run({
    input: { id: request.params.id, asker: staffOf(request) },
  })
  response.json({ ...result, deleted: true })
}
