import { errorHandler as medusaErrorHandler } from "@medusajs/framework/http"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Problem } from "../lib/problem"

const answerMedusaError = medusaErrorHandler()

/** The one place where an error becomes an answer. A parser's own message never leaves it. */
export const errorHandler = (
  error: Error,
  request: MedusaRequest,
  response: MedusaResponse,
  next: MedusaNextFunction
): void => {
  if (error instanceof Problem) {
    response.status(error.status).json({
      code: error.code,
      error: error.message,
      ...(error.fields.length > 0 ? { fields: error.fields } : {}),
      ...error.extra,
    })
    return
  }
  answerMedusaError(error, request, response, next)
}
