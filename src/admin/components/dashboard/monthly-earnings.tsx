import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"

import { useChartFormats } from "../../hooks/use-chart-formats"
import { useFormats } from "../../hooks/use-formats"
import { ordersAddress } from "../../lib/dashboard-query"
import type { MonthRow } from "../../types/dashboard"
import { AXIS, ChartFrame, COLORS, GRID, TOOLTIP } from "./chart-parts"
import { FigureLink } from "./figure-link"
import { TableBehind, Widget } from "./widget"

/** What the orders of each month have earned. */
export const MonthlyEarnings = ({ months, csv }: { months: MonthRow[]; csv: string }) => {
  const { t } = useTranslation("dashboard")
  const { money, number } = useFormats()
  const { shortMonth, days, shortUsd, usd } = useChartFormats()
  const navigate = useNavigate()
  const points = months.map((month) => ({ name: shortMonth(month.from), usd: Number(month.usd) }))
  return (
    <Widget title={t("monthly.title")} counted={t("monthly.counted")} csv={csv}>
      <ChartFrame label={t("monthly.chart")}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={points} accessibilityLayer={false} margin={{ left: 0, right: 0, top: 8 }}>
            <CartesianGrid {...GRID} />
            <XAxis dataKey="name" {...AXIS} />
            <YAxis {...AXIS} width={56} tickFormatter={shortUsd} />
            <Tooltip {...TOOLTIP} formatter={(value) => usd(Number(value))} />
            <Bar
              dataKey="usd"
              name={t("figure.net_earnings")}
              fill={COLORS.green}
              isAnimationActive={false}
              cursor="pointer"
              onClick={(_, place) => navigate(ordersAddress(months[place].filter))}
            />
          </BarChart>
        </ResponsiveContainer>
      </ChartFrame>
      <TableBehind
        caption={t("monthly.title")}
        columns={[
          { name: t("days") },
          { name: t("figure.approved_orders"), number: true },
          { name: t("figure.net_earnings"), number: true },
        ]}
        rows={months.map((month) => ({
          key: month.from,
          cells: [
            days(month),
            number(month.orders),
            <FigureLink key="usd" filter={month.filter}>
              {money(month.usd, "USD")}
            </FigureLink>,
          ],
        }))}
      />
    </Widget>
  )
}
