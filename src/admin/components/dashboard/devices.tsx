import { useTranslation } from "react-i18next"
import { Cell, Pie, PieChart, ResponsiveContainer, Tooltip } from "recharts"

import { useFormats } from "../../hooks/use-formats"
import type { DeviceRow } from "../../types/dashboard"
import { ChartFrame, COLORS, TOOLTIP } from "./chart-parts"
import { FigureLink } from "./figure-link"
import { FigureTable, Widget } from "./widget"

const SLICES = [COLORS.blue, COLORS.green, COLORS.orange, COLORS.purple, COLORS.red, COLORS.grey]

/** What the buyers hold in their hands. */
export const Devices = ({ rows, csv }: { rows: DeviceRow[]; csv: string }) => {
  const { t } = useTranslation("dashboard")
  const { number } = useFormats()
  const nameOf = (device: string) => t(`devices.${device}`, { defaultValue: device })
  const slices = rows.map(({ device, orders }) => ({ name: nameOf(device), orders }))
  return (
    <Widget title={t("devices.title")} counted={t("devices.counted")} csv={csv}>
      {rows.length === 0 ? (
        <p className="txt-compact-small text-ui-fg-subtle">{t("nothing")}</p>
      ) : (
        <>
          <ChartFrame label={t("devices.chart")}>
            <ResponsiveContainer width="100%" height="100%">
              <PieChart accessibilityLayer={false}>
                <Tooltip {...TOOLTIP} formatter={(value) => number(Number(value))} />
                <Pie
                  data={slices}
                  dataKey="orders"
                  nameKey="name"
                  innerRadius="55%"
                  outerRadius="90%"
                  isAnimationActive={false}
                  stroke="var(--bg-base)"
                  rootTabIndex={-1}
                >
                  {slices.map(({ name }, place) => (
                    <Cell key={name} fill={SLICES[place % SLICES.length]} />
                  ))}
                </Pie>
              </PieChart>
            </ResponsiveContainer>
          </ChartFrame>
          <FigureTable
            caption={t("devices.title")}
            columns={[
              { name: t("devices.device") },
              { name: t("figure.orders"), number: true },
              { name: t("devices.part"), number: true },
            ]}
            rows={rows.map((row, place) => ({
              key: row.device,
              cells: [
                <span key="device" className="flex items-center gap-x-2">
                  <span
                    aria-hidden="true"
                    className="h-2.5 w-2.5 rounded-sm"
                    style={{ background: SLICES[place % SLICES.length] }}
                  />
                  {nameOf(row.device)}
                </span>,
                <FigureLink key="orders" filter={row.filter}>
                  {number(row.orders)}
                </FigureLink>,
                row.percent === null ? "–" : `${number(Number(row.percent))} %`,
              ],
            }))}
          />
        </>
      )}
    </Widget>
  )
}
