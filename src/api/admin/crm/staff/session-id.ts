import type { MedusaRequest } from "@medusajs/framework/http"

/** The session that this request belongs to; null when it has come with a token. */
export const sessionIdOf = (request: MedusaRequest): string | null =>
  request.session?.auth_context ? (request.sessionID ?? null) : null
