import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { takeAnswerFile } from "../../../../../../workflows/dispatch/answer-file"
import { previewAnswers } from "../../../../../../workflows/dispatch/queries/preview-answers"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody, readQuery } from "../../../../../read-input"
import { answersBody, answersQuery } from "../../validators"

/**
 * Takes an answer file (`{ name, content }`, base64, up to 8 MB). With `?preview=true` it only says
 * what is in it. Otherwise 202 with the file, whose rows a job applies; the same file again is the same
 * one (`is_new` false), and nothing is applied twice.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { preview } = readQuery(answersQuery, request)
  const { name, content } = readBody(answersBody, request)
  if (preview) {
    response.json(await previewAnswers(request.scope, id, { name, bytes: content }))
    return
  }
  const taken = await takeAnswerFile(request.scope, {
    ...{ supplier_id: id, path: name, bytes: content },
    source: "uploaded",
    actor_id: staffOf(request).user_id,
  })
  response.status(202).json(taken)
}
