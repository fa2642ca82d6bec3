import { logger as medusaLogger } from "@medusajs/framework/logger"
import type { Logger } from "@medusajs/framework/types"
import { loggedError, reasonOf } from "./error-words"
import { hideSecrets } from "./hide-secrets"

/** The same error with its words cleaned. The original is left alone: others may still handle it. */
const cleaned = (error: Error): Error => {
  const copy = new Error(hideSecrets(reasonOf(error)))
  copy.name = error.name
  copy.stack = hideSecrets(loggedError(error))
  return copy
}

/**
 * Medusa's logger, with every line cleaned of card numbers, keys and passwords.
 * Level "http" is answered with "no": Medusa would write whole addresses, query string included;
 * the server logs requests itself (src/lib/request-log.ts).
 */
export const logger: Logger = {
  panic: (data) => medusaLogger.panic(data),
  shouldLog: (level) => level !== "http" && medusaLogger.shouldLog(level),
  setLogLevel: (level) => medusaLogger.setLogLevel(level),
  unsetLogLevel: () => medusaLogger.unsetLogLevel(),
  activity: (message, config) => medusaLogger.activity(hideSecrets(message), config),
  progress: (activityId, message) => medusaLogger.progress(activityId, hideSecrets(message)),
  error: (messageOrError, error) =>
    medusaLogger.error(
      messageOrError instanceof Error ? cleaned(messageOrError) : hideSecrets(messageOrError),
      error && cleaned(error)
    ),
  failure: (activityId, message) => medusaLogger.failure(activityId, hideSecrets(message)),
  success: (activityId, message) => medusaLogger.success(activityId, hideSecrets(message)),
  silly: (message) => medusaLogger.silly(hideSecrets(message)),
  debug: (message) => medusaLogger.debug(hideSecrets(message)),
  verbose: (message) => medusaLogger.verbose(hideSecrets(message)),
  http: (message) => medusaLogger.http(hideSecrets(message)),
  info: (message) => medusaLogger.info(hideSecrets(message)),
  warn: (message) => medusaLogger.warn(hideSecrets(message)),
  log: (...parts) =>
    medusaLogger.log(...parts.map((part) => (typeof part === "string" ? hideSecrets(part) : part))),
}
