import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { CallbackContent } from "../../types/payments"
import { JsonView } from "../common/json-view"

/** A body that is JSON is shown indented, anything else as it came. */
const readable = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}

/** What was sent to us, word for word. */
export const CallbackContents = ({ content }: { content: CallbackContent }) => {
  const { t } = useTranslation("payments")
  const parts: [string, unknown][] = [
    [t("callbacks.body"), readable(content.body)],
    [t("callbacks.headers"), content.headers],
  ]
  return (
    <div className="flex flex-col gap-y-4">
      {parts.map(([label, value]) => (
        <section key={label} className="flex flex-col gap-y-1">
          <Text size="small" weight="plus">
            {label}
          </Text>
          <JsonView label={label} value={value} />
        </section>
      ))}
    </div>
  )
}
