import { errorHandler as medusaErrorHandler } from "@medusajs/framework/http"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { problemOf } from "../lib/problem"

const answerMedusaError = medusaErrorHandler()

/** The one place where an error becomes an answer. A parser's own message never leaves it. */
export const errorHandler = (
  error: Error,
  request: MedusaRequest,
  response: MedusaResponse,
  next: MedusaNextFunction
): void => {
  const problem = problemOf(error)
  if (problem) {
    response.status(problem.status).json({
      code: problem.code,
      error: problem.message,
      ...(problem.fields.length > 0 ? { fields: problem.fields } : {}),
      ...problem.extra,
    })
    return
  }
  answerMedusaError(error, request, response, next)
}
