import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { docsPage } from "./page"
import { setSecurityHeaders } from "./security-headers"

/** The contract for shops as a page to read. */
export const GET = (_request: MedusaRequest, response: MedusaResponse): void => {
  setSecurityHeaders(response)
  response.type("html").send(docsPage())
}
