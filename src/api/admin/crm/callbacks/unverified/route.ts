import { z } from "@medusajs/framework/zod"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PAYMENT_CASCADE_MODULE } from "../../../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../../../modules/payment_cascade/service"
import { readQuery } from "../../../../read-input"

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
})

/** What was sent as a callback and signed by nobody we know; never applied. The newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const page = readQuery(pageQuery, request)
  const payments: PaymentCascadeModuleService = request.scope.resolve(PAYMENT_CASCADE_MODULE)
  response.json({ ...(await payments.callbacks.listUnverified(page)), ...page })
}
