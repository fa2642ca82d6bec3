import { ChevronDownMini } from "@medusajs/icons"
import { useTranslation } from "react-i18next"

import type { Move } from "../../../types/orders"

type WhyNotProps = {
  moves: Move<string>[]
  label: (status: string) => string
  currentStatus: string
}

/** The moves that are not possible and why: opens by mouse, touch and keyboard alike. */
export const WhyNot = ({ moves, label, currentStatus }: WhyNotProps) => {
  const { t } = useTranslation("orders")
  if (moves.length === 0) {
    return null
  }
  return (
    <details className="group">
      <summary className="txt-compact-small text-ui-fg-subtle hover:text-ui-fg-base focus-visible:shadow-borders-focus flex w-fit cursor-pointer list-none items-center gap-x-1 rounded outline-none [&::-webkit-details-marker]:hidden">
        <ChevronDownMini className="transition-transform group-open:rotate-180" />
        {t("statusPanel.whyNot", { count: moves.length })}
      </summary>
      <dl className="txt-compact-small mt-3 grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-2">
        {moves.map(({ status, why, because }) => (
          <div key={status} className="contents">
            <dt className="text-ui-fg-subtle" aria-disabled="true">
              {label(status)}
            </dt>
            <dd className="text-ui-fg-subtle mb-2 sm:mb-0">
              {t(`statusPanel.why.${because}`, {
                from: label(currentStatus),
                defaultValue: why ?? "",
              })}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
