import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { DISPATCH_MODULE } from "../../../../../../modules/dispatch"
import type DispatchModuleService from "../../../../../../modules/dispatch/service"
import { readQuery } from "../../../../../read-input"
import { pageQuery } from "../../validators"

/** What was said to a supplier and what he said, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const page = readQuery(pageQuery, request)
  const { suppliers }: DispatchModuleService = request.scope.resolve(DISPATCH_MODULE)
  const { id } = await suppliers.read(request.params.id)
  response.json(await suppliers.listExchanges(id, page))
}
