import type { MedusaRequest } from "@medusajs/framework/http"

/** The address under which this request has reached us, e.g. `https://crm.example`. */
export const siteUrlOf = (request: MedusaRequest): string =>
  `${request.protocol}://${request.get("host")}`
