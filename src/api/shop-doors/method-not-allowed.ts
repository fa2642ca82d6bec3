import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Problem } from "../../lib/problem"

/** Answers 405 and names the methods that the address does take. */
export const methodNotAllowed =
  (allowed: readonly string[]) =>
  async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
    response.setHeader("Allow", allowed.join(", "))
    throw new Problem(
      405,
      "method_not_allowed",
      `${request.method} is not possible here; use ${allowed.join(" or ")}.`
    )
  }
