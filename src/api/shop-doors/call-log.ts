import type { MedusaRequest } from "@medusajs/framework/http"
import type { Problem } from "../../lib/problem"
import { SHOP_MODULE } from "../../modules/shop"
import type ShopModuleService from "../../modules/shop/service"
import type { AuthenticatedShop, ShopRequestEntry } from "../../modules/shop/types"
import { readCredentials } from "../../workflows/intake/read-credentials"
import { redactRequest } from "../../workflows/intake/redact-request"

/** What is known of a shop's call so far; a call that fails early knows little. */
type Call = { startedAt: number; body: unknown; shop: AuthenticatedShop | null }

const calls = new WeakMap<MedusaRequest, Call>()

const isLegacyDoor = (path: string): boolean => /^\/create_order\.php(\/|$)/i.test(path)

/**
 * Whether the address belongs to the doors that shops call, whose answers have the contract's shape.
 * Like the router, it does not mind capitals and a closing slash.
 */
export const isShopDoor = (path: string): boolean =>
  isLegacyDoor(path) || /^\/store\/crm(\/|$)/i.test(path)

/** The call of a request; begun when it is first asked for. */
export const callOf = (request: MedusaRequest): Call => {
  const known = calls.get(request)
  if (known) {
    return known
  }
  const call: Call = { startedAt: performance.now(), body: null, shop: null }
  calls.set(request, call)
  return call
}

/** What an API id looks like; anything else in its place may be a secret in the wrong field. */
const API_ID = /^\d{1,9}$/

/** The API id that a caller claims; kept so that staff find the call, never believed. */
const claimedApiId = (request: MedusaRequest, body: unknown): string | null => {
  const sent = readCredentials({ authorizationHeader: request.headers.authorization, body })
  return sent.ok && API_ID.test(sent.apiId) ? sent.apiId : null
}

/**
 * Puts a call of a shop into the request log, without anything secret: also the refused ones, so
 * that staff can tell a shop what is wrong. A reader of its own orders is not logged when all is well.
 */
export const recordCall = (
  request: MedusaRequest,
  outcome: { status: number; orderId: string | null; problem: Problem | null }
): void => {
  const { startedAt, body, shop } = callOf(request)
  const shops: ShopModuleService = request.scope.resolve(SHOP_MODULE)
  const door: ShopRequestEntry["door"] = isLegacyDoor(request.path) ? "create_order.php" : "store"
  shops.recordRequest({
    shop_id: shop?.id ?? null,
    api_id: shop?.api_id ?? claimedApiId(request, body),
    door,
    method: request.method,
    status: outcome.status,
    code: outcome.problem?.code ?? "",
    error: outcome.problem?.message ?? "",
    fields: outcome.problem?.fields ?? [],
    body: redactRequest(body),
    order_id: outcome.orderId,
    duration_ms: Math.round(performance.now() - startedAt),
    address: request.ip ?? "",
  })
}
