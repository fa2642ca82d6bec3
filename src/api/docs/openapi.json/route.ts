import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { buildOpenApiDocument } from "../../openapi"

let document: ReturnType<typeof buildOpenApiDocument> | undefined

/** The OpenAPI document of the doors for shops; for everybody. */
export const GET = (_request: MedusaRequest, response: MedusaResponse): void => {
  response.json((document ??= buildOpenApiDocument()))
}
