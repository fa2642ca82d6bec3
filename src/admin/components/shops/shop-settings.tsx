import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

import type { Shop } from "../../types/shops"
import { CopyLine } from "../common/copy-line"

type ShopSettingsProps = { shop: Shop }

export const ShopSettings = ({ shop }: ShopSettingsProps) => {
  const { t } = useTranslation("shops")
  return (
    <div className="flex flex-col gap-y-6 px-6 py-4">
      <dl className="grid grid-cols-1 gap-x-6 gap-y-4 sm:grid-cols-2">
        <Fact label={t("form.domains")}>{shop.domains.join(", ")}</Fact>
        <Fact label={t("form.addresses")}>
          {shop.allowed_addresses.join(", ") || t("card.everywhere")}
        </Fact>
        <Fact label={t("form.currency")}>{shop.default_currency}</Fact>
        <Fact label={t("form.language")}>{shop.default_language}</Fact>
        <Fact label={t("form.totals")}>{t(shop.totals_required ? "card.yes" : "card.no")}</Fact>
      </dl>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <CopyLine label={t("key.api_id")} value={shop.api_id} />
        <CopyLine label={t("key.publishable")} value={shop.publishable_key} />
      </div>
    </div>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>
      <Text size="small" className="text-ui-fg-subtle">
        {label}
      </Text>
    </dt>
    <dd className="txt-small text-ui-fg-base break-words">{children}</dd>
  </div>
)
