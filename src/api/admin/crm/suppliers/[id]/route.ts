import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readSupplier } from "../../../../../workflows/dispatch/queries/list-suppliers"
import { changeSupplier } from "../../../../../workflows/dispatch/save-supplier"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../read-input"
import { siteUrlOf } from "../../site-url"
import { changeSupplierBody } from "../validators"

/** Changes the given fields of a supplier; secrets that are not given stay as they are. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { secrets = {}, ...change } = readBody(changeSupplierBody, request)
  await changeSupplier(request.scope, id, change, secrets, staffOf(request))
  response.json({ supplier: await readSupplier(request.scope, siteUrlOf(request), id) })
}
