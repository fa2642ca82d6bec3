import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { notFound } from "../../../../../lib/problem"
import { readShippingRulesVersion } from "../../../../../workflows/dispatch/queries/read-shipping-rules"
import { versionParams } from "../validators"

/** One version of the rules who ships what as it was saved. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const version = versionParams.safeParse(request.params.version)
  if (!version.success) {
    throw notFound("version")
  }
  response.json(await readShippingRulesVersion(request.scope, version.data))
}
