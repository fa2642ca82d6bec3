import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeViewWorkflow } from "../../../../../workflows/order/workflows/change-view"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../read-input"
import { changedViewBody } from "../validators"

/** Renames one's own view, gives it another filter, or shares it. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const changes = readBody(changedViewBody, request)
  const { result } = await changeViewWorkflow(request.scope).run({
    input: { id: request.params.id, changes, asker: staffOf(request) },
  })
  response.json({ view: result })
}
