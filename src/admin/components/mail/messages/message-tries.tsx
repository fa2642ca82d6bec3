import { Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { MessageTry } from "../../../types/mail"
import { FullTime } from "../../orders/common/time"
import { TryOutcomeBadge } from "../common/badges"

/** Every conversation with the mail server about a letter, the latest first, in its own words. */
export const MessageTries = ({ tries }: { tries: MessageTry[] }) => {
  const { t } = useTranslation("mail")
  const { number } = useFormats()
  const latestFirst = [...tries].sort((one, other) => other.number - one.number)
  return (
    <section className="flex flex-col gap-y-3">
      <Heading level="h3">{t("tries.title")}</Heading>
      {latestFirst.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("tries.none")}
        </Text>
      )}
      {latestFirst.length > 0 && (
        <ol className="flex flex-col gap-y-3">
          {latestFirst.map((one) => (
            <li key={one.number} className="flex flex-col gap-y-1">
              <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="txt-compact-small-plus text-ui-fg-base tabular-nums">
                  {t("tries.number", { number: one.number })}
                </span>
                <TryOutcomeBadge outcome={one.outcome} />
                {one.code !== null && (
                  <code className="txt-compact-xsmall text-ui-fg-subtle font-mono">
                    {[one.code, one.enhanced_code].filter(Boolean).join(" ")}
                  </code>
                )}
              </div>
              {one.answer && (
                <p className="txt-compact-small text-ui-fg-base break-words">{one.answer}</p>
              )}
              <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
                {one.account && (
                  <span className="after:ms-1.5 after:content-['·']">{one.account.name}</span>
                )}
                <span className="after:ms-1.5 after:content-['·']">
                  {t("tries.took", { ms: number(one.duration_ms) })}
                </span>
                <FullTime at={one.at} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
