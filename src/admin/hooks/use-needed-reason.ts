import { useState } from "react"
import { useTranslation } from "react-i18next"

/** A reason without which nothing is done: what a `ReasonField` shows, and whether there is one. */
export const useNeededReason = () => {
  const { t } = useTranslation("orders")
  const [value, setValue] = useState("")
  const [tried, setTried] = useState(false)
  const reason = value.trim()
  return {
    reason,
    /** Says what is missing from the moment somebody has tried to go on. */
    tried,
    onTry: () => setTried(true),
    field: {
      needed: true,
      value,
      fault: tried && !reason ? t("prompt.reasonRequired") : null,
      onChange: setValue,
    },
  }
}
