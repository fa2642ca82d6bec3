import type { RequestHandler } from "express"
import { hideSecrets } from "./hide-secrets"
import { logger } from "./logger"

/** Whoever has the token of a letter's link can use it: it is nobody's business who reads logs. */
const LINK_TOKEN = /^\/(go|mail\/unsubscribe)\/.*/

const QUIET_PATHS = ["/health", "/app/assets/"]

/**
 * One line per answered request: method, path, status, milliseconds, caller's address.
 * The query string is left out on purpose: it may carry what nobody should read in a log.
 */
export const requestLog: RequestHandler = (request, response, next) => {
  const began = process.hrtime.bigint()
  const path = request.path
  response.on("finish", () => {
    if (QUIET_PATHS.some((quiet) => path.startsWith(quiet))) {
      return
    }
    const milliseconds = Number(process.hrtime.bigint() - began) / 1e6
    // Cleaned by itself: next to other figures a card number in it might not be recognised.
    const shown = hideSecrets(path.replace(LINK_TOKEN, "/$1/…"))
    logger.http(
      `${request.method} ${shown} ${response.statusCode} ${milliseconds.toFixed(1)} ms from ${request.ip ?? "-"}`
    )
  })
  next()
}
