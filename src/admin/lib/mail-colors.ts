import type { MessageState, MessageTry } from "../types/mail"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"

/** What goes on by itself is blue or orange; what needs somebody is red. */
export const MESSAGE_STATE_COLORS: Record<MessageState, Color> = {
  queued: "blue",
  sending: "blue",
  deferred: "orange",
  broken: "red",
  sent: "green",
  failed: "red",
  bounced: "red",
  cancelled: "grey",
  suppressed: "grey",
  skipped: "grey",
}

/** Unclear is not known: it must look like none of the others. */
export const TRY_OUTCOME_COLORS: Record<MessageTry["outcome"], Color> = {
  sent: "green",
  deferred: "orange",
  failed: "red",
  unclear: "purple",
}
