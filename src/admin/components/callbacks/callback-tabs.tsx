import { Tabs } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

/** What could not be applied comes first. */
const TABS = ["failed", "all", "unverified"] as const
export type CallbackTab = (typeof TABS)[number]

type CallbackTabsProps = {
  tab: CallbackTab
  onChange: (tab: CallbackTab) => void
  children: ReactNode
}

export const CallbackTabs = ({ tab, onChange, children }: CallbackTabsProps) => {
  const { t } = useTranslation("payments")
  return (
    <Tabs
      value={tab}
      activationMode="manual"
      onValueChange={(value) => onChange(TABS.find((name) => name === value) ?? "failed")}
    >
      <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
        {TABS.map((name) => (
          <Tabs.Trigger key={name} value={name}>
            {t(`callbacks.tab.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value={tab} className="border-ui-border-base border-t">
        {children}
      </Tabs.Content>
    </Tabs>
  )
}
