import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listCatalogue } from "../../../../workflows/dispatch/queries/list-catalogue"
import { saveCatalogueRow } from "../../../../workflows/dispatch/save-catalogue-row"
import { readBody, readQuery } from "../../../read-input"
import { catalogueBody, catalogueQuery } from "./validators"

/** A page of the suppliers' catalogue by SKU. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { limit, offset, ...filter } = readQuery(catalogueQuery, request)
  response.json(await listCatalogue(request.scope, filter, { limit, offset }))
}

/** Adds a row; the answer names the orders that wait because nobody shipped this SKU. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const row = readBody(catalogueBody, request)
  response.status(201).json(await saveCatalogueRow(request.scope, row))
}
