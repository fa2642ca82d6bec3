import { useTranslation } from "react-i18next"

import { useFormats } from "../../hooks/use-formats"
import type { CountryRow } from "../../types/dashboard"
import { FigureLink } from "./figure-link"
import { FigureTable, Widget } from "./widget"
import { WorldMap } from "./world-map"

/** Where the orders come from: a map and a list. */
export const Countries = ({ rows, csv }: { rows: CountryRow[]; csv: string }) => {
  const { t } = useTranslation("dashboard")
  const { country, money, number } = useFormats()
  return (
    <Widget title={t("countries.title")} counted={t("countries.counted")} csv={csv}>
      <div className="grid gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <WorldMap rows={rows} />
        {rows.length === 0 ? (
          <p className="txt-compact-small text-ui-fg-subtle">{t("nothing")}</p>
        ) : (
          <FigureTable
            caption={t("countries.title")}
            columns={[
              { name: t("countries.country") },
              { name: t("figure.orders"), number: true },
              { name: t("figure.total_sales"), number: true },
            ]}
            rows={rows.map((row) => ({
              key: row.country,
              cells: [
                country(row.country),
                <FigureLink key="orders" filter={row.filter}>
                  {number(row.orders)}
                </FigureLink>,
                money(row.usd, "USD"),
              ],
            }))}
          />
        )}
      </div>
    </Widget>
  )
}
