import { Container, Tabs } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"

import { useMailRules } from "../../../hooks/api/mail-settings"
import { useLastError } from "../../../hooks/use-last-error"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { LoadFailure } from "../../orders/common/load-failure"
import { HoldBanner } from "../common/hold-banner"
import { AccountList } from "./account-list"
import { HoldAll } from "./hold-all"
import { LetterSwitches } from "./letter-switches"
import { SenderList } from "./sender-list"
import { SuppressionList } from "./suppression-list"

const TABS = ["letters", "senders", "servers", "suppressed"] as const
type Tab = (typeof TABS)[number]

/** Which letters go out, in whose name, through which server, and to whom not. */
export const SettingsPage = () => {
  const { t } = useTranslation("mail")
  const [search, setSearch] = useSearchParams()
  const tab: Tab = TABS.find((name) => name === search.get("tab")) ?? "letters"
  const { data: rules, error, refetch } = useMailRules()
  const failure = useLastError(error, rules)
  const waiting = failure ? (
    <LoadFailure title={t("settings.failure")} error={failure} onRetry={() => void refetch()} />
  ) : (
    <LoadingRows rows={6} />
  )

  return (
    <div className="flex flex-col gap-y-3">
      {rules?.hold_all && <HoldBanner rules={rules} />}
      <Container className="divide-ui-border-base divide-y p-0">
        <PageHead title={t("settings.title")} text={t("settings.text")}>
          {rules && !rules.hold_all && <HoldAll />}
        </PageHead>
        <Tabs
          value={tab}
          activationMode="manual"
          onValueChange={(value) =>
            setSearch(value === "letters" ? {} : { tab: value }, { replace: true })
          }
        >
          <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
            {TABS.map((name) => (
              <Tabs.Trigger key={name} value={name} className="whitespace-nowrap">
                {t(`settings.tab.${name}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content value={tab} className="border-ui-border-base border-t">
            {tab === "letters" && (rules ? <LetterSwitches rules={rules} /> : waiting)}
            {tab === "senders" && (rules ? <SenderList rules={rules} /> : waiting)}
            {tab === "servers" && <AccountList />}
            {tab === "suppressed" && <SuppressionList />}
          </Tabs.Content>
        </Tabs>
      </Container>
    </div>
  )
}
