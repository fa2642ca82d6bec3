import { container } from "@medusajs/framework"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ErrorRequestHandler, RequestHandler } from "express"
import { errorHandler } from "./error-handler"

/** What Medusa gives every request, as far as the handlers that stand before it use it. */
export const asMedusaRequest: RequestHandler = (request, _response, next) => {
  Object.assign(request, {
    scope: container,
    requestId: request.headers["x-request-id"],
  })
  next()
}

/** Answers errors like everywhere else. */
export const answerError: ErrorRequestHandler = (error, request, response, next) =>
  errorHandler(error, request as MedusaRequest, response as MedusaResponse, next)
