import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listProcessors } from "../../../../workflows/payment/queries/list-processors"
import { siteUrlOf } from "../site-url"

/** Every processor and every account at one, without any secret. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listProcessors(request.scope, siteUrlOf(request)))
}
