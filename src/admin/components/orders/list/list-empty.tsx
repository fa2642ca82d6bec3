import { MagnifyingGlass, ShoppingBag } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useMe } from "../../../hooks/api/me"
import type { OrderQuery } from "../../../lib/order-query"
import { hasConditions } from "../../../lib/order-query"
import { MessagePanel } from "../common/message-panel"

type ListEmptyProps = { query: OrderQuery; onClear: () => void; onShowAll: () => void }

/** Three different nothings: no order ever, none in this stage, none that fits the filters. */
export const ListEmpty = ({ query, onClear, onShowAll }: ListEmptyProps) => {
  const { t } = useTranslation("orders")
  const { me, permissions } = useMe()
  if (hasConditions(query)) {
    return (
      <MessagePanel
        icon={<MagnifyingGlass />}
        title={t("empty.filteredTitle")}
        text={t("empty.filteredText")}
      >
        <Button size="small" variant="secondary" onClick={onClear}>
          {t("empty.clear")}
        </Button>
      </MessagePanel>
    )
  }
  if (query.tab !== "all") {
    return (
      <MessagePanel
        icon={<ShoppingBag />}
        title={t("empty.tabTitle")}
        text={t("empty.tabText", { tab: t(`tab.${query.tab}`) })}
      >
        <Button size="small" variant="secondary" onClick={onShowAll}>
          {t("empty.showAll")}
        </Button>
      </MessagePanel>
    )
  }
  return (
    <MessagePanel
      icon={<ShoppingBag />}
      title={t("empty.noneTitle")}
      text={t(me?.role === "operator" ? "empty.noneOperatorText" : "empty.noneText")}
    >
      {permissions.shops && (
        <Button size="small" variant="secondary" asChild>
          <Link to="/shops">{t("empty.noneShops")}</Link>
        </Button>
      )}
    </MessagePanel>
  )
}
