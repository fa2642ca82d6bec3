import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CARRIERS } from "../../../../modules/dispatch/carriers/recognise"

/** Every carrier that we know, for choosing one. */
export const GET = async (_request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ carriers: CARRIERS.map(({ code, name }) => ({ code, name })) })
}
