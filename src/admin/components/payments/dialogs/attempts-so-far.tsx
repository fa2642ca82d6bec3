import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { usePaymentWords } from "../../../hooks/use-payment-words"
import type { Attempt } from "../../../types/payments"
import { AttemptStateBadge } from "../common/badges"

const SHOWN = 3

/** What has been tried already, so that nobody repeats it unknowingly. */
export const AttemptsSoFar = ({ attempts }: { attempts: Attempt[] }) => {
  const { t } = useTranslation("payments")
  const words = usePaymentWords()
  const charges = attempts.filter(({ kind }) => kind === "charge")
  if (charges.length === 0) {
    return null
  }
  const latest = [...charges].sort((one, other) => other.number - one.number).slice(0, SHOWN)
  return (
    <section className="bg-ui-bg-subtle border-ui-border-base flex flex-col gap-y-2 rounded-md border px-3 py-2.5">
      <Text size="xsmall" weight="plus" className="text-ui-fg-subtle">
        {t("dialog.soFar", { count: charges.length })}
      </Text>
      <ul className="flex flex-col gap-y-2">
        {latest.map((attempt) => (
          <li key={attempt.id} className="flex flex-col gap-y-0.5">
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="txt-compact-small-plus">{words.account(attempt.account)}</span>
              <AttemptStateBadge state={attempt.state} />
            </span>
            <span className="txt-compact-xsmall text-ui-fg-subtle break-words">
              {words.outcome(attempt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
