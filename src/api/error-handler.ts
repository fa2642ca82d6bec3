import { getHttpResponseFromError } from "@medusajs/framework/http"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { loggedError, reasonOf } from "../lib/error-words"
import { Problem, problemOf } from "../lib/problem"
import { isShopDoor, recordCall } from "./shop-doors/call-log"
import { WRONG_PUBLISHABLE_KEY } from "./shop-doors/publishable-key"

/**
 * What the body parser calls its errors, in our words. Its own message and the error object can
 * carry part of the input, a card number included: they are never answered, logged or kept.
 */
const PARSER_PROBLEMS: Record<string, Problem> = {
  "entity.parse.failed": new Problem(400, "malformed", "The body is not valid JSON."),
  "entity.too.large": new Problem(413, "too_large", "The body is too large."),
  "parameters.too.many": new Problem(413, "too_large", "The form has too many fields."),
  "encoding.unsupported": new Problem(415, "unsupported_encoding", "Send the body uncompressed."),
  "charset.unsupported": new Problem(415, "unsupported_charset", "Send the body in UTF-8."),
  "request.aborted": new Problem(400, "malformed", "The body ended too early."),
  "request.size.invalid": new Problem(400, "malformed", "The body is not as long as announced."),
  "stream.encoding.set": new Problem(400, "malformed", "The body cannot be read."),
  "querystring.parse.rangeError": new Problem(400, "malformed", "The form is nested too deeply."),
}

const UNEXPECTED = new Problem(
  500,
  "unexpected",
  "Something went wrong on our side. Nothing was half written; please try again."
)

/** Connection failures of PostgreSQL by its own and by Node's codes (PostgreSQL, appendix A). */
const DATABASE_AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|08\d{3}|57P0[123]|53300)$/

/** PostgreSQL: a character that its text cannot hold, e.g. NUL in an id. */
const UNKEEPABLE_CHARACTER = /^(22021|22P05)$/

/** The same as the pool and the driver say it, who give these errors no code. */
const DATABASE_AWAY_WORDS =
  /^(Knex: Timeout acquiring a connection|Connection (terminated|ended)|Connection Error|timeout expired|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error))/

const isDatabaseAway = (error: Error & { code?: unknown }): boolean =>
  DATABASE_AWAY.test(String(error.code ?? "")) || DATABASE_AWAY_WORDS.test(reasonOf(error))

/** Any error as a refusal that may be shown: never a parser's, driver's or library's own message. */
export const refusalOf = (error: Error & { code?: unknown; type?: unknown }): Problem => {
  const known = problemOf(error)
  if (known) {
    return known
  }
  if (typeof error.type === "string" && PARSER_PROBLEMS[error.type]) {
    return PARSER_PROBLEMS[error.type]
  }
  if (isDatabaseAway(error)) {
    return new Problem(503, "database_away", "The database cannot be reached. Please try again.")
  }
  if (UNKEEPABLE_CHARACTER.test(String(error.code ?? ""))) {
    return new Problem(400, "malformed", "The request holds a character that cannot be kept.")
  }
  if (error instanceof URIError) {
    return new Problem(400, "malformed", "The address is not valid.")
  }
  if (MedusaError.isMedusaError(error)) {
    const { statusCode, body } = getHttpResponseFromError(error)
    return new Problem(
      statusCode,
      body.type ?? body.code ?? "refused",
      body.message ?? "Refused.",
      {
        // Medusa's own pages read these two names.
        extra: { type: body.type, message: body.message },
      }
    )
  }
  return UNEXPECTED
}

/** Medusa refuses a missing or unknown publishable key itself, before our doors, with a 400. */
const isPublishableKeyRefusal = (error: Error): boolean =>
  MedusaError.isMedusaError(error) && /publishable/i.test(error.message)

/**
 * The one place where an error becomes an answer: in the shape of the shops' contract on their
 * doors, `{ code, error, fields? }` everywhere else.
 */
export const errorHandler = (
  error: Error,
  request: MedusaRequest,
  response: MedusaResponse,
  _next: MedusaNextFunction
): void => {
  const atShopDoor = isShopDoor(request.path)
  const problem =
    atShopDoor && isPublishableKeyRefusal(error) ? WRONG_PUBLISHABLE_KEY : refusalOf(error)
  if (atShopDoor) {
    recordCall(request, { status: problem.status, orderId: null, problem })
  }
  if (problem.status >= 500) {
    const logger = request.scope.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(
      `${request.method} ${request.path} failed (${request.requestId}): ${loggedError(error)}`
    )
  }
  if (response.headersSent) {
    response.end()
    return
  }
  const { code, message, fields, extra } = problem
  response
    .status(problem.status)
    .json(
      atShopDoor
        ? { result: false, error: message, id: "", code, fields, ...extra }
        : { code, error: message, ...(fields.length > 0 ? { fields } : {}), ...extra }
    )
}
