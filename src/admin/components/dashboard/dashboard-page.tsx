import { ArrowDownTray } from "@medusajs/icons"
import { Button, Container, InlineTip } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"

import { dashboardExportAddress, useDashboard } from "../../hooks/api/dashboard"
import { useOrderFilters } from "../../hooks/api/orders"
import { useFormats } from "../../hooks/use-formats"
import { useLastError } from "../../hooks/use-last-error"
import type { Query } from "../../lib/client"
import type { DashboardView } from "../../lib/dashboard-query"
import { readView, todayIn, writeView } from "../../lib/dashboard-query"
import type { DashboardAnswer } from "../../types/dashboard"
import { choicesOf, FilterSelect } from "../common/filter-select"
import { LoadingRows } from "../common/loading-rows"
import { PageHead } from "../common/page-head"
import { LoadFailure } from "../orders/common/load-failure"
import { Approval } from "./approval"
import { Countries } from "./countries"
import { Devices } from "./devices"
import { Figures } from "./figures"
import { MonthlyEarnings } from "./monthly-earnings"
import { RangePick } from "./range-pick"
import { Revenue } from "./revenue"
import { Turnover } from "./turnover"

type ShopPickProps = { value: string; onChange: (shop: string) => void }

const ShopPick = ({ value, onChange }: ShopPickProps) => {
  const { t } = useTranslation("dashboard")
  const { data } = useOrderFilters()
  return (
    <FilterSelect
      label={t("shop")}
      every={t("everyShop")}
      value={value}
      choices={choicesOf(data?.shops)}
      onChange={onChange}
    />
  )
}

type WidgetsProps = { data: DashboardAnswer; csv: (table: string) => string; busy: boolean }

const Widgets = ({ data, csv, busy }: WidgetsProps) => (
  <div aria-busy={busy} className="flex min-w-0 flex-col gap-y-3">
    <Figures data={data} />
    <Revenue revenue={data.revenue} csv={csv("revenue")} />
    <div className="grid min-w-0 gap-3 lg:grid-cols-2">
      <Turnover days={data.turnover.days} csv={csv("turnover")} />
      <MonthlyEarnings months={data.monthly_earnings.months} csv={csv("monthly_earnings")} />
    </div>
    <Countries rows={data.countries.rows} csv={csv("countries")} />
    <div className="grid min-w-0 gap-3 lg:grid-cols-2">
      <Devices rows={data.devices.rows} csv={csv("devices")} />
      <Approval rows={data.approval.rows} rescued={data.rescued} csv={csv("approval")} />
    </div>
  </div>
)

/** What the business has done in a range of days: every figure opens the orders behind it. */
const DashboardPage = () => {
  const { t } = useTranslation("dashboard")
  const { dateTime } = useFormats()
  const [search, setSearch] = useSearchParams()
  const view = readView(search)
  const change = (part: Partial<DashboardView>) => setSearch(writeView({ ...view, ...part }))
  const query: Query = { ...view }
  const { data, error, refetch, isPlaceholderData } = useDashboard(query)
  const failure = useLastError(error, data)
  return (
    <div className="flex min-w-0 flex-col gap-y-3">
      <Container className="p-0">
        <PageHead
          title={t("title")}
          text={data && t("text", { zone: data.range.time_zone, when: dateTime(data.as_of) })}
        >
          {data && (
            <RangePick
              days={view.from ? view : data.range}
              today={todayIn(data.range.time_zone)}
              onChange={change}
            />
          )}
          <ShopPick value={view.shop_id} onChange={(shop_id) => change({ shop_id })} />
          <Button size="small" variant="secondary" asChild>
            <a href={dashboardExportAddress(query)} download>
              <ArrowDownTray />
              {t("csv")}
            </a>
          </Button>
        </PageHead>
        {!data && failure && (
          <LoadFailure title={t("failure")} error={failure} onRetry={() => void refetch()} />
        )}
        {!data && !failure && <LoadingRows rows={6} />}
        {data && error && (
          <div className="px-4 pb-4 md:px-6">
            <InlineTip variant="warning" label={t("staleTitle")}>
              {t("stale")}
            </InlineTip>
          </div>
        )}
      </Container>
      {data && (
        <Widgets
          data={data}
          csv={(table) => dashboardExportAddress(query, table)}
          busy={isPlaceholderData}
        />
      )}
    </div>
  )
}

export default DashboardPage
