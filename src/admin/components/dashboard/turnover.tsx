import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"

import { useChartFormats } from "../../hooks/use-chart-formats"
import { useFormats } from "../../hooks/use-formats"
import { ordersAddress } from "../../lib/dashboard-query"
import type { TurnoverDay } from "../../types/dashboard"
import { AXIS, ChartFrame, COLORS, GRID, Legend, TOOLTIP } from "./chart-parts"
import { FigureLink } from "./figure-link"
import { TableBehind, Widget } from "./widget"

const SERIES = [
  ["approved", COLORS.green],
  ["pending", COLORS.orange],
  ["declined", COLORS.red],
] as const

/** What came in on each of the last fourteen days, by what became of it. */
export const Turnover = ({ days, csv }: { days: TurnoverDay[]; csv: string }) => {
  const { t } = useTranslation("dashboard")
  const { money, day: dayName } = useFormats()
  const { shortDay, shortUsd, usd } = useChartFormats()
  const navigate = useNavigate()
  const points = days.map((day) => ({
    name: shortDay(day.from),
    approved: Number(day.approved.usd),
    pending: Number(day.pending.usd),
    declined: Number(day.declined.usd),
  }))
  return (
    <Widget title={t("turnover.title")} counted={t("turnover.counted")} csv={csv}>
      <Legend items={SERIES.map(([name, color]) => ({ name: t(`turnover.${name}`), color }))} />
      <ChartFrame label={t("turnover.chart")}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={points} accessibilityLayer={false} margin={{ left: 0, right: 0, top: 8 }}>
            <CartesianGrid {...GRID} />
            <XAxis dataKey="name" {...AXIS} />
            <YAxis {...AXIS} width={56} tickFormatter={shortUsd} />
            <Tooltip {...TOOLTIP} formatter={(value) => usd(Number(value))} />
            {SERIES.map(([name, color]) => (
              <Bar
                key={name}
                dataKey={name}
                name={t(`turnover.${name}`)}
                stackId="day"
                fill={color}
                isAnimationActive={false}
                cursor="pointer"
                onClick={(_, place) => navigate(ordersAddress(days[place][name].filter))}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </ChartFrame>
      <TableBehind
        caption={t("turnover.title")}
        columns={[
          { name: t("day") },
          ...SERIES.map(([name]) => ({ name: t(`turnover.${name}`), number: true })),
        ]}
        rows={days.map((day) => ({
          key: day.from,
          cells: [
            dayName(day.from),
            ...SERIES.map(([name]) => (
              <FigureLink key={name} filter={day[name].filter}>
                {money(day[name].usd, "USD")}
              </FigureLink>
            )),
          ],
        }))}
      />
    </Widget>
  )
}
