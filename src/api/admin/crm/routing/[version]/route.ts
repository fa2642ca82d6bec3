import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { notFound } from "../../../../../lib/problem"
import { readRoutingVersion } from "../../../../../workflows/payment/queries/read-routing"
import { versionParams } from "../validators"

/** One version of the routing rules as it was saved. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const version = versionParams.safeParse(request.params.version)
  if (!version.success) {
    throw notFound("version")
  }
  response.json(await readRoutingVersion(request.scope, version.data))
}
