import { container } from "@medusajs/framework"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Problem } from "../../lib/problem"
import { receiveCallback } from "../../workflows/payment/receive-callback"

/** Larger than any processor's event; beyond it the answer is 413. */
export const CALLBACK_LIMIT = "256kb"

const headersOf = (request: MedusaRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]]
    )
  )

/**
 * One callback of a processor: 200 once it is kept, so that the processor need not send it again.
 * The body is needed as it was signed, byte by byte.
 */
export const takeCallback = async (
  request: MedusaRequest,
  response: MedusaResponse
): Promise<void> => {
  const body: unknown = request.body
  if (!Buffer.isBuffer(body)) {
    throw new Problem(400, "malformed", "The body is empty.")
  }
  await receiveCallback(container, {
    processor: request.params.provider,
    headers: headersOf(request),
    body,
    address: request.ip ?? null,
  })
  response.status(200).json({ received: true })
}
