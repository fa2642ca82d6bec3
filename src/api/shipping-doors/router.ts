import { container } from "@medusajs/framework"
import { raw, Router } from "express"
import type { Request, RequestHandler } from "express"
import { Problem } from "../../lib/problem"
import { receiveShippingCallback } from "../../workflows/dispatch/receive-shipping-callback"
import { answerError, asMedusaRequest } from "../before-medusa"

/** Suppliers tell about many parcels at once; beyond this the answer is 413. */
const CALLBACK_LIMIT = "2mb"

const headersOf = (request: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]]
    )
  )

/** One callback about parcels: 200 once it is kept, so that it need not be sent again. */
const door: RequestHandler = (request, response, next) => {
  const take = async (): Promise<void> => {
    const body: unknown = request.body
    if (!Buffer.isBuffer(body)) {
      throw new Problem(400, "malformed", "The body is empty.")
    }
    await receiveShippingCallback(container, {
      provider: String(request.params.provider),
      headers: headersOf(request),
      body,
      address: request.ip ?? null,
    })
    response.status(200).json({ received: true })
  }
  take().catch(next)
}

/**
 * Where tracking services and suppliers call us, answered before Medusa's own middleware: its parsers
 * change the bytes that were signed.
 */
export const shippingDoors = (): Router =>
  Router().post(
    "/hooks/shipping/:provider",
    asMedusaRequest,
    raw({ type: () => true, limit: CALLBACK_LIMIT, inflate: false }),
    door,
    answerError
  )
