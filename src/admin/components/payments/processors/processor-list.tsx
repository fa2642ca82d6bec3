import { CreditCard, Plus } from "@medusajs/icons"
import { Button, Container, Heading } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useProcessors } from "../../../hooks/api/processors"
import { useLastError } from "../../../hooks/use-last-error"
import type { Processor, ProcessorAccount } from "../../../types/payments"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { AccountCard } from "./account-card"
import { AccountDrawer } from "./account-drawer"

/** The accounts in the order of their processors, those without a known processor last. */
const grouped = (processors: Processor[], accounts: ProcessorAccount[]) =>
  [
    ...processors.map((processor) => ({
      key: processor.name,
      title: processor.title,
      processor,
      accounts: accounts.filter((account) => account.processor === processor.name),
    })),
    {
      key: "other",
      title: "",
      processor: null,
      accounts: accounts.filter(
        (account) => !processors.some(({ name }) => name === account.processor)
      ),
    },
  ].filter((group) => group.accounts.length > 0)

/** Every account at every processor: how it does, what it costs, what it needs. */
export const ProcessorList = () => {
  const { t } = useTranslation("payments")
  const { permissions } = useMe()
  const { data, error, refetch } = useProcessors()
  const failure = useLastError(error, data)
  const [adding, setAdding] = useState(false)

  const add = permissions.change_processors && (
    <Button size="small" onClick={() => setAdding(true)}>
      <Plus />
      {t("processors.add")}
    </Button>
  )

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-ui-border-base divide-y p-0">
        <PageHead title={t("processors.title")} text={t("processors.text")}>
          {data && add}
        </PageHead>
        {!data && failure && (
          <LoadFailure
            title={t("processors.failure")}
            error={failure}
            onRetry={() => void refetch()}
          />
        )}
        {!data && !failure && <LoadingRows rows={4} />}
        {data?.accounts.length === 0 && (
          <MessagePanel
            icon={<CreditCard />}
            title={t("processors.empty")}
            text={t("processors.emptyText")}
          >
            {add}
          </MessagePanel>
        )}
      </Container>
      {data &&
        grouped(data.processors, data.accounts).map((group) => (
          <section key={group.key} aria-label={group.title || t("processors.other")}>
            <Container className="divide-ui-border-base divide-y p-0">
              <div className="px-4 py-3 md:px-6">
                <Heading level="h2">{group.title || t("processors.other")}</Heading>
              </div>
              <ul className="divide-ui-border-base divide-y">
                {group.accounts.map((account) => (
                  <AccountCard key={account.id} account={account} processor={group.processor} />
                ))}
              </ul>
            </Container>
          </section>
        ))}
      {adding && data && (
        <AccountDrawer processors={data.processors} onClose={() => setAdding(false)} />
      )}
    </div>
  )
}
