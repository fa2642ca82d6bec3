import { randomUUID } from "node:crypto"
import type { RequestHandler } from "express"
import { containsCardNumber } from "./card-numbers"

const SAFE = /^[\w.:-]{1,100}$/

/**
 * Gives every request an id before anything else sees it. The caller's own `x-request-id` is kept if
 * it looks like an id: it goes into logs and, as the cause of what happens, into the order stream,
 * where a card number in its place must not follow.
 */
export const requestId: RequestHandler = (request, _response, next) => {
  const sent = request.headers["x-request-id"]
  const isSafe = typeof sent === "string" && SAFE.test(sent) && !containsCardNumber(sent)
  request.headers["x-request-id"] = isSafe ? sent : randomUUID()
  next()
}
