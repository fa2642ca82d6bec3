import { useTranslation } from "react-i18next"

import type { CrmError } from "../lib/client"
import type { OrderEvent } from "../types/orders"
import { useEventText } from "./use-event-text"
import { useFormats } from "./use-formats"

/**
 * The server's own sentence, or ours where the server could not say one, does not speak the reader's
 * language, or we can say more.
 */
export const useErrorText = () => {
  const { t } = useTranslation("orders")
  const { t: card } = useTranslation("card")
  const { dateTime } = useFormats()
  const eventText = useEventText()

  const changeText = (event: OrderEvent): string =>
    card("stale.change", {
      what: eventText(event),
      who: event.actor.name ?? card("stale.system"),
      when: dateTime(event.at),
    })

  return (error: CrmError): string => {
    if (error.status === 0) {
      return t("error.offline")
    }
    if (error.code === "stale_order" && error.changes.length > 0) {
      const changes = error.changes.map(changeText).join("; ")
      return `${card("stale.title")} ${changes}. ${card("stale.again")}`
    }
    const sentence = error.message || t("error.unknown", { status: error.status })
    return t(error.code, { ns: "refusals", defaultValue: sentence, sentence })
  }
}
