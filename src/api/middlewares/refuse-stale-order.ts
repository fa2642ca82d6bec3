import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Problem } from "../../lib/problem"
import { scopeOf } from "../../modules/staff/scope"
import { readChangesSince } from "../../workflows/order/queries/read-changes-since"
import { staffOf } from "./require-staff-permission"

/** The id of the newest event that the person has seen: `seen` of the card. */
const SEEN_HEADER = "x-order-seen"

const ORDER_CHANGE = /^\/admin\/crm\/orders\/([^/]+)\/.+/i

/**
 * Refuses what was decided upon an order as it is no more, and says what has changed, by whom and when.
 * Only for callers who say what they have seen: the pages do. It comes before the change, not within its
 * transaction: what must not happen twice or in a wrong state is guarded there (state machines,
 * `lockState`); this spares a person a decision on old news. Runs after the guard of the roles.
 *
 * @throws Problem 409 `stale_order` with `changes` and the new `seen`
 */
export const refuseStaleOrder = async (
  request: MedusaRequest,
  _response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const seen = request.headers[SEEN_HEADER]
  const [, id] = ORDER_CHANGE.exec(request.baseUrl + request.path) ?? []
  if (request.method === "POST" && id && seen !== undefined) {
    if (typeof seen !== "string" || !/^\d{1,18}$/.test(seen)) {
      throw new Problem(400, "invalid", `${SEEN_HEADER} is the number that the order's card gives.`)
    }
    const scope = scopeOf(staffOf(request))
    const { changes, ...now } = await readChangesSince(request.scope, id, seen, scope)
    if (changes.length > 0) {
      throw new Problem(
        409,
        "stale_order",
        "The order has changed since you opened it: look at what has changed, then decide again.",
        { extra: { changes, ...now } }
      )
    }
  }
  next()
}
