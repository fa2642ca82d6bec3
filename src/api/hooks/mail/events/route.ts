import { createHash, timingSafeEqual } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readEnvironment } from "../../../../lib/environment"
import { notFound, Problem } from "../../../../lib/problem"
import { reportBounces } from "../../../../workflows/mail/report-bounce"
import { readBody } from "../../../read-input"
import { mailEventsBody } from "./validators"

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

/** @throws Problem 404 while the door is closed, 401 for whoever does not know its token */
const refuseStrangers = (request: MedusaRequest): void => {
  const token = readEnvironment().MAIL_EVENTS_TOKEN
  if (!token) {
    throw notFound("address")
  }
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? ""
  // Digests have one length: comparing them tells nothing of the token's.
  if (!timingSafeEqual(digest(given), digest(token))) {
    throw new Problem(401, "unauthorized", "Send the token of MAIL_EVENTS_TOKEN as a bearer token.")
  }
}

/**
 * Where whoever sees bounces and complaints reports them: a mail provider's webhook or the reader of a
 * mailbox. The same report again changes nothing; reports about letters of others are passed over.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  refuseStrangers(request)
  const { events } = readBody(mailEventsBody, request)
  const applied = await reportBounces(request.scope, events)
  response.json({ received: events.length, applied })
}
