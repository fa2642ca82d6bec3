import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readHealth } from "../../../../workflows/health/read-health"

/** How the installation is doing: database, job queue, exchange rates, disk. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readHealth(request.scope))
}
