import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listSuppliers, readSupplier } from "../../../../workflows/dispatch/queries/list-suppliers"
import { createSupplier } from "../../../../workflows/dispatch/save-supplier"
import { staffOf } from "../../../middlewares/require-staff-permission"
import { readBody } from "../../../read-input"
import { siteUrlOf } from "../site-url"
import { createSupplierBody } from "./validators"

/** Every kind of supplier and every supplier that is entered, without any secret. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listSuppliers(request.scope, siteUrlOf(request)))
}

/** Enters a supplier. Its secrets are sealed and can be read nowhere afterwards. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { secrets, ...supplier } = readBody(createSupplierBody, request)
  const id = await createSupplier(request.scope, supplier, secrets, staffOf(request))
  response.status(201).json({ supplier: await readSupplier(request.scope, siteUrlOf(request), id) })
}
