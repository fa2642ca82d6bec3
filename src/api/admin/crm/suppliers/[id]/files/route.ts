import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAnswerFiles } from "../../../../../../workflows/dispatch/queries/list-answer-files"
import { readQuery } from "../../../../../read-input"
import { pageQuery } from "../../validators"

/** The answer files of a supplier, the newest first: how far each is, and its faults by line. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const page = readQuery(pageQuery, request)
  response.json(await listAnswerFiles(request.scope, request.params.id, page))
}
