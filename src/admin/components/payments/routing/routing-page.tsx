import { Container, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { PageHead } from "../../common/page-head"
import { CodeTable } from "./code-table"
import { RoutingRulesView } from "./routing-rules-view"

const TABS = ["rules", "codes"] as const
type Tab = (typeof TABS)[number]

/** Who is tried first, who next, and which answers allow the next try. */
export const RoutingPage = () => {
  const { t } = useTranslation("payments")
  const [tab, setTab] = useState<Tab>("rules")
  return (
    <Tabs
      value={tab}
      activationMode="manual"
      onValueChange={(value) => setTab(TABS.find((name) => name === value) ?? "rules")}
      className="flex flex-col gap-y-3"
    >
      <Container className="divide-ui-border-base divide-y p-0">
        <PageHead title={t("routing.title")} text={t(`routing.text.${tab}`)}>
          <Tabs.List>
            {TABS.map((name) => (
              <Tabs.Trigger key={name} value={name}>
                {t(`routing.tab.${name}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </PageHead>
      </Container>
      <Tabs.Content value="rules">
        <RoutingRulesView />
      </Tabs.Content>
      <Tabs.Content value="codes">
        <CodeTable />
      </Tabs.Content>
    </Tabs>
  )
}
