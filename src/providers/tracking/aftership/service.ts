import type { FollowAnswer, TrackingService } from "../tracking-service"
import { AfterShipClient } from "./client"
import { isSigned, readAnswer, readTrackings, readWebhook, slugOf } from "./transformers"

/** "Tracking already exists." */
const EXISTS = 4003

/** Answers that speak of us, not of the number: the key, the plan, too many calls, their server. */
const isAboutUs = (status: number): boolean =>
  status === 401 || status === 402 || status === 403 || status === 429 || status >= 500

const words = (status: number, text: string): string =>
  readAnswer(text)?.meta.message ?? `an answer with status ${status}`

/** AfterShip's tracking API, and every service that speaks it. */
export const afterShip: TrackingService = {
  name: "aftership",
  title: "AfterShip",
  asked_at_once: 50,

  async follow(access, { number, carrier }): Promise<FollowAnswer> {
    const reply = await new AfterShipClient(access).createTracking({
      tracking_number: number,
      slug: slugOf(carrier),
    })
    if (reply.kind === "lost") {
      return { kind: "away", reason: reply.reason }
    }
    const { status, text } = reply
    if ((status >= 200 && status < 300) || readAnswer(text)?.meta.code === EXISTS) {
      return { kind: "followed" }
    }
    return { kind: isAboutUs(status) ? "away" : "refused", reason: words(status, text) }
  },

  async ask(access, numbers) {
    const reply = await new AfterShipClient(access).listTrackings(numbers)
    if (reply.kind === "lost") {
      return { kind: "away", reason: reply.reason }
    }
    const { status, text } = reply
    const found = status === 200 ? readTrackings(readAnswer(text)?.data) : null
    return found
      ? { kind: "answered", numbers: found }
      : { kind: "away", reason: words(status, text) }
  },

  verifyCallback: (access, callback) =>
    Boolean(access.webhook_secret) && isSigned(access.webhook_secret ?? "", callback),

  readCallback: readWebhook,
}
