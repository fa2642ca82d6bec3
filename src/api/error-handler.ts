import { getHttpResponseFromError } from "@medusajs/framework/http"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { Problem } from "../lib/problem"

/** The one place where an error becomes an answer. A parser's own message never leaves it. */
export const errorHandler = (
  error: Error,
  request: MedusaRequest,
  response: MedusaResponse,
  _next: MedusaNextFunction
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
  const { statusCode, body } = getHttpResponseFromError(error)
  if (statusCode >= 500) {
    request.scope.resolve(ContainerRegistrationKeys.LOGGER).error(error)
  }
  response.status(statusCode).json(body)
}
