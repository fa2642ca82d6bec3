import { useTranslation } from "react-i18next"

import { useFormats } from "../../hooks/use-formats"
import type { ApprovalRow, DashboardAnswer } from "../../types/dashboard"
import { FigureLink } from "./figure-link"
import { FigureTable, Widget } from "./widget"

type ApprovalProps = { rows: ApprovalRow[]; rescued: DashboardAnswer["rescued"]; csv: string }

/** How many charges each processor approves, and the orders that another attempt has saved. */
export const Approval = ({ rows, rescued, csv }: ApprovalProps) => {
  const { t } = useTranslation("dashboard")
  const { number, money } = useFormats()
  return (
    <Widget title={t("approval.title")} counted={t("approval.counted")} csv={csv}>
      <p className="txt-compact-small text-ui-fg-base">
        {t("approval.rescued")}{" "}
        <FigureLink filter={rescued.filter}>
          {number(rescued.count)} ({money(rescued.usd, "USD")})
        </FigureLink>
        <span className="text-ui-fg-subtle txt-compact-xsmall block pt-1">
          {t("approval.rescuedCounted")}
        </span>
      </p>
      {rows.length === 0 ? (
        <p className="txt-compact-small text-ui-fg-subtle">{t("nothing")}</p>
      ) : (
        <FigureTable
          caption={t("approval.title")}
          columns={[
            { name: t("approval.account") },
            { name: t("approval.rate"), number: true },
            { name: t("approval.approved"), number: true },
            { name: t("approval.declined"), number: true },
          ]}
          rows={rows.map((row) => ({
            key: row.account.id,
            cells: [
              row.account.name,
              row.rate === null ? "–" : `${number(Number(row.rate))} %`,
              <FigureLink key="approved" filter={row.approved.filter}>
                {number(row.approved.count)}
              </FigureLink>,
              <FigureLink key="declined" filter={row.declined.filter}>
                {number(row.declined.count)}
              </FigureLink>,
            ],
          }))}
        />
      )}
    </Widget>
  )
}
