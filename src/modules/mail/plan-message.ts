import type { MailRule } from "./mail-rules"
import type { NewMessage, PlannedMessage } from "./types"

type Sending = {
  rule: MailRule
  /** The sender's domain. */
  domain: string
  now: Date
}

/**
 * Whether and when a letter goes out by the rules. Only what a person has set off is held, so that it
 * can be taken back; what a payment, a shop or the clock sets off is a fact already.
 */
export const planMessage = (letter: NewMessage, { rule, domain, now }: Sending): PlannedMessage => {
  const isHeld = letter.actor.type === "staff" && !letter.is_demanded
  const held = now.getTime() + (isHeld ? rule.hold_seconds * 1_000 : 0)
  const isSkipped = !rule.send && !letter.is_demanded
  return {
    ...letter,
    state: isSkipped ? "skipped" : "queued",
    reason: isSkipped ? "switched_off" : null,
    due_at: new Date(Math.max(held, letter.not_before?.getTime() ?? 0)),
    domain,
  }
}
