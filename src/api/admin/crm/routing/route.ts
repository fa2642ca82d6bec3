import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readRouting } from "../../../../workflows/payment/queries/read-routing"
import { saveRouting } from "../../../../workflows/payment/save-routing"
import { staffOf } from "../../../middlewares/require-staff-permission"
import { readBody } from "../../../read-input"
import { routingBody } from "./validators"

/** The routing rules in force and every version of them. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readRouting(request.scope))
}

/** Puts new routing rules in force; refused when somebody else has saved meanwhile. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { rules, note, expected_version } = readBody(routingBody, request)
  await saveRouting(request.scope, rules, {
    by: staffOf(request).user_id,
    note: note ?? null,
    expected_version,
  })
  response.json(await readRouting(request.scope))
}
