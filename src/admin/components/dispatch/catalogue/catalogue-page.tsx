import { Container, Tabs } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"

import { PageHead } from "../../common/page-head"
import { ProductList } from "./product-list"
import { ShippingRules } from "./shipping-rules"

const TABS = ["products", "rules"] as const

/** Who has what, and who of them ships it. */
export const CataloguePage = () => {
  const { t } = useTranslation("dispatch")
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find((name) => name === search.get("tab")) ?? "products"
  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("catalogue.title")} text={t("catalogue.text")} />
      <Tabs
        value={tab}
        activationMode="manual"
        onValueChange={(value) =>
          setSearch(value === "products" ? {} : { tab: value }, { replace: true })
        }
      >
        <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
          {TABS.map((name) => (
            <Tabs.Trigger key={name} value={name} className="whitespace-nowrap">
              {t(`catalogue.tab.${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={tab} className="border-ui-border-base border-t">
          {tab === "products" ? <ProductList /> : <ShippingRules />}
        </Tabs.Content>
      </Tabs>
    </Container>
  )
}
