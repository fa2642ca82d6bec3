import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { container as applicationContainer } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { containsCardNumber } from "../../lib/card-numbers"
import { Problem } from "../../lib/problem"
import { SHOP_MODULE } from "../../modules/shop"
import type ShopModuleService from "../../modules/shop/service"
import type { AuthenticatedShop } from "../../modules/shop/types"
import { acceptOrder } from "../../workflows/intake/accept-order"
import { bodyOfFormFields } from "../../workflows/intake/form-fields"
import { MAX_DEPTH, nestingDepth } from "../../workflows/intake/nesting-depth"
import { readCredentials } from "../../workflows/intake/read-credentials"
import { callOf, recordCall } from "./call-log"
import { readPreferredWait } from "./preferred-wait"
import { ensureLivePublishableKey, WRONG_PUBLISHABLE_KEY } from "./publishable-key"

/** Larger than any honest order of 200 lines; beyond it the answer is 413. */
export const BODY_LIMIT = "512kb"

export type DoorOptions = {
  /** Kinds of body this door takes, by media type. */
  bodies: readonly ("application/json" | "application/x-www-form-urlencoded")[]
  /** Whether the door asks for the shop's publishable key. */
  publishableKey: boolean
}

const idempotencyKeySchema = z
  .string()
  .trim()
  .min(1, "The Idempotency-Key is empty.")
  .max(200, "The Idempotency-Key is longer than 200 characters.")
  .regex(/^[\x21-\x7e]+$/, "The Idempotency-Key may hold visible ASCII characters only.")
  .refine((key) => !containsCardNumber(key), "The Idempotency-Key looks like a card number.")
  .nullable()

const dryRunSchema = z.enum(["true", "false"], "dry_run is either true or false.").default("false")

const readIdempotencyKey = (request: MedusaRequest): string | null => {
  const result = idempotencyKeySchema.safeParse(request.headers["idempotency-key"] ?? null)
  if (!result.success) {
    throw new Problem(400, "malformed", result.error.issues[0].message)
  }
  return result.data
}

const readDryRun = (request: MedusaRequest): boolean => {
  const result = dryRunSchema.safeParse(request.query.dry_run)
  if (!result.success) {
    throw new Problem(400, "malformed", result.error.issues[0].message)
  }
  return result.data === "true"
}

const readBody = (request: MedusaRequest, { bodies }: DoorOptions): unknown => {
  const mediaType = String(request.headers["content-type"] ?? "")
    .split(";")[0]
    .trim()
    .toLowerCase()
  const kind = bodies.find((one) => one === mediaType)
  if (!kind) {
    throw new Problem(415, "unsupported_media_type", `Send the order as ${bodies.join(" or ")}.`)
  }
  const body = kind === "application/json" ? request.body : bodyOfFormFields(request.body)
  if (nestingDepth(body) > MAX_DEPTH) {
    throw new Problem(400, "malformed", `The body is nested deeper than ${MAX_DEPTH} levels.`)
  }
  return body
}

/** The shop whose credentials came with the request. @throws Problem 401, 403, 429 */
export const authenticateShop = async (
  request: MedusaRequest,
  body: unknown,
  publishableKey: boolean
): Promise<AuthenticatedShop> => {
  const sent = readCredentials({ authorizationHeader: request.headers.authorization, body })
  if (!sent.ok) {
    throw new Problem(sent.status, sent.code, sent.error)
  }
  const shops: ShopModuleService = request.scope.resolve(SHOP_MODULE)
  const presented = { apiId: sent.apiId, apiKey: sent.apiKey, address: request.ip ?? "" }
  if (!publishableKey) {
    return shops.authenticate(presented)
  }
  const key = String(request.headers["x-publishable-api-key"] ?? "")
  if (!key) {
    throw WRONG_PUBLISHABLE_KEY
  }
  const shop = await shops.authenticate({ ...presented, publishableKey: key })
  await ensureLivePublishableKey(key)
  return shop
}

/**
 * One create-order call, whichever door it came through: reads it, runs the intake and answers.
 * What is thrown is answered and put into the request log by the error handler.
 */
export const createOrderThrough =
  (options: DoorOptions) =>
  async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
    const call = callOf(request)
    call.body = readBody(request, options)
    call.shop = await authenticateShop(request, call.body, options.publishableKey)
    const idempotencyKey = readIdempotencyKey(request)
    const answer = await acceptOrder(applicationContainer, {
      shop: call.shop,
      body: call.body,
      idempotencyKey,
      dryRun: readDryRun(request),
      waitSeconds: readPreferredWait(request.headers.prefer),
      requestId: request.requestId ?? null,
    })
    recordCall(request, { status: answer.status, orderId: answer.body.id || null, problem: null })
    response.status(answer.status).json(answer.body)
  }
