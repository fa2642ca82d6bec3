import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { BalanceAnswer } from "../../../types/payments"
import { Panel, PanelPart } from "../../orders/card/panel"

export const ShopBalances = ({ shops }: { shops: BalanceAnswer["by_shop"] }) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  return (
    <Panel title={t("balance.byShop")}>
      <PanelPart>
        <dl className="txt-compact-small grid grid-cols-[minmax(0,1fr)_auto] gap-x-12 gap-y-2 sm:w-fit">
          {shops.map(({ shop, balance_usd }) => (
            <div key={shop.id} className="contents">
              <dt className="text-ui-fg-subtle min-w-0 break-words">{shop.name ?? shop.id}</dt>
              <dd className="text-ui-fg-base whitespace-nowrap text-end tabular-nums">
                {money(balance_usd, "USD")}
              </dd>
            </div>
          ))}
        </dl>
      </PanelPart>
    </Panel>
  )
}
