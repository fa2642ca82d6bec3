import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { suppressAddress } from "../../../../../workflows/mail/change-suppression"
import { listSuppressions } from "../../../../../workflows/mail/queries/list-suppressions"
import { staffOf } from "../../../../middlewares/require-staff-permission"
import { readBody, readQuery } from "../../../../read-input"
import { suppressBody, suppressionsQuery } from "./validators"

/** The addresses that get nothing any more, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listSuppressions(request.scope, readQuery(suppressionsQuery, request)))
}

/** Stops an address by hand. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { address, note } = readBody(suppressBody, request)
  await suppressAddress(request.scope, { address, note: note ?? null }, staffOf(request))
  response.status(201).json({ address })
}
