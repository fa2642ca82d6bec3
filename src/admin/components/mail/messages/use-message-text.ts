import { useTranslation } from "react-i18next"

import { useFormats, useNow } from "../../../hooks/use-formats"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { ListedMessage } from "../../../types/mail"

const MINUTE_MS = 60_000

/** Held or waiting for its next try: it goes out later, not now. */
export const isHeld = ({ state, due_at }: ListedMessage, now: Date): boolean =>
  state === "queued" && Date.parse(due_at) > now.getTime()

/** What is the matter with a letter in a sentence; null where its state says all. */
export const useMessageText = () => {
  const { t } = useTranslation("mail")
  const { relative } = useFormats()
  const words = useMailWords()
  const now = useNow()
  return (message: ListedMessage): string | null => {
    if (isHeld(message, now)) {
      // The page's clock is too slow for seconds.
      return Date.parse(message.due_at) - now.getTime() < MINUTE_MS
        ? t("message.goesOutSoon")
        : t("message.goesOut", { when: relative(message.due_at, now) })
    }
    if (message.state === "deferred") {
      return t("message.nextTry", {
        when: relative(message.due_at, now),
        count: message.tries,
      })
    }
    if (!message.reason) {
      return null
    }
    const reason = words.reason(message.reason)
    return reason.charAt(0).toLocaleUpperCase() + reason.slice(1)
  }
}
