import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { OrderCounts, OrderTab } from "../../../types/orders"
import { ORDER_TABS } from "../../../types/orders"

type OrderTabsProps = {
  tab: OrderTab
  counts: OrderCounts | undefined
  /** Counts of very many orders are estimated, and say so. */
  estimated: boolean
  canSeeArchive: boolean
  onChange: (tab: OrderTab) => void
}

const TabButton = (props: OrderTabsProps & { name: OrderTab }) => {
  const { name, tab, counts, estimated, onChange } = props
  const { t } = useTranslation("orders")
  const { number } = useFormats()
  const active = name === tab
  const count = counts?.[name]
  const urgent = name === "attention" && Boolean(count)
  return (
    <button
      type="button"
      aria-current={active ? "page" : undefined}
      onClick={() => onChange(name)}
      className={clx(
        "txt-compact-small-plus flex shrink-0 items-center gap-x-1.5 whitespace-nowrap rounded-md px-2.5 py-1.5",
        "focus-visible:shadow-borders-focus transition-fg outline-none",
        active
          ? "bg-ui-bg-base text-ui-fg-base shadow-elevation-card-rest"
          : "text-ui-fg-subtle hover:bg-ui-bg-subtle-hover hover:text-ui-fg-base"
      )}
    >
      {t(`tab.${name}`)}
      {count !== undefined && (
        <span
          className={clx(
            "txt-compact-xsmall tabular-nums",
            urgent ? "text-ui-tag-orange-text" : "text-ui-fg-subtle"
          )}
        >
          {estimated && count > 0 ? (
            <>
              <span aria-hidden="true">≈ {number(count)}</span>
              <span className="sr-only">{t("tab.about", { count: number(count) })}</span>
            </>
          ) : (
            number(count)
          )}
        </span>
      )}
    </button>
  )
}

/** The stages of an order, each with how many orders the search and filters find there. */
export const OrderTabs = (props: OrderTabsProps) => {
  const { t } = useTranslation("orders")
  return (
    <nav
      aria-label={t("tab.label")}
      className="bg-ui-bg-subtle flex gap-x-1 overflow-x-auto px-3 py-2"
    >
      {ORDER_TABS.filter((name) => name !== "archived" || props.canSeeArchive).map((name) => (
        <TabButton key={name} name={name} {...props} />
      ))}
    </nav>
  )
}
