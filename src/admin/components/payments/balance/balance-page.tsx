import { ArrowDownTray, CurrencyDollar } from "@medusajs/icons"
import { Button, Container, Heading, InlineTip, Popover, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { balanceExportAddress, useBalance } from "../../../hooks/api/balance"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useProcessors } from "../../../hooks/api/processors"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import type { Query } from "../../../lib/client"
import { isZero } from "../../../lib/amounts"
import { daysOf, presetOf, PRESETS, todayIn, type Days } from "../../../lib/dashboard-query"
import { startOfDay } from "../../../lib/order-query"
import type { BalanceAnswer } from "../../../types/payments"
import { BALANCE_COLUMNS } from "../../../types/payments"
import { DateRange } from "../../common/date-range"
import { choicesOf, FilterSelect } from "../../common/filter-select"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { BalanceTable } from "./balance-table"
import { ShopBalances } from "./shop-balances"

const RangePick = ({ days, onChange }: { days: Days; onChange: (days: Days) => void }) => {
  const { t } = useTranslation("payments")
  const { day } = useFormats()
  const { from, to } = days
  const today = todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const said =
    from || to
      ? `${from ? day(from) : "…"} – ${to ? day(to) : t("balance.today")}`
      : t("balance.allTime")
  return (
    <Popover>
      <Popover.Trigger asChild>
        <Button size="small" variant="secondary" className="w-full sm:w-auto">
          {said}
        </Button>
      </Popover.Trigger>
      <Popover.Content align="start" className="w-72 p-3">
        <DateRange
          from={from}
          to={to}
          named={PRESETS.map((preset) => ({
            label: t(`preset.${preset}`, { ns: "dashboard" }),
            isChosen: preset === presetOf(days, today),
            choose: () => onChange(daysOf(preset, today)),
          }))}
          onChange={onChange}
        />
        {(from || to) && (
          <Button
            size="small"
            variant="transparent"
            className="mt-2 w-full"
            onClick={() => onChange({ from: "", to: "" })}
          >
            {t("balance.allTime")}
          </Button>
        )}
      </Popover.Content>
    </Popover>
  )
}

/** What has made the balance what it is, in the range that is chosen. */
const Movement = ({ lines }: { lines: BalanceAnswer["lines_usd"] }) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const shown = BALANCE_COLUMNS.filter((name) => !isZero(lines[name] ?? "0"))
  if (shown.length === 0) {
    return null
  }
  return (
    <dl
      aria-label={t("balance.movement")}
      className="mt-3 grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap"
    >
      {shown.map((name) => (
        <div key={name} className="flex flex-col">
          <dt className="txt-compact-xsmall text-ui-fg-subtle">{t(`ledger.account.${name}`)}</dt>
          <dd className="txt-compact-small-plus text-ui-fg-base tabular-nums">
            {money(lines[name], "USD")}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What is ours of the money that came in, after fees, refunds and chargebacks. */
export const BalancePage = () => {
  const { t } = useTranslation("payments")
  const { money, dateTime } = useFormats()
  const [days, setDays] = useState<Days>({ from: "", to: "" })
  const [shop, setShop] = useState("")
  const [account, setAccount] = useState("")
  const { data: options } = useOrderFilters()
  const { data: known } = useProcessors()
  const query: Query = {
    from: startOfDay(days.from),
    to: startOfDay(days.to, 1),
    shop_id: shop,
    account_id: account,
  }
  const { data, error, refetch, isPlaceholderData } = useBalance(query)
  const failure = useLastError(error, data)

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-ui-border-base divide-y p-0">
        <PageHead title={t("balance.title")} text={t("balance.text")}>
          <Button size="small" variant="secondary" asChild>
            <a href={balanceExportAddress(query)} download>
              <ArrowDownTray />
              {t("balance.export")}
            </a>
          </Button>
        </PageHead>
        <div className="flex flex-wrap gap-2 px-4 py-3 md:px-6">
          <RangePick days={days} onChange={setDays} />
          <FilterSelect
            label={t("balance.shop")}
            every={t("balance.everyShop")}
            value={shop}
            choices={choicesOf(options?.shops)}
            onChange={setShop}
          />
          <FilterSelect
            label={t("balance.account")}
            every={t("balance.everyAccount")}
            value={account}
            choices={choicesOf(known?.accounts)}
            onChange={setAccount}
          />
        </div>
        {!data && failure && (
          <LoadFailure
            title={t("balance.failure")}
            error={failure}
            onRetry={() => void refetch()}
          />
        )}
        {!data && !failure && <LoadingRows />}
        {data && (
          <div aria-busy={isPlaceholderData} className="flex flex-col gap-y-1 px-4 py-5 md:px-6">
            <Text size="small" className="text-ui-fg-subtle">
              {t("balance.total")}
            </Text>
            <p className="text-ui-fg-base text-3xl font-medium tabular-nums leading-tight">
              {money(data.balance_usd, "USD")}
            </p>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t("balance.at", { when: dateTime(data.at) })}
            </Text>
            <Movement lines={data.lines_usd} />
            {error && (
              <InlineTip variant="warning" label={t("balance.staleTitle")}>
                {t("balance.stale")}
              </InlineTip>
            )}
          </div>
        )}
      </Container>
      {data && data.accounts.length === 0 && (
        <Container className="p-0">
          <MessagePanel
            icon={<CurrencyDollar />}
            title={t("balance.empty")}
            text={t("balance.emptyText")}
          />
        </Container>
      )}
      {data && data.accounts.length > 0 && (
        <>
          <section aria-label={t("balance.byAccount")}>
            <Container className="divide-ui-border-base divide-y overflow-hidden p-0">
              <div className="px-4 py-3 md:px-6">
                <Heading level="h2">{t("balance.byAccount")}</Heading>
              </div>
              <BalanceTable accounts={data.accounts} totalUsd={data.balance_usd} />
            </Container>
          </section>
          {data.by_shop.length > 0 && <ShopBalances shops={data.by_shop} />}
        </>
      )}
    </div>
  )
}
