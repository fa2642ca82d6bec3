import type { MedusaResponse } from "@medusajs/framework/http"

/**
 * Nothing from outside is loaded, nothing inline runs. Inline style attributes are allowed: the
 * viewer sets them, and without scripts they do no harm.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ")

export const setSecurityHeaders = (response: MedusaResponse): void => {
  response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
  response.setHeader("X-Content-Type-Options", "nosniff")
  response.setHeader("Referrer-Policy", "no-referrer")
}
