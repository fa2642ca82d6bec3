import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, parseCorsOrigins } from "@medusajs/framework/utils"
import { Problem } from "../../lib/problem"

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"])

/**
 * Refuses changes that another site's page asks for with this person's cookie. A browser names the
 * page's origin on every such request; callers that are no browsers name none and are let through.
 */
export const refuseForeignOrigin = (
  request: MedusaRequest,
  _response: MedusaResponse,
  next: MedusaNextFunction
): void => {
  if (!SAFE_METHODS.has(request.method) && isForeign(request)) {
    throw new Problem(403, "foreign_origin", "This request came from a page of another site.")
  }
  next()
}

const isForeign = (request: MedusaRequest): boolean => {
  const { origin, host } = request.headers
  if (origin === undefined) {
    return ["cross-site", "same-site"].includes(request.get("sec-fetch-site") ?? "")
  }
  const originHost = URL.canParse(origin) ? new URL(origin).host : null
  if (originHost !== null && [host, request.get("x-forwarded-host")].includes(originHost)) {
    return false
  }
  const { projectConfig } = request.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  return !parseCorsOrigins(projectConfig.http.adminCors).some((allowed) =>
    typeof allowed === "string" ? allowed === origin : allowed.test(origin)
  )
}
