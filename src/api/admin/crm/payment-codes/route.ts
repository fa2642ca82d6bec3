import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listCodes } from "../../../../workflows/payment/queries/list-codes"
import { saveCodes } from "../../../../workflows/payment/save-codes"
import { staffOf } from "../../../middlewares/require-staff-permission"
import { readBody } from "../../../read-input"
import { paymentCodesBody } from "./validators"

/** What every processor's codes mean and allow. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listCodes(request.scope))
}

/** Decides anew what codes mean; refused when somebody else has saved meanwhile. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { overrides, note, expected_version } = readBody(paymentCodesBody, request)
  await saveCodes(request.scope, overrides, {
    by: staffOf(request).user_id,
    note: note ?? null,
    expected_version,
  })
  response.json(await listCodes(request.scope))
}
