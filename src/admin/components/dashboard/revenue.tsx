import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts"

import { useChartFormats } from "../../hooks/use-chart-formats"
import { useFormats } from "../../hooks/use-formats"
import { ordersAddress } from "../../lib/dashboard-query"
import type { DashboardAnswer, RevenuePoint, RevenueRange } from "../../types/dashboard"
import { REVENUE_RANGES } from "../../types/dashboard"
import { AXIS, ChartFrame, COLORS, GRID, Legend, TOOLTIP } from "./chart-parts"
import { FigureLink } from "./figure-link"
import { TableBehind, Widget } from "./widget"

const MONEY = [
  ["net_earnings", COLORS.green],
  ["declines", COLORS.red],
  ["refunds", COLORS.orange],
  ["chargebacks", COLORS.purple],
] as const

type RangeButtonsProps = { chosen: RevenueRange; onChoose: (range: RevenueRange) => void }

const RangeButtons = ({ chosen, onChoose }: RangeButtonsProps) => {
  const { t } = useTranslation("dashboard")
  return (
    <div role="group" aria-label={t("revenue.range")} className="flex gap-x-1">
      {REVENUE_RANGES.map((range) => (
        <Button
          key={range}
          size="small"
          variant={range === chosen ? "secondary" : "transparent"}
          aria-pressed={range === chosen}
          onClick={() => onChoose(range)}
        >
          {t(`revenue.ranges.${range}`)}
        </Button>
      ))}
    </div>
  )
}

const useColumns = () => {
  const { t } = useTranslation("dashboard")
  return [
    { name: t("days") },
    { name: t("revenue.orders"), number: true },
    ...MONEY.map(([name]) => ({ name: t(`revenue.${name}`), number: true })),
  ]
}

const RevenueTable = ({ points }: { points: RevenuePoint[] }) => {
  const { t } = useTranslation("dashboard")
  const { money, number } = useFormats()
  const { days } = useChartFormats()
  return (
    <TableBehind
      caption={t("revenue.title")}
      columns={useColumns()}
      rows={points.map((point) => ({
        key: point.from,
        cells: [
          days(point),
          <FigureLink key="orders" filter={point.orders.filter}>
            {number(point.orders.count)}
          </FigureLink>,
          ...MONEY.map(([name]) => (
            <FigureLink key={name} filter={point[name].filter}>
              {money(point[name].usd, "USD")}
            </FigureLink>
          )),
        ],
      }))}
    />
  )
}

/** Orders, earnings, declines and refunds over time. */
export const Revenue = ({ revenue, csv }: { revenue: DashboardAnswer["revenue"]; csv: string }) => {
  const { t } = useTranslation("dashboard")
  const { shortDay, shortMonth, shortUsd, usd, days } = useChartFormats()
  const { number } = useFormats()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<RevenueRange>("1m")
  const { step, points } = revenue.ranges[chosen]
  const nameOf = step === "day" || step === "week" ? shortDay : shortMonth
  const orders = t("revenue.orders")
  const drawn = points.map((point) => ({
    name: step === "year" ? point.from.slice(0, 4) : nameOf(point.from),
    days: days(point),
    orders: point.orders.count,
    net_earnings: Number(point.net_earnings.usd),
    declines: Number(point.declines.usd),
    refunds: Number(point.refunds.usd),
    chargebacks: Number(point.chargebacks.usd),
  }))
  return (
    <Widget
      title={t("revenue.title")}
      counted={t("revenue.counted")}
      csv={csv}
      aside={<RangeButtons chosen={chosen} onChoose={setChosen} />}
    >
      <Legend
        items={[
          { name: `${orders} (${t("revenue.rightAxis")})`, color: COLORS.blue },
          ...MONEY.map(([name, color]) => ({ name: t(`revenue.${name}`), color })),
        ]}
      />
      <ChartFrame label={t("revenue.chart")}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={drawn}
            accessibilityLayer={false}
            margin={{ left: 0, right: 0, top: 8 }}
          >
            <CartesianGrid {...GRID} />
            <XAxis dataKey="name" {...AXIS} />
            <YAxis yAxisId="usd" {...AXIS} width={56} tickFormatter={shortUsd} />
            <YAxis
              yAxisId="orders"
              orientation="right"
              {...AXIS}
              width={40}
              allowDecimals={false}
            />
            <Tooltip
              {...TOOLTIP}
              formatter={(value, name) =>
                name === orders ? number(Number(value)) : usd(Number(value))
              }
              labelFormatter={(label, [one]) => one?.payload?.days ?? label}
            />
            <Bar
              yAxisId="orders"
              dataKey="orders"
              name={orders}
              fill={COLORS.blue}
              fillOpacity={0.35}
              isAnimationActive={false}
              cursor="pointer"
              onClick={(_, place) => navigate(ordersAddress(points[place].orders.filter))}
            />
            {MONEY.map(([name, color]) => (
              <Line
                key={name}
                yAxisId="usd"
                type="monotone"
                dataKey={name}
                name={t(`revenue.${name}`)}
                stroke={color}
                strokeWidth={2}
                dot={false}
                isAnimationActive={false}
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
      </ChartFrame>
      <RevenueTable points={points} />
    </Widget>
  )
}
